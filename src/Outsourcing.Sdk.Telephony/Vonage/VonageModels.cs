using System.Text.Json.Serialization;

namespace Outsourcing.Telephony;

/// <summary>A call, as Vonage tells it.</summary>
public sealed record VonageCall
{
    /// <summary>Gets the call's id.</summary>
    public required string Uuid { get; init; }

    /// <summary>Gets the conversation the call is part of, starting with CON-.</summary>
    public string? ConversationUuid { get; init; }

    /// <summary>Gets who calls.</summary>
    public VonageEndpoint? From { get; init; }

    /// <summary>Gets who is called.</summary>
    public VonageEndpoint? To { get; init; }

    /// <summary>Gets Vonage's word for the state.</summary>
    public string? Status { get; init; }

    /// <summary>Gets Vonage's word for the direction, <c>inbound</c> or <c>outbound</c>.</summary>
    public string? Direction { get; init; }

    /// <summary>Gets the price per minute in euros; only of a completed call.</summary>
    [JsonConverter(typeof(WireAmountConverter))]
    public decimal? Rate { get; init; }

    /// <summary>Gets the charge in euros; only of a completed call.</summary>
    [JsonConverter(typeof(WireAmountConverter))]
    public decimal? Price { get; init; }

    /// <summary>Gets how long it was connected; only of a completed call.</summary>
    [JsonConverter(typeof(WireSecondsConverter))]
    public TimeSpan? Duration { get; init; }

    /// <summary>Gets when it started.</summary>
    [JsonConverter(typeof(WireTimeConverter))]
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>Gets when it ended.</summary>
    [JsonConverter(typeof(WireTimeConverter))]
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>Gets the network of the called number, as country and network code.</summary>
    public string? Network { get; init; }
}

/// <summary>A party of a call.</summary>
public sealed record VonageEndpoint
{
    /// <summary>Gets the kind, such as <c>phone</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Gets the number, without plus sign; <see langword="null"/> of other kinds.</summary>
    public PersonalText? Number { get; init; }
}

/// <summary>A call to be placed.</summary>
public sealed record VonageCallRequest
{
    /// <summary>Gets the number shown, one of the application's; <see langword="null"/> lets Vonage choose among them.</summary>
    public PhoneNumber? From { get; init; }

    /// <summary>Gets the number called.</summary>
    public required PhoneNumber To { get; init; }

    /// <summary>Gets what happens when it is answered; either this or <see cref="AnswerUrl"/>.</summary>
    public CallFlow? Flow { get; init; }

    /// <summary>Gets where what happens is asked, by POST; either this or <see cref="Flow"/>.</summary>
    public Uri? AnswerUrl { get; init; }

    /// <summary>Gets where the progress is reported; <see langword="null"/> takes the application's address.</summary>
    public Uri? EventUrl { get; init; }

    /// <summary>Gets how long it rings, at most 2 minutes.</summary>
    public TimeSpan? RingFor { get; init; }

    /// <summary>Gets the longest duration, at most 2 hours.</summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>Gets whether Vonage finds out whether a machine answered, and reports it.</summary>
    public bool DetectMachine { get; init; }

    /// <summary>Gets digits sent when it is answered, such as an extension; <c>p</c> waits half a second.</summary>
    public string? DigitsOnAnswer { get; init; }
}

/// <summary>Which calls to list.</summary>
public sealed record VonageCallFilter
{
    /// <summary>Gets the calls of a state, in Vonage's word.</summary>
    public string? Status { get; init; }

    /// <summary>Gets the calls of a conversation.</summary>
    public string? ConversationUuid { get; init; }

    /// <summary>Gets the earliest time.</summary>
    public DateTimeOffset? StartedFrom { get; init; }

    /// <summary>Gets the latest time.</summary>
    public DateTimeOffset? StartedUntil { get; init; }

    /// <summary>Gets how many calls a page holds, 1 to 100.</summary>
    /// <value>The default is <see langword="null"/>: 100.</value>
    public int? PageSize { get; init => field = value is null or (>= 1 and <= 100) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A page of Vonage holds 1 to 100 calls."); }

    /// <summary>Gets how many calls at most.</summary>
    public int? Limit { get; init; }
}

/// <summary>A number that can be bought.</summary>
public sealed record VonageAvailableNumber
{
    /// <summary>Gets the country as ISO 3166-1 alpha-2.</summary>
    public required string Country { get; init; }

