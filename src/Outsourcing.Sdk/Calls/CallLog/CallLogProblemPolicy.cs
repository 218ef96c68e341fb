namespace Outsourcing.Calls;

/// <summary>What to do about a row of a call log that cannot be read.</summary>
public enum CallLogProblemPolicy
{
    /// <summary>Throw a <see cref="CallLogException"/> at the first problem.</summary>
    Stop = 0,

    /// <summary>Leave the row out (or only the telephone number that is none), and list it in <see cref="CallLogReader.Problems"/>.</summary>
    Collect = 1,
}
