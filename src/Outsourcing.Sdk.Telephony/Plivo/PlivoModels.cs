using System.Text.Json.Serialization;

namespace Outsourcing.Telephony;

/// <summary>A call that Plivo was asked to place.</summary>
public sealed record PlivoPlacedCall
{
    /// <summary>Gets the request's id, which is not the call's: that comes with its webhooks.</summary>
    public required string RequestUuid { get; init; }

    /// <summary>Gets what Plivo says, such as <c>call fired</c>.</summary>
    public string? Message { get; init; }
}

/// <summary>A call that has ended, as Plivo tells it.</summary>
public sealed record PlivoCall
{
    /// <summary>Gets the call's id.</summary>
    public required string CallUuid { get; init; }

    /// <summary>Gets the call this one is a leg of.</summary>
    public string? ParentCallUuid { get; init; }

    /// <summary>Gets who called.</summary>
    public PersonalText? FromNumber { get; init; }

    /// <summary>Gets who was called.</summary>
    public PersonalText? ToNumber { get; init; }

    /// <summary>Gets Plivo's word for the direction.</summary>
    public string? CallDirection { get; init; }

    /// <summary>Gets when it was placed or came in.</summary>
    [JsonConverter(typeof(WireTimeConverter))]
    public DateTimeOffset? InitiationTime { get; init; }

    /// <summary>Gets when it was answered; <see langword="null"/> when nobody did.</summary>
    [JsonConverter(typeof(WireTimeConverter))]
    public DateTimeOffset? AnswerTime { get; init; }

    /// <summary>Gets when it ended.</summary>
    [JsonConverter(typeof(WireTimeConverter))]
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>Gets how long it was connected.</summary>
    [JsonConverter(typeof(WireSecondsConverter))]
    public TimeSpan? CallDuration { get; init; }

    /// <summary>Gets how long a time was charged.</summary>
    [JsonConverter(typeof(WireSecondsConverter))]
    public TimeSpan? BilledDuration { get; init; }

    /// <summary>Gets the charge in US dollars.</summary>
    [JsonConverter(typeof(WireAmountConverter))]
    public decimal? TotalAmount { get; init; }

    /// <summary>Gets the price per minute in US dollars.</summary>
    [JsonConverter(typeof(WireAmountConverter))]
    public decimal? TotalRate { get; init; }

    /// <summary>Gets Plivo's words for the reason of the end.</summary>
    public string? HangupCauseName { get; init; }

    /// <summary>Gets Plivo's code of the reason, such as 4000 for a normal end.</summary>
    public int? HangupCauseCode { get; init; }

    /// <summary>Gets who ended it, in Plivo's word.</summary>
    public string? HangupSource { get; init; }
}

/// <summary>A call that goes on, as Plivo tells it.</summary>
public sealed record PlivoLiveCall
{
    /// <summary>Gets the call's id.</summary>
    public required string CallUuid { get; init; }

    /// <summary>Gets the request it was placed by.</summary>
    public string? RequestUuid { get; init; }

    /// <summary>Gets Plivo's word for the state.</summary>
    public string? CallStatus { get; init; }

    /// <summary>Gets Plivo's word for the direction.</summary>
    public string? Direction { get; init; }

    /// <summary>Gets who calls.</summary>
    public PersonalText? From { get; init; }

    /// <summary>Gets who is called.</summary>
    public PersonalText? To { get; init; }

    /// <summary>Gets the caller's name.</summary>
    public PersonalText? CallerName { get; init; }

    /// <summary>Gets when it started; that Plivo means UTC, where it names no zone, is unconfirmed.</summary>
    [JsonConverter(typeof(WireTimeConverter))]
    public DateTimeOffset? SessionStart { get; init; }
}

/// <summary>A call to be placed.</summary>
public sealed record PlivoCallRequest
{
    /// <summary>Gets the number shown; owned or verified.</summary>
    public required PhoneNumber From { get; init; }

    /// <summary>Gets the number called.</summary>
    public required PhoneNumber To { get; init; }

    /// <summary>Gets where what happens is asked when it is answered, by POST; Plivo takes no document here.</summary>
    public required Uri AnswerUrl { get; init; }

    /// <summary>Gets where it is asked when that fails.</summary>
    public Uri? FallbackUrl { get; init; }

    /// <summary>Gets where ringing is reported.</summary>
    public Uri? RingUrl { get; init; }

    /// <summary>Gets where the end is reported; <see langword="null"/> reports it to <see cref="AnswerUrl"/>.</summary>
    public Uri? HangupUrl { get; init; }

    /// <summary>Gets how long it rings; Plivo's default is 2 minutes.</summary>
    public TimeSpan? RingFor { get; init; }

