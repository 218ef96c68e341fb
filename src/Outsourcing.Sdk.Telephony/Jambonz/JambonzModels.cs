using System.Text.Json.Serialization;

namespace Outsourcing.Telephony;

/// <summary>A call that goes on or ended a short time ago, as jambonz tells it. It tells no times.</summary>
public sealed record JambonzCall
{
    /// <summary>Gets the call's id.</summary>
    public required string CallSid { get; init; }

    /// <summary>Gets the call this one is a leg of.</summary>
    public string? ParentCallSid { get; init; }

    /// <summary>Gets the application that answers what happens.</summary>
    public string? ApplicationSid { get; init; }

    /// <summary>Gets who calls.</summary>
    public PersonalText? From { get; init; }

    /// <summary>Gets who is called.</summary>
    public PersonalText? To { get; init; }

    /// <summary>Gets the caller's name.</summary>
    public PersonalText? CallerName { get; init; }

    /// <summary>Gets jambonz's word for the direction.</summary>
    public string? Direction { get; init; }

    /// <summary>Gets jambonz's word for the state.</summary>
    public string? CallStatus { get; init; }

    /// <summary>Gets the last SIP status.</summary>
    public int? SipStatus { get; init; }

    /// <summary>Gets how long it was connected.</summary>
    [JsonConverter(typeof(WireSecondsConverter))]
    public TimeSpan? Duration { get; init; }
}

/// <summary>A call to be placed.</summary>
public sealed record JambonzCallRequest
{
    /// <summary>Gets the number shown.</summary>
    public required PhoneNumber From { get; init; }

    /// <summary>Gets the number called.</summary>
    public required PhoneNumber To { get; init; }

    /// <summary>Gets the application whose hooks answer what happens.</summary>
    /// <value>The default is <see langword="null"/>: that of the account's options.</value>
    public string? ApplicationSid { get; init; }

    /// <summary>Gets how long it rings.</summary>
    /// <value>The default is <see langword="null"/>: jambonz's 60 seconds.</value>
    public TimeSpan? RingFor { get; init; }

    /// <summary>Gets the longest duration.</summary>
    public TimeSpan? TimeLimit { get; init; }
}

/// <summary>Which calls to list.</summary>
public sealed record JambonzCallFilter
{
    /// <summary>Gets the calls of a state, in jambonz's word.</summary>
    public string? Status { get; init; }

    /// <summary>Gets the calls from a number.</summary>
    public PhoneNumber? From { get; init; }

    /// <summary>Gets the calls to a number.</summary>
    public PhoneNumber? To { get; init; }

    /// <summary>Gets <c>inbound</c> or <c>outbound</c> calls.</summary>
    public string? Direction { get; init; }

    /// <summary>Gets how many calls at most.</summary>
    public int? Limit { get; init; }
}

/// <summary>A call that ended.</summary>
public sealed record JambonzRecentCall
{
    /// <summary>Gets the call's id.</summary>
    public required string CallSid { get; init; }

    /// <summary>Gets who called.</summary>
    public PersonalText? From { get; init; }

    /// <summary>Gets who was called.</summary>
    public PersonalText? To { get; init; }

    /// <summary>Gets <c>inbound</c> or <c>outbound</c>.</summary>
    public string? Direction { get; init; }

    /// <summary>Gets whether it was answered.</summary>
    public bool? Answered { get; init; }

    /// <summary>Gets the last SIP status.</summary>
    public int? SipStatus { get; init; }

    /// <summary>Gets how long it was connected.</summary>
    [JsonConverter(typeof(WireSecondsConverter))]
    public TimeSpan? Duration { get; init; }

    /// <summary>Gets when it began.</summary>
    /// <remarks>The published document has a number here and in the other times without its unit, the server writes ISO 8601; both are read, numbers as milliseconds or, where too small for that, seconds.</remarks>
    [JsonConverter(typeof(JambonzTimeConverter))]
    public DateTimeOffset? AttemptedAt { get; init; }

    /// <summary>Gets when it was answered.</summary>
    [JsonConverter(typeof(JambonzTimeConverter))]
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>Gets when it ended.</summary>
    [JsonConverter(typeof(JambonzTimeConverter))]
    public DateTimeOffset? TerminatedAt { get; init; }

    /// <summary>Gets jambonz's words for why it ended.</summary>
    public string? TerminationReason { get; init; }

    /// <summary>Gets the trunk it came or went by.</summary>
    public string? Trunk { get; init; }
}

/// <summary>A number of the account.</summary>
public sealed record JambonzNumber
{
    /// <summary>Gets the number's id.</summary>
    public required string PhoneNumberSid { get; init; }

    /// <summary>Gets the number, often without a plus sign.</summary>
    public required string Number { get; init; }

    /// <summary>Gets the carrier it comes from.</summary>
    public string? VoipCarrierSid { get; init; }

    /// <summary>Gets the application its calls go to.</summary>
    public string? ApplicationSid { get; init; }

    /// <summary>Names the number by its id; the telephone number stays out.</summary>
    /// <returns>The id.</returns>
    public override string ToString() => PhoneNumberSid;
}

/// <summary>A text message that was sent.</summary>
public sealed record JambonzMessage
{
    /// <summary>Gets the message's id.</summary>
    public required string Sid { get; init; }

    /// <summary>Gets what the provider of the texts answered, which may quote them.</summary>
    public PersonalText? ProviderResponse { get; init; }
}
