using System.Text.Json.Serialization;

namespace Outsourcing.Telephony;

/// <summary>A call, as Twilio tells it.</summary>
public sealed record TwilioCall
{
    /// <summary>Gets the call's id, starting with CA.</summary>
    public required string Sid { get; init; }

    /// <summary>Gets the call this one is a leg of.</summary>
    public string? ParentCallSid { get; init; }

    /// <summary>Gets who calls: a number, or a client or SIP address.</summary>
    public PersonalText? From { get; init; }

    /// <summary>Gets who is called.</summary>
    public PersonalText? To { get; init; }

    /// <summary>Gets Twilio's word for the state.</summary>
    public string? Status { get; init; }

    /// <summary>Gets Twilio's word for the direction.</summary>
    public string? Direction { get; init; }

    /// <summary>Gets what answered, when detection was asked for.</summary>
    public string? AnsweredBy { get; init; }

    /// <summary>Gets when it was created.</summary>
    [JsonConverter(typeof(WireTimeConverter))]
    public DateTimeOffset? DateCreated { get; init; }

    /// <summary>Gets when it started.</summary>
    [JsonConverter(typeof(WireTimeConverter))]
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>Gets when it ended.</summary>
    [JsonConverter(typeof(WireTimeConverter))]
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>Gets how long it was connected.</summary>
    [JsonConverter(typeof(WireSecondsConverter))]
    public TimeSpan? Duration { get; init; }

    /// <summary>Gets the charge, negative as Twilio gives it.</summary>
    [JsonConverter(typeof(WireAmountConverter))]
    public decimal? Price { get; init; }

    /// <summary>Gets the currency of the charge.</summary>
    public string? PriceUnit { get; init; }

    /// <summary>Gets the number the call was forwarded from.</summary>
    public PersonalText? ForwardedFrom { get; init; }

    /// <summary>Gets the caller's name.</summary>
    public PersonalText? CallerName { get; init; }
}

/// <summary>A call to be placed.</summary>
public sealed record TwilioCallRequest
{
    /// <summary>Gets the number shown; owned or verified.</summary>
    public required PhoneNumber From { get; init; }

    /// <summary>Gets the number called.</summary>
    public required PhoneNumber To { get; init; }

    /// <summary>Gets what happens when it is answered; either this or <see cref="Url"/>.</summary>
    public VoiceDocument? Document { get; init; }

    /// <summary>Gets where what happens is asked; either this or <see cref="Document"/>.</summary>
    public Uri? Url { get; init; }

    /// <summary>Gets where the progress is reported.</summary>
    public Uri? StatusCallback { get; init; }

    /// <summary>Gets how long it rings.</summary>
    public TimeSpan? RingFor { get; init; }

    /// <summary>Gets whether it is recorded.</summary>
    public bool? Record { get; init; }

    /// <summary>Gets where the recording is reported.</summary>
    public Uri? RecordingCallback { get; init; }

    /// <summary>Gets whether Twilio finds out what answered.</summary>
    public bool DetectMachine { get; init; }

    /// <summary>Gets the longest duration.</summary>
    public TimeSpan? TimeLimit { get; init; }
}

/// <summary>Which calls to list.</summary>
public sealed record TwilioCallFilter
{
    /// <summary>Gets the calls of a state, in Twilio's word.</summary>
    public string? Status { get; init; }

    /// <summary>Gets the calls from a number.</summary>
    public PhoneNumber? From { get; init; }

    /// <summary>Gets the calls to a number.</summary>
    public PhoneNumber? To { get; init; }

    /// <summary>Gets the legs of a call.</summary>
    public string? ParentCallSid { get; init; }

    /// <summary>Gets the earliest start.</summary>
    public DateTimeOffset? StartedFrom { get; init; }

    /// <summary>Gets the latest start.</summary>
    public DateTimeOffset? StartedUntil { get; init; }

    /// <summary>Gets how many calls a page holds, 1 to 1,000.</summary>
    public int? PageSize { get; init; }

    /// <summary>Gets how many calls at most.</summary>
    public int? Limit { get; init; }
}

/// <summary>A number that can be bought.</summary>
public sealed record TwilioAvailableNumber
{
    /// <summary>Gets the number in E.164.</summary>
    public required string PhoneNumber { get; init; }

    /// <summary>Gets the town.</summary>
    public string? Locality { get; init; }

