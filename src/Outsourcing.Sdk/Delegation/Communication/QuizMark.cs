namespace Outsourcing.Delegation;

/// <summary>How one question of a quiz was answered.</summary>
public sealed record QuizMark
{
    /// <summary>Gets the question.</summary>
    public required string Item { get; init; }

    /// <summary>Gets the part of the brief the question is about.</summary>
    public required BriefPlace Place { get; init; }

    /// <summary>Gets whether the answer was right; a question left out is not.</summary>
    public required bool Right { get; init; }
}
