using System.Text.Json.Serialization;

namespace Outsourcing.Delegation;

/// <summary>A question to ask the caller, with the kind of answer it takes.</summary>
public sealed record IntakeQuestion
{
    /// <summary>Gets the id, unique in its call type; answers of calls carry it.</summary>
    /// <exception cref="InvalidBriefException">The text is longer than <see cref="BriefRules.MaximumTextLength"/>.</exception>
    public required string Id { get; init => field = BriefRules.Text(value, "intakeQuestion.id"); }

    /// <summary>Gets the question as it is asked.</summary>
    /// <exception cref="InvalidBriefException">The text is longer than <see cref="BriefRules.MaximumTextLength"/>.</exception>
    public required string Text { get; init => field = BriefRules.Text(value, "intakeQuestion.text"); }

    /// <summary>Gets the kind of answer.</summary>
    public required AnswerKind Answer { get; init; }

    /// <summary>Gets the answers to choose from, for <see cref="AnswerKind.Choice"/>.</summary>
    /// <value>None by default.</value>
    /// <exception cref="InvalidBriefException">There are too many, or one is too long.</exception>
    public IReadOnlyList<string> Choices { get; init => field = BriefRules.Texts(value, "intakeQuestion.choices"); } = ValueList.Empty<string>();

    /// <summary>Gets whether the call is incomplete without the answer.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool Required { get; init; }

    /// <summary>Gets whether the answer is read back to the caller.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool ReadBack { get; init; }

    /// <summary>Gets what the answer is used for.</summary>
    /// <exception cref="InvalidBriefException">The text is longer than <see cref="BriefRules.MaximumTextLength"/>.</exception>
    public string? Purpose { get; init => field = BriefRules.OptionalText(value, "intakeQuestion.purpose"); }

    /// <summary>Gets the members this version does not know.</summary>
    [JsonExtensionData]
    public UnknownMembers? Unknown { get; set; }
}