    /// <summary>Gets the region.</summary>
    public string? Region { get; init; }

    /// <summary>Gets the country.</summary>
    public string? IsoCountry { get; init; }

    /// <summary>Gets whose address must be registered to own it.</summary>
    public string? AddressRequirements { get; init; }

    /// <summary>Names the place; the telephone number stays out.</summary>
    /// <returns>For example <c>TwilioAvailableNumber US Seattle</c>.</returns>
    public override string ToString() => $"{nameof(TwilioAvailableNumber)} {IsoCountry} {Locality}";
}

/// <summary>A number the account owns.</summary>
public sealed record TwilioNumber
{
    /// <summary>Gets the number's id, starting with PN.</summary>
    public required string Sid { get; init; }

    /// <summary>Gets the number in E.164.</summary>
    public required string PhoneNumber { get; init; }

    /// <summary>Gets the name given to it.</summary>
    public string? FriendlyName { get; init; }

    /// <summary>Gets where calls are answered from.</summary>
    public string? VoiceUrl { get; init; }

    /// <summary>Gets where they are answered from when that fails.</summary>
    public string? VoiceFallbackUrl { get; init; }

    /// <summary>Gets where texts are reported.</summary>
    public string? SmsUrl { get; init; }

    /// <summary>Gets where progress is reported.</summary>
    public string? StatusCallback { get; init; }

    /// <summary>Names the number by its id; the telephone number stays out, also as part of its friendly name.</summary>
    /// <returns>The id.</returns>
    public override string ToString() => Sid;
}

/// <summary>How a number is set up; what is <see langword="null"/> stays as it is.</summary>
public sealed record TwilioNumberSettings
{
    /// <summary>Gets where calls are answered from.</summary>
    public Uri? VoiceUrl { get; init; }

    /// <summary>Gets where they are answered from when that fails.</summary>
    public Uri? VoiceFallbackUrl { get; init; }

    /// <summary>Gets where progress is reported.</summary>
    public Uri? StatusCallback { get; init; }

    /// <summary>Gets where texts are reported.</summary>
    public Uri? SmsUrl { get; init; }

    /// <summary>Gets the name given to it.</summary>
    public string? FriendlyName { get; init; }
}

/// <summary>A recording.</summary>
public sealed record TwilioRecording
{
    /// <summary>Gets the recording's id, starting with RE.</summary>
    public required string Sid { get; init; }

    /// <summary>Gets the call.</summary>
    public string? CallSid { get; init; }

    /// <summary>Gets Twilio's word for the state.</summary>
    public string? Status { get; init; }

    /// <summary>Gets when it was made.</summary>
    [JsonConverter(typeof(WireTimeConverter))]
    public DateTimeOffset? DateCreated { get; init; }

    /// <summary>Gets how long it is.</summary>
    [JsonConverter(typeof(WireSecondsConverter))]
    public TimeSpan? Duration { get; init; }

    /// <summary>Gets the charge.</summary>
    [JsonConverter(typeof(WireAmountConverter))]
    public decimal? Price { get; init; }

    /// <summary>Gets the currency of the charge.</summary>
    public string? PriceUnit { get; init; }
}

/// <summary>A transcript of a recording.</summary>
public sealed record TwilioTranscription
{
    /// <summary>Gets the transcript's id, starting with TR.</summary>
    public required string Sid { get; init; }

    /// <summary>Gets the recording.</summary>
    public string? RecordingSid { get; init; }

    /// <summary>Gets Twilio's word for the state.</summary>
    public string? Status { get; init; }

    /// <summary>Gets the text.</summary>
    public PersonalText? TranscriptionText { get; init; }
}

/// <summary>A text message.</summary>
public sealed record TwilioMessage
{
    /// <summary>Gets the message's id, starting with SM.</summary>
    public required string Sid { get; init; }

    /// <summary>Gets who wrote.</summary>
    public PersonalText? From { get; init; }

    /// <summary>Gets who is written to.</summary>
    public PersonalText? To { get; init; }

    /// <summary>Gets Twilio's word for the state.</summary>
    public string? Status { get; init; }

    /// <summary>Gets the text.</summary>
    public PersonalText? Body { get; init; }

    /// <summary>Gets the code of what went wrong.</summary>
    public int? ErrorCode { get; init; }

