namespace Outsourcing;

/// <summary>How an observed value is held against a threshold.</summary>
public enum Comparison
{
    /// <summary>Observed ≥ threshold.</summary>
    AtLeast = 0,

    /// <summary>Observed &gt; threshold.</summary>
    Above = 1,

    /// <summary>Observed ≤ threshold.</summary>
    AtMost = 2,

    /// <summary>Observed &lt; threshold.</summary>
    Below = 3,
}
