using System.Text.Json.Serialization;
using Outsourcing.Calls;

namespace Outsourcing.Delegation;

/// <summary>One thing the one who answers does. Which members count depends on the kind.</summary>
public sealed partial record CallAction
{
    /// <summary>Gets the kind.</summary>
    public required CallActionKind Kind { get; init; }

    /// <summary>Gets the condition, in words; <see langword="null"/> for always.</summary>
    /// <exception cref="InvalidBriefException">The text is longer than <see cref="BriefRules.MaximumTextLength"/>.</exception>
    public string? When { get; init => field = BriefRules.OptionalText(value, "callAction.when"); }

    /// <summary>Gets whom the call or the message goes to.</summary>
    public ContactId? Contact { get; init; }

    /// <summary>Gets how the caller is put through.</summary>
    public TransferKind? Transfer { get; init; }

    /// <summary>Gets how long the contact's telephone rings before the next action is taken.</summary>
    /// <exception cref="InvalidBriefException">The time is negative.</exception>
    public TimeSpan? RingFor { get; init => field = BriefRules.Duration(value, "callAction.ringFor"); }

    /// <summary>Gets by when it is done, counted from the end of the call.</summary>
    /// <exception cref="InvalidBriefException">The time is negative.</exception>
    public TimeSpan? Within { get; init => field = BriefRules.Duration(value, "callAction.within"); }

    /// <summary>Gets by which channel a message is passed on, such as <c>e-mail</c>.</summary>
    /// <exception cref="InvalidBriefException">The text is longer than <see cref="BriefRules.MaximumTextLength"/>.</exception>
    public string? Via { get; init => field = BriefRules.OptionalText(value, "callAction.via"); }

    /// <summary>Gets the calendar an appointment goes into.</summary>
    /// <exception cref="InvalidBriefException">The text is longer than <see cref="BriefRules.MaximumTextLength"/>.</exception>
    public string? Calendar { get; init => field = BriefRules.OptionalText(value, "callAction.calendar"); }

    /// <summary>Gets the call type to go on with.</summary>
    public CallTypeId? CallType { get; init; }

    /// <summary>Gets the words to say, to send, or to act on.</summary>
    /// <exception cref="InvalidBriefException">The text is longer than <see cref="BriefRules.MaximumTextLength"/>.</exception>
    public string? Text { get; init => field = BriefRules.OptionalText(value, "callAction.text"); }

    /// <summary>Gets the members this version does not know.</summary>
    [JsonExtensionData]
    public UnknownMembers? Unknown { get; set; }
}