    /// <summary>Gets the number in digits, without plus sign.</summary>
    public required string Msisdn { get; init; }

    /// <summary>Gets the kind, such as <c>landline</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Gets the rent per month in euros.</summary>
    [JsonConverter(typeof(WireAmountConverter))]
    public decimal? Cost { get; init; }

    /// <summary>Gets what it can do: <c>VOICE</c>, <c>SMS</c>, <c>MMS</c>.</summary>
    public IReadOnlyList<string> Features { get; init => field = ValueList.Copy(value ?? []); } = ValueList.Empty<string>();
}

/// <summary>A number the account owns.</summary>
public sealed record VonageNumber
{
    /// <summary>Gets the country as ISO 3166-1 alpha-2.</summary>
    public required string Country { get; init; }

    /// <summary>Gets the number in digits, without plus sign.</summary>
    public required string Msisdn { get; init; }

    /// <summary>Gets the kind, such as <c>landline</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Gets what it can do: <c>VOICE</c>, <c>SMS</c>, <c>MMS</c>.</summary>
    public IReadOnlyList<string> Features { get; init => field = ValueList.Copy(value ?? []); } = ValueList.Empty<string>();

    /// <summary>Gets where texts are reported.</summary>
    [JsonPropertyName("moHttpUrl")]
    public string? SmsUrl { get; init; }

    /// <summary>Gets what takes its calls: <c>app</c>, <c>tel</c> or <c>sip</c>.</summary>
    [JsonPropertyName("voiceCallbackType")]
    public string? VoiceCallbackType { get; init; }

    /// <summary>Gets the application, number or SIP address that takes its calls.</summary>
    [JsonPropertyName("voiceCallbackValue")]
    public PersonalText? VoiceCallbackValue { get; init; }
}

/// <summary>How a number is set up.</summary>
public sealed record VonageNumberSettings
{
    /// <summary>Gets the application that takes calls and texts.</summary>
    public string? ApplicationId { get; init; }

    /// <summary>Gets where texts are reported.</summary>
    public Uri? SmsUrl { get; init; }

    /// <summary>Gets where the end of a call is reported.</summary>
    public Uri? StatusCallback { get; init; }
}

/// <summary>The transcript of a recording.</summary>
public sealed record VonageTranscription
{
    /// <summary>Gets the id of the request that made it.</summary>
    public string? RequestId { get; init; }

    /// <summary>Gets the channels of the recording, one per party where they were recorded apart.</summary>
    public IReadOnlyList<VonageTranscriptionChannel> Channels { get; init => field = ValueList.Copy(value ?? []); } = ValueList.Empty<VonageTranscriptionChannel>();
}

/// <summary>What was said on one channel of a recording.</summary>
public sealed record VonageTranscriptionChannel
{
    /// <summary>Gets the sentences in order.</summary>
    public IReadOnlyList<VonageSentence> Transcript { get; init => field = ValueList.Copy(value ?? []); } = ValueList.Empty<VonageSentence>();
}

/// <summary>A sentence of a transcript.</summary>
public sealed record VonageSentence
{
    /// <summary>Gets the sentence.</summary>
    public PersonalText? Sentence { get; init; }

    /// <summary>Gets when it starts, in milliseconds from the start of the recording; the unit is unconfirmed.</summary>
    public long? Timestamp { get; init; }

    /// <summary>Gets how long it is, in milliseconds; the unit is unconfirmed.</summary>
    public long? Duration { get; init; }
}

/// <summary>A text message, or the first part of a long one.</summary>
public sealed record VonageMessage
{
    /// <summary>Gets the message's id.</summary>
    [JsonPropertyName("message-id")]
    public string? MessageId { get; init; }

    /// <summary>Gets who is written to.</summary>
    public PersonalText? To { get; init; }

    /// <summary>Gets Vonage's code: <c>0</c> is taken.</summary>
    public string? Status { get; init; }

    /// <summary>Gets what Vonage says of a code other than 0.</summary>
    [JsonPropertyName("error-text")]
    public string? ErrorText { get; init; }

    /// <summary>Gets the charge in euros.</summary>
    [JsonPropertyName("message-price")]
    [JsonConverter(typeof(WireAmountConverter))]
    public decimal? Price { get; init; }