    /// <summary>Gets the longest duration; Plivo's default is 4 hours.</summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>Gets whether Plivo finds out whether a machine answered.</summary>
    public bool DetectMachine { get; init; }

    /// <summary>Gets digits sent when it is answered, such as an extension; <c>w</c> waits half a second.</summary>
    public string? DigitsOnAnswer { get; init; }
}

/// <summary>Which ended calls to list.</summary>
public sealed record PlivoCallFilter
{
    /// <summary>Gets the calls from a number.</summary>
    public PhoneNumber? From { get; init; }

    /// <summary>Gets the calls to a number.</summary>
    public PhoneNumber? To { get; init; }

    /// <summary>Gets the calls of a direction, <c>inbound</c> or <c>outbound</c>.</summary>
    public string? Direction { get; init; }

    /// <summary>Gets the legs of a call.</summary>
    public string? ParentCallUuid { get; init; }

    /// <summary>Gets the calls that ended for a reason, by Plivo's code.</summary>
    public int? HangupCauseCode { get; init; }

    /// <summary>Gets the earliest end; Plivo keeps 90 days.</summary>
    public DateTimeOffset? EndedFrom { get; init; }

    /// <summary>Gets the latest end, at most 30 days later.</summary>
    public DateTimeOffset? EndedUntil { get; init; }

    /// <summary>Gets how many calls a page holds, 1 to 20.</summary>
    /// <value>The default is <see langword="null"/>: 20.</value>
    public int? PageSize { get; init => field = value is null or (>= 1 and <= 20) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A page of Plivo holds 1 to 20 calls."); }

    /// <summary>Gets how many calls at most.</summary>
    public int? Limit { get; init; }
}

/// <summary>A conference.</summary>
public sealed record PlivoConference
{
    /// <summary>Gets its name.</summary>
    public required string ConferenceName { get; init; }

    /// <summary>Gets how long it has gone on.</summary>
    [JsonConverter(typeof(WireSecondsConverter))]
    public TimeSpan? ConferenceRunTime { get; init; }

    /// <summary>Gets its parties.</summary>
    public IReadOnlyList<PlivoParticipant> Members { get; init => field = ValueList.Copy(value ?? []); } = ValueList.Empty<PlivoParticipant>();
}

/// <summary>A party of a conference.</summary>
public sealed record PlivoParticipant
{
    /// <summary>Gets the party's id in the conference.</summary>
    [JsonConverter(typeof(WireTextConverter))]
    public string? MemberId { get; init; }

    /// <summary>Gets the party's call.</summary>
    public string? CallUuid { get; init; }

    /// <summary>Gets whether the party is muted.</summary>
    public bool? Muted { get; init; }

    /// <summary>Gets whether the party hears nothing.</summary>
    public bool? Deaf { get; init; }

    /// <summary>Gets who called.</summary>
    public PersonalText? From { get; init; }

    /// <summary>Gets who was called.</summary>
    public PersonalText? To { get; init; }
}

/// <summary>A number that can be bought.</summary>
public sealed record PlivoAvailableNumber
{
    /// <summary>Gets the number in digits, without plus sign.</summary>
    public required string Number { get; init; }

    /// <summary>Gets the town.</summary>
    public string? City { get; init; }

    /// <summary>Gets the region.</summary>
    public string? Region { get; init; }

    /// <summary>Gets the kind, such as <c>fixed</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Gets the rent per month in US dollars.</summary>
    [JsonConverter(typeof(WireAmountConverter))]
    public decimal? MonthlyRentalRate { get; init; }

    /// <summary>Gets what must be proved to own it; <see langword="null"/> for nothing.</summary>
    public string? Restriction { get; init; }

    /// <summary>Names the place; the telephone number stays out.</summary>
    /// <returns>For example <c>PlivoAvailableNumber Seattle</c>.</returns>
    public override string ToString() => $"{nameof(PlivoAvailableNumber)} {City}";
}

/// <summary>An order of numbers; it may take a while.</summary>
public sealed record PlivoNumberOrder
{
    /// <summary>Gets Plivo's word for its state, such as <c>fulfilled</c>.</summary>
    public string? Status { get; init; }

    /// <summary>Gets the numbers.</summary>
    public IReadOnlyList<PlivoOrderedNumber> Numbers { get; init => field = ValueList.Copy(value ?? []); } = ValueList.Empty<PlivoOrderedNumber>();
}

/// <summary>A number of an order.</summary>
public sealed record PlivoOrderedNumber
{
    /// <summary>Gets the number in digits, without plus sign.</summary>
    public string? Number { get; init; }

    /// <summary>Gets Plivo's word for its state, such as <c>Success</c>.</summary>
    public string? Status { get; init; }

