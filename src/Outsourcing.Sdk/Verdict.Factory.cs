namespace Outsourcing;

/// <summary>Makes verdicts.</summary>
public static class Verdict
{
    /// <summary>Makes a decided verdict.</summary>
    /// <typeparam name="T">What is decided.</typeparam>
    /// <param name="value">The decision.</param>
    /// <param name="explanation">Why.</param>
    /// <returns>The verdict.</returns>
    public static Verdict<T> Of<T>(T value, VerdictExplanation explanation)
        where T : notnull => new(value, null, explanation);

    /// <summary>Makes a refusal.</summary>
    /// <typeparam name="T">What would have been decided.</typeparam>
    /// <param name="refusal">Why not.</param>
    /// <param name="explanation">What was looked at.</param>
    /// <returns>The verdict.</returns>
    public static Verdict<T> Refused<T>(Refusal refusal, VerdictExplanation explanation)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(refusal);
        return new(default, refusal, explanation);
    }
}
