using System.Text.Json.Serialization;

namespace Outsourcing.Telephony;

/// <summary>A call, as SignalWire tells it.</summary>
public sealed record SignalWireCall
{
    /// <summary>Gets the call's id.</summary>
    public required string Sid { get; init; }

    /// <summary>Gets the call this one is a leg of.</summary>
    public string? ParentCallSid { get; init; }

    /// <summary>Gets who calls: a number, or a client or SIP address.</summary>
    public PersonalText? From { get; init; }

    /// <summary>Gets who is called.</summary>
    public PersonalText? To { get; init; }

    /// <summary>Gets SignalWire's word for the state.</summary>
    public string? Status { get; init; }

    /// <summary>Gets SignalWire's word for the direction.</summary>
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

    /// <summary>Gets the charge, a number where Twilio gives a negative text.</summary>
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
public sealed record SignalWireCallRequest
{
    /// <summary>Gets the number shown; owned or verified.</summary>
    public required PhoneNumber From { get; init; }

    /// <summary>Gets the number called.</summary>
    public required PhoneNumber To { get; init; }

    /// <summary>Gets what happens when it is answered; either this or <see cref="Url"/>.</summary>
    /// <remarks>Sent as <c>Twiml</c>, which SignalWire's reference names as an alternative to <see cref="Url"/> without describing it.</remarks>
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

    /// <summary>Gets whether SignalWire finds out what answered.</summary>
    public bool DetectMachine { get; init; }
}

/// <summary>Which calls to list.</summary>
public sealed record SignalWireCallFilter
{
    /// <summary>Gets the calls of a state, in SignalWire's word.</summary>
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

    /// <summary>Gets how many calls a page holds; the greatest number is not documented.</summary>
    public int? PageSize { get; init; }

    /// <summary>Gets how many calls at most.</summary>
    public int? Limit { get; init; }
}

/// <summary>A number that can be bought.</summary>
public sealed record SignalWireAvailableNumber
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
    /// <returns>For example <c>SignalWireAvailableNumber US Seattle</c>.</returns>
    public override string ToString() => $"{nameof(SignalWireAvailableNumber)} {IsoCountry} {Locality}";
}

/// <summary>A number the account owns.</summary>
public sealed record SignalWireNumber
{
    /// <summary>Gets the number's id.</summary>
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
public sealed record SignalWireNumberSettings
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
public sealed record SignalWireRecording
{
    /// <summary>Gets the recording's id.</summary>
    public required string Sid { get; init; }

    /// <summary>Gets the call.</summary>
    public string? CallSid { get; init; }

    /// <summary>Gets SignalWire's word for the state.</summary>
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
public sealed record SignalWireTranscription
{
    /// <summary>Gets the transcript's id.</summary>
    public required string Sid { get; init; }

    /// <summary>Gets the recording.</summary>
    public string? RecordingSid { get; init; }

    /// <summary>Gets SignalWire's word for the state.</summary>
    public string? Status { get; init; }

    /// <summary>Gets the text.</summary>
    public PersonalText? TranscriptionText { get; init; }
}

/// <summary>A text message.</summary>
public sealed record SignalWireMessage
{
    /// <summary>Gets the message's id.</summary>
    public required string Sid { get; init; }

    /// <summary>Gets who wrote.</summary>
    public PersonalText? From { get; init; }

    /// <summary>Gets who is written to.</summary>
    public PersonalText? To { get; init; }

    /// <summary>Gets SignalWire's word for the state.</summary>
    public string? Status { get; init; }

    /// <summary>Gets the text.</summary>
    public PersonalText? Body { get; init; }

    /// <summary>Gets the code of what went wrong.</summary>
    [JsonConverter(typeof(WireTextConverter))]
    public string? ErrorCode { get; init; }

    /// <summary>Gets when it was sent.</summary>
    [JsonConverter(typeof(WireTimeConverter))]
    public DateTimeOffset? DateSent { get; init; }

    /// <summary>Gets the charge.</summary>
    [JsonConverter(typeof(WireAmountConverter))]
    public decimal? Price { get; init; }

    /// <summary>Gets the currency of the charge.</summary>
    public string? PriceUnit { get; init; }
}

/// <summary>A party of a conference.</summary>
public sealed record SignalWireParticipant
{
    /// <summary>Gets the party's call.</summary>
    public required string CallSid { get; init; }

    /// <summary>Gets the conference.</summary>
    public required string ConferenceSid { get; init; }

    /// <summary>Gets SignalWire's word for the state.</summary>
    public string? Status { get; init; }

    /// <summary>Gets whether the party is muted.</summary>
    public bool? Muted { get; init; }

    /// <summary>Gets whether the party is on hold.</summary>
    public bool? Hold { get; init; }
}

/// <summary>A conference.</summary>
public sealed record SignalWireConference
{
    /// <summary>Gets the conference's id.</summary>
    public required string Sid { get; init; }

    /// <summary>Gets its name.</summary>
    public string? FriendlyName { get; init; }

    /// <summary>Gets SignalWire's word for the state.</summary>
    public string? Status { get; init; }
}

/// <summary>What is known of a number.</summary>
public sealed record SignalWireLookup
{
    /// <summary>Gets the number in E.164.</summary>
    public string? E164 { get; init; }

    /// <summary>Gets whether it is a number at all.</summary>
    public bool? ValidNumber { get; init; }

    /// <summary>Gets the country.</summary>
    public string? CountryCode { get; init; }

    /// <summary>Gets SignalWire's word for the kind of line.</summary>
    public string? NumberType { get; init; }
}