    /// <summary>Names the state of the order; the telephone number stays out.</summary>
    /// <returns>For example <c>PlivoOrderedNumber Success</c>.</returns>
    public override string ToString() => $"{nameof(PlivoOrderedNumber)} {Status}";
}

/// <summary>A number the account owns.</summary>
public sealed record PlivoNumber
{
    /// <summary>Gets the number in digits, without plus sign.</summary>
    public required string Number { get; init; }

    /// <summary>Gets the name given to it.</summary>
    public string? Alias { get; init; }

    /// <summary>Gets the application that takes its calls, as the path of its address.</summary>
    public string? Application { get; init; }

    /// <summary>Gets the rent per month in US dollars.</summary>
    [JsonConverter(typeof(WireAmountConverter))]
    public decimal? MonthlyRentalRate { get; init; }

    /// <summary>Gets whether it takes calls.</summary>
    public bool? VoiceEnabled { get; init; }

    /// <summary>Gets whether it takes texts.</summary>
    public bool? SmsEnabled { get; init; }

    /// <summary>Names the application the number is assigned to; the telephone number stays out.</summary>
    /// <returns>For example <c>PlivoNumber of /v1/Account/MA1/Application/2/</c>.</returns>
    public override string ToString() => $"{nameof(PlivoNumber)} of {Application}";
}

/// <summary>An application: the addresses that numbers given to it share.</summary>
public sealed record PlivoApplication
{
    /// <summary>Gets the application's id.</summary>
    public required string AppId { get; init; }

    /// <summary>Gets its name.</summary>
    public string? AppName { get; init; }

    /// <summary>Gets where calls are answered from.</summary>
    public string? AnswerUrl { get; init; }

    /// <summary>Gets where they are answered from when that fails.</summary>
    public string? FallbackAnswerUrl { get; init; }

    /// <summary>Gets where the end of calls is reported.</summary>
    public string? HangupUrl { get; init; }

    /// <summary>Gets where texts are reported.</summary>
    public string? MessageUrl { get; init; }
}

/// <summary>The addresses of an application.</summary>
public sealed record PlivoApplicationSettings
{
    /// <summary>Gets where calls are answered from.</summary>
    public required Uri AnswerUrl { get; init; }

    /// <summary>Gets where they are answered from when that fails.</summary>
    public Uri? FallbackUrl { get; init; }

    /// <summary>Gets where the end of calls is reported.</summary>
    public Uri? HangupUrl { get; init; }

    /// <summary>Gets where texts are reported.</summary>
    public Uri? MessageUrl { get; init; }
}

/// <summary>A recording under way.</summary>
public sealed record PlivoStartedRecording
{
    /// <summary>Gets the recording's id.</summary>
    public required string RecordingId { get; init; }

    /// <summary>Gets where it will be.</summary>
    public Uri? Url { get; init; }

    /// <summary>Names the recording; its address, which may be all it takes to listen, stays out.</summary>
    /// <returns>The id.</returns>
    public override string ToString() => RecordingId;
}

/// <summary>A recording.</summary>
public sealed record PlivoRecording
{
    /// <summary>Gets the recording's id.</summary>
    public required string RecordingId { get; init; }

    /// <summary>Gets the call.</summary>
    public string? CallUuid { get; init; }

    /// <summary>Gets when it was made.</summary>
    [JsonConverter(typeof(WireTimeConverter))]
    public DateTimeOffset? AddTime { get; init; }

    /// <summary>Gets how long it is, in milliseconds.</summary>
    [JsonConverter(typeof(WireAmountConverter))]
    public decimal? RecordingDurationMs { get; init; }

    /// <summary>Gets the format, <c>mp3</c> or <c>wav</c>.</summary>
    public string? RecordingFormat { get; init; }

    /// <summary>Gets where it is; <see cref="PlivoClient.DownloadRecordingAsync(Uri, CancellationToken)"/> fetches it.</summary>
    public Uri? RecordingUrl { get; init; }

    /// <summary>Names the recording; its address, which may be all it takes to listen, stays out.</summary>
    /// <returns>The id.</returns>
    public override string ToString() => RecordingId;
}

/// <summary>A transcript of a recording.</summary>
public sealed record PlivoTranscription
{
    /// <summary>Gets Plivo's word for its state.</summary>
    public string? Status { get; init; }

    /// <summary>Gets the text; each turn starts with who spoke.</summary>
    public PersonalText? Transcription { get; init; }

