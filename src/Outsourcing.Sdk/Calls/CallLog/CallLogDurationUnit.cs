namespace Outsourcing.Calls;

/// <summary>The unit of a duration that is a plain number.</summary>
public enum CallLogDurationUnit
{
    /// <summary>Seconds.</summary>
    Seconds = 0,

    /// <summary>Milliseconds.</summary>
    Milliseconds = 1,

    /// <summary>Minutes.</summary>
    Minutes = 2,
}
