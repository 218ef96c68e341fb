namespace Outsourcing.Calls;

/// <summary>One line of a transcript.</summary>
public sealed record TranscriptTurn
{
    /// <summary>Gets who spoke.</summary>
    public required Speaker Speaker { get; init; }

    /// <summary>Gets what was said.</summary>
    public required PersonalText Text { get; init; }

    /// <summary>Gets when, from the start of the call.</summary>
    public TimeSpan? At { get; init; }

    /// <summary>Gets whether the provider removed personal data from the text.</summary>
    public bool Redacted { get; init; }
}
