namespace Outsourcing.Delegation;

/// <summary>A part a partner needs that a brief does not have, as the question that fills it.</summary>
/// <param name="Place">Where the answer belongs, such as <c>hours</c> or <c>callTypes[new-lead].actions</c>.</param>
/// <param name="Question">The question to the owner.</param>
public sealed record BriefGap(string Place, string Question)
{
    /// <summary>Gets what the records suggest as an answer; <see langword="null"/> when they suggest none.</summary>
    public string? Suggestion { get; init; }
}
