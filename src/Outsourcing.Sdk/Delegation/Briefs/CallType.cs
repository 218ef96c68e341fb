using System.Text.Json.Serialization;
using Outsourcing.Calls;

namespace Outsourcing.Delegation;

/// <summary>A kind of call: how to recognise it, what to ask, what to do.</summary>
public sealed partial record CallType
{
    /// <summary>Gets the id, unique in the brief.</summary>
    public required CallTypeId Id { get; init; }

    /// <summary>Gets what people call it.</summary>
    /// <exception cref="InvalidBriefException">The text is longer than <see cref="BriefRules.MaximumTextLength"/>.</exception>
    public required string Name { get; init => field = BriefRules.Text(value, "callType.name"); }

    /// <summary>Gets how to recognise it; one sign each.</summary>
    /// <value>None by default.</value>
    /// <exception cref="InvalidBriefException">There are too many, or one is too long.</exception>
    public IReadOnlyList<string> Recognition { get; init => field = BriefRules.Texts(value, "callType.recognition"); } = ValueList.Empty<string>();

    /// <summary>Gets how urgent such calls are.</summary>
    public CallUrgency? Urgency { get; init; }

    /// <summary>Gets the expected part of all calls, 0 to 1.</summary>
    /// <exception cref="InvalidBriefException">The number is not between 0 and 1.</exception>
    public double? Share { get; init => field = BriefRules.Share(value, "callType.share"); }

    /// <summary>Gets the questions, in the order they are asked.</summary>
    /// <value>None by default.</value>
    /// <exception cref="InvalidBriefException">There are too many, or two of one id.</exception>
    public IReadOnlyList<IntakeQuestion> Questions { get; init => field = BriefRules.Keyed(value, item => item.Id, "callType.questions"); } = ValueList.Empty<IntakeQuestion>();

    /// <summary>Gets the actions, in the order they are taken.</summary>
    /// <value>None by default.</value>
    /// <exception cref="InvalidBriefException">There are too many.</exception>
    public IReadOnlyList<CallAction> Actions { get; init => field = BriefRules.Items(value, "callType.actions"); } = ValueList.Empty<CallAction>();

    /// <summary>Gets what to answer to questions of such callers.</summary>
    /// <value>None by default.</value>
    /// <exception cref="InvalidBriefException">There are too many.</exception>
    public IReadOnlyList<KnowledgeItem> Knowledge { get; init => field = BriefRules.Items(value, "callType.knowledge"); } = ValueList.Empty<KnowledgeItem>();

    /// <summary>Gets the limits for such calls, beside those of the whole brief.</summary>
    public AnswerLimits? Limits { get; init; }

    /// <summary>Gets the members this version does not know.</summary>
    [JsonExtensionData]
    public UnknownMembers? Unknown { get; set; }
}