    /// <summary>Gets what is left of the account's balance, in euros.</summary>
    [JsonPropertyName("remaining-balance")]
    [JsonConverter(typeof(WireAmountConverter))]
    public decimal? RemainingBalance { get; init; }

    /// <summary>Gets the network of the recipient, as country and network code.</summary>
    public string? Network { get; init; }
}

/// <summary>What a call or text cost and how it went.</summary>
public sealed record VonageRecord
{
    /// <summary>Gets the text; <see langword="null"/> for a call.</summary>
    public string? MessageId { get; init; }

    /// <summary>Gets the call; <see langword="null"/> for a text.</summary>
    public string? CallId { get; init; }

    /// <summary>Gets Vonage's word for the direction.</summary>
    public string? Direction { get; init; }

    /// <summary>Gets who called or wrote.</summary>
    public PersonalText? From { get; init; }

    /// <summary>Gets who was called or written to.</summary>
    public PersonalText? To { get; init; }

    /// <summary>Gets Vonage's word for the state.</summary>
    public string? Status { get; init; }

    /// <summary>Gets the code of what went wrong; <c>0</c> when nothing did.</summary>
    [JsonConverter(typeof(WireTextConverter))]
    public string? ErrorCode { get; init; }

    /// <summary>Gets when Vonage took the text.</summary>
    [JsonConverter(typeof(WireTimeConverter))]
    public DateTimeOffset? DateReceived { get; init; }

    /// <summary>Gets when the call started.</summary>
    [JsonConverter(typeof(WireTimeConverter))]
    public DateTimeOffset? DateStart { get; init; }

    /// <summary>Gets when the call ended.</summary>
    [JsonConverter(typeof(WireTimeConverter))]
    public DateTimeOffset? DateEnd { get; init; }

    /// <summary>Gets how long the call was.</summary>
    [JsonConverter(typeof(WireSecondsConverter))]
    public TimeSpan? Duration { get; init; }

    /// <summary>Gets the charge.</summary>
    [JsonConverter(typeof(WireAmountConverter))]
    public decimal? TotalPrice { get; init; }

    /// <summary>Gets the currency of the charge.</summary>
    public string? Currency { get; init; }
}

/// <summary>What is known of a number.</summary>
public sealed record VonageLookup
{
    /// <summary>Gets Vonage's code: 0 is found.</summary>
    public int? Status { get; init; }

    /// <summary>Gets what Vonage says of the code.</summary>
    public string? StatusMessage { get; init; }

    /// <summary>Gets the id of the request.</summary>
    public string? RequestId { get; init; }

    /// <summary>Gets the number in digits, without plus sign.</summary>
    public PersonalText? InternationalFormatNumber { get; init; }

    /// <summary>Gets the national form.</summary>
    public PersonalText? NationalFormatNumber { get; init; }

    /// <summary>Gets the country as ISO 3166-1 alpha-2.</summary>
    public string? CountryCode { get; init; }
}

/// <summary>What calls to a country cost.</summary>
public sealed record VonageVoicePrice
{
    /// <summary>Gets the country as ISO 3166-1 alpha-2.</summary>
    [JsonPropertyName("countryCode")]
    public string? CountryCode { get; init; }

    /// <summary>Gets the currency.</summary>
    public string? Currency { get; init; }

    /// <summary>Gets the price per minute where no network's own applies.</summary>
    [JsonPropertyName("defaultPrice")]
    [JsonConverter(typeof(WireAmountConverter))]
    public decimal? DefaultPrice { get; init; }

    /// <summary>Gets the prices per minute by network.</summary>
    public IReadOnlyList<VonageNetworkPrice> Networks { get; init => field = ValueList.Copy(value ?? []); } = ValueList.Empty<VonageNetworkPrice>();
}

/// <summary>What calls to a network cost.</summary>
public sealed record VonageNetworkPrice
{
    /// <summary>Gets the kind, <c>mobile</c> or <c>landline</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Gets the network's name.</summary>
    [JsonPropertyName("networkName")]
    public string? NetworkName { get; init; }

    /// <summary>Gets the price per minute.</summary>
    [JsonConverter(typeof(WireAmountConverter))]
    public decimal? Price { get; init; }
}
