namespace Outsourcing.Delegation;

/// <summary>What shows that those who answer understand a version.</summary>
public sealed record UnderstandingEvidence
{
    /// <summary>Gets the version.</summary>
    public required int Version { get; init; }

    /// <summary>Gets how many people should know it.</summary>
    public required int People { get; init; }

    /// <summary>Gets to how many of them it was delivered.</summary>
    public required int Delivered { get; init; }

    /// <summary>Gets how many of them confirmed having read it.</summary>
    public required int Acknowledged { get; init; }

    /// <summary>Gets how many quiz questions they answered right, each person's last attempt counted.</summary>
    public required int QuizCorrect { get; init; }

    /// <summary>Gets how many quiz questions they were asked.</summary>
    public required int QuizAsked { get; init; }

    /// <summary>Gets how many questions about the version were asked.</summary>
    public required int QuestionsAsked { get; init; }

    /// <summary>Gets how many of those have no answer yet.</summary>
    public required int QuestionsOpen { get; init; }

    /// <summary>Gets the places of the brief whose quiz questions were answered wrong, the most often first.</summary>
    public required IReadOnlyList<BriefPlace> Misread { get; init => field = ValueList.Copy(value); }
}