    /// <summary>Gets when it was sent.</summary>
    [JsonConverter(typeof(WireTimeConverter))]
    public DateTimeOffset? DateSent { get; init; }

    /// <summary>Gets the charge.</summary>
    [JsonConverter(typeof(WireAmountConverter))]
    public decimal? Price { get; init; }

    /// <summary>Gets the currency of the charge.</summary>
    public string? PriceUnit { get; init; }
}

/// <summary>What was used of one thing on one day or in one span.</summary>
public sealed record TwilioUsage
{
    /// <summary>Gets the thing, such as <c>calls-inbound</c>.</summary>
    public required string Category { get; init; }

    /// <summary>Gets the first day.</summary>
    public DateOnly? StartDate { get; init; }

    /// <summary>Gets the last day.</summary>
    public DateOnly? EndDate { get; init; }

    /// <summary>Gets how much, in <see cref="UsageUnit"/>.</summary>
    [JsonConverter(typeof(WireAmountConverter))]
    public decimal? Usage { get; init; }

    /// <summary>Gets the unit, such as <c>minutes</c>.</summary>
    public string? UsageUnit { get; init; }

    /// <summary>Gets how many, in <see cref="CountUnit"/>.</summary>
    [JsonConverter(typeof(WireAmountConverter))]
    public decimal? Count { get; init; }

    /// <summary>Gets what is counted, such as <c>calls</c>.</summary>
    public string? CountUnit { get; init; }

    /// <summary>Gets the charge.</summary>
    [JsonConverter(typeof(WireAmountConverter))]
    public decimal? Price { get; init; }

    /// <summary>Gets the currency of the charge.</summary>
    public string? PriceUnit { get; init; }
}

/// <summary>What is known of a number.</summary>
public sealed record TwilioLookup
{
    /// <summary>Gets the number in E.164.</summary>
    public string? PhoneNumber { get; init; }

    /// <summary>Gets whether it is a number at all.</summary>
    public bool? Valid { get; init; }

    /// <summary>Gets the country.</summary>
    public string? CountryCode { get; init; }

    /// <summary>Gets the national form.</summary>
    public PersonalText? NationalFormat { get; init; }

    /// <summary>Names the country; the telephone number stays out.</summary>
    /// <returns>For example <c>TwilioLookup US</c>.</returns>
    public override string ToString() => $"{nameof(TwilioLookup)} {CountryCode}";
}

/// <summary>What calls to a number cost.</summary>
public sealed record TwilioVoicePrice
{
    /// <summary>Gets the country.</summary>
    public string? IsoCountry { get; init; }

    /// <summary>Gets the currency.</summary>
    public string? PriceUnit { get; init; }

    /// <summary>Gets the prices per minute of calls out.</summary>
    public IReadOnlyList<TwilioPrice> OutboundCallPrices { get; init => field = ValueList.Copy(value ?? []); } = ValueList.Empty<TwilioPrice>();

    /// <summary>Gets the price per minute of calls in.</summary>
    public TwilioPrice? InboundCallPrice { get; init; }
}

/// <summary>A price per minute.</summary>
public sealed record TwilioPrice
{
    /// <summary>Gets the list price.</summary>
    [JsonConverter(typeof(WireAmountConverter))]
    public decimal? BasePrice { get; init; }

    /// <summary>Gets the account's own price.</summary>
    [JsonConverter(typeof(WireAmountConverter))]
    public decimal? CurrentPrice { get; init; }
}

/// <summary>A party of a conference.</summary>
public sealed record TwilioParticipant
{
    /// <summary>Gets the party's call.</summary>
    public required string CallSid { get; init; }

    /// <summary>Gets the conference, starting with CF.</summary>
    public required string ConferenceSid { get; init; }

    /// <summary>Gets Twilio's word for the state.</summary>
    public string? Status { get; init; }

    /// <summary>Gets whether the party is muted.</summary>
    public bool? Muted { get; init; }

    /// <summary>Gets whether the party is on hold.</summary>
    public bool? Hold { get; init; }
}

/// <summary>A conference.</summary>
public sealed record TwilioConference
{
    /// <summary>Gets the conference's id, starting with CF.</summary>
    public required string Sid { get; init; }

    /// <summary>Gets its name.</summary>
    public string? FriendlyName { get; init; }

    /// <summary>Gets Twilio's word for the state.</summary>
    public string? Status { get; init; }
}
