using System.Text.Json.Serialization;

namespace Outsourcing.Telephony;

/// <summary>A call, as Telnyx tells it: it says whether the call is alive, and no more of its state.</summary>
public sealed record TelnyxCall
{
    /// <summary>Gets the id that commands take.</summary>
    public required string CallControlId { get; init; }

    /// <summary>Gets the id of the leg.</summary>
    public string? CallLegId { get; init; }

    /// <summary>Gets the id that joins the legs of one conversation.</summary>
    public string? CallSessionId { get; init; }

    /// <summary>Gets whether it goes on.</summary>
    public bool? IsAlive { get; init; }

    /// <summary>Gets when it started.</summary>
    [JsonConverter(typeof(WireTimeConverter))]
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>Gets when it ended.</summary>
    [JsonConverter(typeof(WireTimeConverter))]
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>Gets how long it has gone on.</summary>
    [JsonConverter(typeof(WireSecondsConverter))]
    public TimeSpan? CallDuration { get; init; }
}

/// <summary>A call to be placed.</summary>
public sealed record TelnyxCallRequest
{
    /// <summary>Gets the number shown; owned.</summary>
    public required PhoneNumber From { get; init; }

    /// <summary>Gets the number called.</summary>
    public required PhoneNumber To { get; init; }

    /// <summary>Gets the key that makes sending the request again within a minute harmless.</summary>
    /// <value>By default, a new one.</value>
    public string CommandId { get; init; } = Guid.NewGuid().ToString();

    /// <summary>Gets how long it rings.</summary>
    public TimeSpan? RingFor { get; init; }

    /// <summary>Gets where events are sent, when not where the application's settings say.</summary>
    public Uri? Webhook { get; init; }

    /// <summary>Gets whether Telnyx finds out what answered.</summary>
    public bool DetectMachine { get; init; }
}

/// <summary>Which digits to gather from a caller.</summary>
public sealed record TelnyxGatherRequest
{
    /// <summary>Gets the text that is said meanwhile; at most 3,000 characters.</summary>
    public string? Say { get; init; }

    /// <summary>Gets the sound that is played meanwhile.</summary>
    public Uri? Play { get; init; }

    /// <summary>Gets the voice of <see cref="Say"/>.</summary>
    /// <value>The default is <c>female</c>.</value>
    public string Voice { get; init; } = "female";

    /// <summary>Gets the language of <see cref="Say"/> as a BCP 47 tag.</summary>
    /// <value>The default is <c>en-US</c>.</value>
    public string Language { get; init; } = "en-US";

    /// <summary>Gets the least number of digits, 1 to 128.</summary>
    /// <value>The default is 1.</value>
    public int MinimumDigits { get; init => field = InRange(value); } = 1;

    /// <summary>Gets the most digits, 1 to 128.</summary>
    /// <value>The default is 128.</value>
    public int MaximumDigits { get; init => field = InRange(value); } = 128;

    /// <summary>Gets the digits accepted, such as <c>123</c>.</summary>
    /// <value>The default is <see langword="null"/>: all, <c>#</c> and <c>*</c>.</value>
    public string? ValidDigits { get; init; }

    /// <summary>Gets the digit that ends the input.</summary>
    /// <value>The default is <see langword="null"/>: <c>#</c>.</value>
    public string? TerminatingDigit { get; init; }

    /// <summary>Gets how long Telnyx waits for all of it, or for a digit after a text or a sound.</summary>
    /// <value>The default is <see langword="null"/>: a minute.</value>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Gets how long Telnyx waits between digits.</summary>
    /// <value>The default is <see langword="null"/>: 5 seconds.</value>
    public TimeSpan? BetweenDigits { get; init; }

    /// <summary>Gets how often a text or a sound is given; without either it has no meaning.</summary>
    /// <value>The default is <see langword="null"/>: three times.</value>
    public int? Tries { get; init; }

    private static int InRange(int digits) => digits is >= 1 and <= 128 ? digits : throw new ArgumentOutOfRangeException(nameof(digits), digits, "Telnyx gathers 1 to 128 digits.");
}

/// <summary>Something that happened on a call: a command, or a webhook.</summary>
public sealed record TelnyxCallEvent
{
    /// <summary>Gets its name, such as <c>call.hangup</c>.</summary>
    public string? Name { get; init; }

    /// <summary>Gets <c>command</c> or <c>webhook</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Gets the id of the leg; it is no control id.</summary>
    public string? CallLegId { get; init; }

    /// <summary>Gets the id that joins the legs of one conversation.</summary>
    public string? CallSessionId { get; init; }

    /// <summary>Gets when it happened.</summary>
    [JsonConverter(typeof(WireTimeConverter))]
    public DateTimeOffset? EventTimestamp { get; init; }
}

