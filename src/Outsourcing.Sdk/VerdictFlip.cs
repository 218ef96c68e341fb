namespace Outsourcing;

/// <summary>The smallest change of one input that would give another verdict.</summary>
public sealed record VerdictFlip
{
    /// <summary>Gets the input that would have to change.</summary>
    public required string Input { get; init; }

    /// <summary>Gets its value now.</summary>
    public required double From { get; init; }

    /// <summary>Gets the nearest value at which the verdict changes.</summary>
    public required double To { get; init; }

    /// <summary>Gets the unit of both numbers.</summary>
    /// <value>The default is <c>1</c>, a ratio.</value>
    public string Unit { get; init; } = "1";

    /// <summary>Gets the verdict it would become, in a word or two.</summary>
    public required string Becomes { get; init; }
}