    /// <summary>Gets the charge in US dollars.</summary>
    [JsonConverter(typeof(WireAmountConverter))]
    public decimal? Cost { get; init; }
}

/// <summary>A text that Plivo was asked to send.</summary>
public sealed record PlivoSentMessage
{
    /// <summary>Gets the message's ids, one per recipient.</summary>
    public required IReadOnlyList<string> MessageUuid { get; init => field = ValueList.Copy(value ?? []); }
}

/// <summary>A text message.</summary>
public sealed record PlivoMessage
{
    /// <summary>Gets the message's id.</summary>
    public required string MessageUuid { get; init; }

    /// <summary>Gets who wrote.</summary>
    public PersonalText? FromNumber { get; init; }

    /// <summary>Gets who is written to.</summary>
    public PersonalText? ToNumber { get; init; }

    /// <summary>Gets Plivo's word for the direction.</summary>
    public string? MessageDirection { get; init; }

    /// <summary>Gets Plivo's word for the state.</summary>
    public string? MessageState { get; init; }

    /// <summary>Gets the code of what went wrong.</summary>
    [JsonConverter(typeof(WireTextConverter))]
    public string? ErrorCode { get; init; }

    /// <summary>Gets when it was taken.</summary>
    [JsonConverter(typeof(WireTimeConverter))]
    public DateTimeOffset? MessageTime { get; init; }

    /// <summary>Gets the charge in US dollars.</summary>
    [JsonConverter(typeof(WireAmountConverter))]
    public decimal? TotalAmount { get; init; }
}

/// <summary>What is known of a number.</summary>
public sealed record PlivoLookup
{
    /// <summary>Gets the number in E.164.</summary>
    public PersonalText? PhoneNumber { get; init; }

    /// <summary>Gets the country.</summary>
    public PlivoLookupCountry? Country { get; init; }

    /// <summary>Gets the carrier.</summary>
    public PlivoLookupCarrier? Carrier { get; init; }
}

/// <summary>The country of a number.</summary>
public sealed record PlivoLookupCountry
{
    /// <summary>Gets the country as ISO 3166-1 alpha-2.</summary>
    public string? Iso2 { get; init; }
}

/// <summary>The carrier of a number.</summary>
public sealed record PlivoLookupCarrier
{
    /// <summary>Gets the carrier's name.</summary>
    public string? Name { get; init; }

    /// <summary>Gets the kind, such as <c>mobile</c>.</summary>
    public string? Type { get; init; }
}

/// <summary>What calls, texts and numbers of a country cost, in US dollars.</summary>
public sealed record PlivoPrices
{
    /// <summary>Gets the country as ISO 3166-1 alpha-2.</summary>
    public string? CountryIso { get; init; }

    /// <summary>Gets the prices of calls per minute.</summary>
    public PlivoVoicePrices? Voice { get; init; }

    /// <summary>Gets the prices of texts.</summary>
    public PlivoMessagePrices? Message { get; init; }
}

/// <summary>What calls cost per minute, in US dollars.</summary>
public sealed record PlivoVoicePrices
{
    /// <summary>Gets the prices of calls in.</summary>
    public PlivoCallPrices? Inbound { get; init; }

    /// <summary>Gets the prices of calls out.</summary>
    public PlivoCallPrices? Outbound { get; init; }
}

/// <summary>What calls of a direction cost per minute, in US dollars.</summary>
public sealed record PlivoCallPrices
{
    /// <summary>Gets the price on a local number.</summary>
    public PlivoPrice? Local { get; init; }

    /// <summary>Gets the price on a toll-free number.</summary>
    public PlivoPrice? Tollfree { get; init; }

    /// <summary>Gets the prices by the start of the number called.</summary>
    public IReadOnlyList<PlivoPrefixPrice> Rates { get; init => field = ValueList.Copy(value ?? []); } = ValueList.Empty<PlivoPrefixPrice>();
}

/// <summary>What texts cost, in US dollars.</summary>
public sealed record PlivoMessagePrices
{
    /// <summary>Gets the price of a text in.</summary>
    public PlivoPrice? Inbound { get; init; }

    /// <summary>Gets the price of a text out.</summary>
    public PlivoPrice? Outbound { get; init; }
}

/// <summary>A price in US dollars.</summary>
public sealed record PlivoPrice
{
    /// <summary>Gets the price.</summary>
    [JsonConverter(typeof(WireAmountConverter))]
    public decimal? Rate { get; init; }
}

/// <summary>A price per minute, by the start of the number called.</summary>
public sealed record PlivoPrefixPrice
{
    /// <summary>Gets the starts, with country code.</summary>
    public IReadOnlyList<string> Prefix { get; init => field = ValueList.Copy(value ?? []); } = ValueList.Empty<string>();

    /// <summary>Gets the price in US dollars.</summary>
    [JsonConverter(typeof(WireAmountConverter))]
    public decimal? Rate { get; init; }
}