/// <summary>Which events of calls to list.</summary>
public sealed record TelnyxCallEventFilter
{
    /// <summary>Gets the events of a leg.</summary>
    public string? CallLegId { get; init; }

    /// <summary>Gets the events of a session.</summary>
    public string? CallSessionId { get; init; }

    /// <summary>Gets the events of calls from a number.</summary>
    public PhoneNumber? From { get; init; }

    /// <summary>Gets the events of calls to a number.</summary>
    public PhoneNumber? To { get; init; }

    /// <summary>Gets the events of a type, <c>command</c> or <c>webhook</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Gets the earliest time.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Gets the latest time.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Gets how many at most.</summary>
    public int? Limit { get; init; }
}

/// <summary>A conference; Telnyx ends it after 4 hours, or when all have left.</summary>
public sealed record TelnyxConference
{
    /// <summary>Gets the conference's id.</summary>
    public required string Id { get; init; }

    /// <summary>Gets its name.</summary>
    public string? Name { get; init; }

    /// <summary>Gets Telnyx's word for its state: <c>init</c>, <c>in_progress</c> or <c>completed</c>.</summary>
    public string? Status { get; init; }

    /// <summary>Gets Telnyx's word for why it ended.</summary>
    public string? EndReason { get; init; }

    /// <summary>Gets when it was made.</summary>
    [JsonConverter(typeof(WireTimeConverter))]
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Gets when it expires.</summary>
    [JsonConverter(typeof(WireTimeConverter))]
    public DateTimeOffset? ExpiresAt { get; init; }
}

/// <summary>A party of a conference.</summary>
public sealed record TelnyxParticipant
{
    /// <summary>Gets the party's id within the conference.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the control id of the party's call.</summary>
    public string? CallControlId { get; init; }

    /// <summary>Gets the id of the party's leg.</summary>
    public string? CallLegId { get; init; }

    /// <summary>Gets Telnyx's word for its state: <c>joining</c>, <c>joined</c> or <c>left</c>.</summary>
    public string? Status { get; init; }

    /// <summary>Gets whether it is muted.</summary>
    public bool? Muted { get; init; }

    /// <summary>Gets whether it is held.</summary>
    public bool? OnHold { get; init; }
}

/// <summary>A call that TeXML answers or answered.</summary>
public sealed record TelnyxTexmlCall
{
    /// <summary>Gets the call's id.</summary>
    public required string Sid { get; init; }

    /// <summary>Gets Telnyx's word for its state.</summary>
    public string? Status { get; init; }

    /// <summary>Gets <c>inbound</c> or <c>outbound</c>.</summary>
    public string? Direction { get; init; }

    /// <summary>Gets who calls.</summary>
    public PersonalText? From { get; init; }

    /// <summary>Gets who is called.</summary>
    public PersonalText? To { get; init; }

    /// <summary>Gets what answered, when Telnyx looked: <c>human</c>, <c>machine</c> or <c>not_sure</c>.</summary>
    public string? AnsweredBy { get; init; }

    /// <summary>Gets when it was made.</summary>
    [JsonConverter(typeof(WireTimeConverter))]
    public DateTimeOffset? DateCreated { get; init; }

    /// <summary>Gets when it started.</summary>
    [JsonConverter(typeof(WireTimeConverter))]
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>Gets when it ended.</summary>
    [JsonConverter(typeof(WireTimeConverter))]
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>Gets how long it was.</summary>
    [JsonConverter(typeof(WireSecondsConverter))]
    public TimeSpan? Duration { get; init; }

    /// <summary>Gets the charge, where the account has charges of calls shown.</summary>
    [JsonConverter(typeof(WireAmountConverter))]
    public decimal? Price { get; init; }

    /// <summary>Gets the currency of the charge.</summary>
    public string? PriceUnit { get; init; }
}

/// <summary>Which calls of TeXML to list.</summary>
public sealed record TelnyxTexmlCallFilter
{
    /// <summary>Gets the calls from a number.</summary>
    public PhoneNumber? From { get; init; }

    /// <summary>Gets the calls to a number.</summary>
    public PhoneNumber? To { get; init; }

    /// <summary>Gets the calls of a state: <c>canceled</c>, <c>completed</c>, <c>failed</c>, <c>busy</c> or <c>no-answer</c>.</summary>
    public string? Status { get; init; }

    /// <summary>Gets the earliest start.</summary>
    public DateTimeOffset? StartedFrom { get; init; }

    /// <summary>Gets the latest start.</summary>
    public DateTimeOffset? StartedUntil { get; init; }

    /// <summary>Gets how many calls a page holds.</summary>
    public int? PageSize { get; init; }

    /// <summary>Gets how many calls at most.</summary>
    public int? Limit { get; init; }
}

/// <summary>Which charges to list.</summary>
public sealed record TelnyxDetailFilter
{
    /// <summary>Gets the kind of record, such as <c>call-control</c>, <c>messaging</c> or <c>recording</c>.</summary>
    public required string RecordType { get; init; }

    /// <summary>Gets the span in Telnyx's words, such as <c>last_month</c> or <c>last_3_days</c>.</summary>
    public string? Range { get; init; }

    /// <summary>Gets the first day.</summary>
    public DateOnly? CreatedFrom { get; init; }

    /// <summary>Gets the day after the last.</summary>
    public DateOnly? CreatedBefore { get; init; }

    /// <summary>Gets the charges of a caller or sender.</summary>
    public PhoneNumber? From { get; init; }

    /// <summary>Gets the charges of a callee or recipient.</summary>
    public PhoneNumber? To { get; init; }

    /// <summary>Gets <c>inbound</c> or <c>outbound</c>.</summary>
    public string? Direction { get; init; }

    /// <summary>Gets how many records at most.</summary>
    public int? Limit { get; init; }
}

/// <summary>A number that can be bought.</summary>
public sealed record TelnyxAvailableNumber
{
    /// <summary>Gets the number in E.164.</summary>
    public required string PhoneNumber { get; init; }

    /// <summary>Names the kind of thing; the telephone number stays out.</summary>
    /// <returns>The type's name.</returns>
    public override string ToString() => nameof(TelnyxAvailableNumber);
}

/// <summary>An order of numbers; it may take a while.</summary>
public sealed record TelnyxNumberOrder
{
    /// <summary>Gets the order's id.</summary>
    public required string Id { get; init; }

    /// <summary>Gets Telnyx's word for its state.</summary>
    public string? Status { get; init; }
}

/// <summary>A number the account owns.</summary>
public sealed record TelnyxNumber
{
    /// <summary>Gets the number's id.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the number in E.164.</summary>
    public required string PhoneNumber { get; init; }

    /// <summary>Gets the application its calls go to.</summary>
    public string? ConnectionId { get; init; }

    /// <summary>Gets Telnyx's word for its state.</summary>
    public string? Status { get; init; }

    /// <summary>Names the number by its id; the telephone number stays out.</summary>
    /// <returns>The id.</returns>
    public override string ToString() => Id;
}

/// <summary>A recording.</summary>
public sealed record TelnyxRecording
{
    /// <summary>Gets the recording's id.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the call.</summary>
    public string? CallControlId { get; init; }

    /// <summary>Gets Telnyx's word for its state.</summary>
    public string? Status { get; init; }

    /// <summary>Gets how long it is, in milliseconds.</summary>
    public long? DurationMillis { get; init; }

    /// <summary>Gets where it can be had for a few minutes, by format.</summary>
    public IReadOnlyDictionary<string, Uri>? DownloadUrls { get; init => field = value is null ? null : ValueMap.Copy(value); }
}

/// <summary>A transcript of a recording.</summary>
public sealed record TelnyxTranscription
{
    /// <summary>Gets the transcript's id.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the recording.</summary>
    public string? RecordingId { get; init; }

    /// <summary>Gets Telnyx's word for its state.</summary>
    public string? Status { get; init; }

    /// <summary>Gets the text.</summary>
    public PersonalText? TranscriptionText { get; init; }
}

/// <summary>A text message.</summary>
public sealed record TelnyxMessage
{
    /// <summary>Gets the message's id.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the parties written to, with the state of each delivery.</summary>
    public IReadOnlyList<TelnyxMessageRecipient>? To { get; init => field = value is null ? null : ValueList.Copy(value); }
}

/// <summary>A party a text was sent to.</summary>
public sealed record TelnyxMessageRecipient
{
    /// <summary>Gets the number.</summary>
    public PersonalText? PhoneNumber { get; init; }

    /// <summary>Gets Telnyx's word for the state of the delivery.</summary>
    public string? Status { get; init; }
}

/// <summary>What is known of a number.</summary>
public sealed record TelnyxLookup
{
    /// <summary>Gets the number in E.164.</summary>
    public string? PhoneNumber { get; init; }

    /// <summary>Gets the country.</summary>
    public string? CountryCode { get; init; }

    /// <summary>Names the country; the telephone number stays out.</summary>
    /// <returns>For example <c>TelnyxLookup US</c>.</returns>
    public override string ToString() => $"{nameof(TelnyxLookup)} {CountryCode}";
}

/// <summary>What a call cost and how it went, for checking a bill.</summary>
public sealed record TelnyxDetailRecord
{
    /// <summary>Gets the kind of record, such as <c>call-control</c>.</summary>
    public string? RecordType { get; init; }

    /// <summary>Gets the charge.</summary>
    [JsonConverter(typeof(WireAmountConverter))]
    public decimal? Cost { get; init; }

    /// <summary>Gets the currency of the charge.</summary>
    public string? Currency { get; init; }
}
