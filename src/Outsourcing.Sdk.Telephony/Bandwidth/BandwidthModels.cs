using System.Text.Json.Serialization;

namespace Outsourcing.Telephony;

/// <summary>A call, as Bandwidth tells it.</summary>
public sealed record BandwidthCall
{
    /// <summary>Gets the call's id, starting with c-.</summary>
    public required string CallId { get; init; }

    /// <summary>Gets the call this one is a leg of.</summary>
    public string? ParentCallId { get; init; }

    /// <summary>Gets who calls.</summary>
    public PersonalText? From { get; init; }

    /// <summary>Gets who is called.</summary>
    public PersonalText? To { get; init; }

    /// <summary>Gets Bandwidth's word for the direction.</summary>
    public string? Direction { get; init; }

    /// <summary>Gets Bandwidth's word for the state; none while a call is being placed.</summary>
    public string? State { get; init; }

    /// <summary>Gets Bandwidth's word for why it ended.</summary>
    public string? DisconnectCause { get; init; }

    /// <summary>Gets when it was put into the queue.</summary>
    [JsonConverter(typeof(WireTimeConverter))]
    public DateTimeOffset? EnqueuedTime { get; init; }

    /// <summary>Gets when it started.</summary>
    [JsonConverter(typeof(WireTimeConverter))]
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>Gets when it was answered.</summary>
    [JsonConverter(typeof(WireTimeConverter))]
    public DateTimeOffset? AnswerTime { get; init; }

    /// <summary>Gets when it ended.</summary>
    [JsonConverter(typeof(WireTimeConverter))]
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>Gets Bandwidth's id of the error that ended it, to quote to its support.</summary>
    public string? ErrorId { get; init; }
}

/// <summary>A call to be placed.</summary>
public sealed record BandwidthCallRequest
{
    /// <summary>Gets the number shown; owned.</summary>
    public required PhoneNumber From { get; init; }

    /// <summary>Gets the number called.</summary>
    public required PhoneNumber To { get; init; }

    /// <summary>Gets where what happens is asked when it is answered; https, as it carries credentials.</summary>
    public required Uri AnswerUrl { get; init; }

    /// <summary>Gets where that is asked when <see cref="AnswerUrl"/> fails.</summary>
    public Uri? AnswerFallbackUrl { get; init; }

    /// <summary>Gets where the end is reported.</summary>
    public Uri? DisconnectUrl { get; init; }

    /// <summary>Gets how long it rings, 1 second to 5 minutes.</summary>
    /// <value>The default is <see langword="null"/>: Bandwidth's 30 seconds.</value>
    public TimeSpan? RingFor { get; init; }

    /// <summary>Gets whether Bandwidth finds out what answered before it asks what happens.</summary>
    public bool DetectMachine { get; init; }

    /// <summary>Gets what callbacks about the call carry; at most 4,096 characters.</summary>
    public string? Tag { get; init; }
}

/// <summary>Which calls to list.</summary>
public sealed record BandwidthCallFilter
{
    /// <summary>Gets the calls from a number.</summary>
    public PhoneNumber? From { get; init; }

    /// <summary>Gets the calls to a number.</summary>
    public PhoneNumber? To { get; init; }

    /// <summary>Gets the calls that ended for a cause, in Bandwidth's word.</summary>
    public string? DisconnectCause { get; init; }

    /// <summary>Gets the earliest start.</summary>
    public DateTimeOffset? StartedFrom { get; init; }

    /// <summary>Gets the latest start.</summary>
    public DateTimeOffset? StartedUntil { get; init; }

    /// <summary>Gets how many calls a page holds, 1 to 10,000.</summary>
    /// <value>The default is <see langword="null"/>: Bandwidth's 1,000.</value>
    public int? PageSize { get; init; }

    /// <summary>Gets how many calls at most.</summary>
    public int? Limit { get; init; }
}

/// <summary>A conference.</summary>
public sealed record BandwidthConference
{
    /// <summary>Gets the conference's id, starting with conf-.</summary>
    public required string Id { get; init; }

    /// <summary>Gets its name.</summary>
    public string? Name { get; init; }

    /// <summary>Gets when it was made.</summary>
    [JsonConverter(typeof(WireTimeConverter))]
    public DateTimeOffset? CreatedTime { get; init; }

    /// <summary>Gets when it ended; <see langword="null"/> while it goes on.</summary>
    [JsonConverter(typeof(WireTimeConverter))]
    public DateTimeOffset? CompletedTime { get; init; }
}

/// <summary>The calls that wait to be placed.</summary>
public sealed record BandwidthStatistics
{
    /// <summary>Gets how many wait.</summary>
    public int? CurrentCallQueueSize { get; init; }

    /// <summary>Gets how many may wait.</summary>
    public int? MaxCallQueueSize { get; init; }
}

/// <summary>A recording.</summary>
public sealed record BandwidthRecording
{
    /// <summary>Gets the recording's id, starting with r-.</summary>
    public required string RecordingId { get; init; }

    /// <summary>Gets the call.</summary>
    public string? CallId { get; init; }

    /// <summary>Gets Bandwidth's word for the state.</summary>
    public string? Status { get; init; }

    /// <summary>Gets how long it is.</summary>
    [JsonConverter(typeof(BandwidthDurationConverter))]
    public TimeSpan? Duration { get; init; }

    /// <summary>Gets when it was begun.</summary>
    [JsonConverter(typeof(WireTimeConverter))]
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>Gets when it was ended.</summary>
    [JsonConverter(typeof(WireTimeConverter))]
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>Gets <c>wav</c> or <c>mp3</c>.</summary>
    public string? FileFormat { get; init; }

    /// <summary>Gets where it can be had.</summary>
    public Uri? MediaUrl { get; init; }

    /// <summary>Names the recording; its address, which may be all it takes to listen, stays out.</summary>
    /// <returns>The id.</returns>
    public override string ToString() => RecordingId;
}

/// <summary>A transcript of a recording.</summary>
public sealed record BandwidthTranscription
{
    /// <summary>Gets what each speaker said, in whole.</summary>
    public IReadOnlyList<BandwidthSpeech> Transcripts { get; init => field = ValueList.Copy(value ?? []); } = ValueList.Empty<BandwidthSpeech>();

    /// <summary>Gets what was said, turn by turn.</summary>
    public IReadOnlyList<BandwidthSpeech> Clips { get; init => field = ValueList.Copy(value ?? []); } = ValueList.Empty<BandwidthSpeech>();
}

/// <summary>What a speaker said.</summary>
public sealed record BandwidthSpeech
{
    /// <summary>Gets the speaker's number, from 0.</summary>
    public int? Speaker { get; init; }

    /// <summary>Gets the text.</summary>
    public PersonalText? Text { get; init; }

    /// <summary>Gets how sure Bandwidth is of it, 0 to 1.</summary>
    public double? Confidence { get; init; }

    /// <summary>Gets where in the recording a turn begins, in seconds.</summary>
    public double? StartTimeSeconds { get; init; }

    /// <summary>Gets where in the recording a turn ends, in seconds.</summary>
    public double? EndTimeSeconds { get; init; }
}

/// <summary>A text message that was sent.</summary>
public sealed record BandwidthMessage
{
    /// <summary>Gets the message's id.</summary>
    public required string Id { get; init; }

    /// <summary>Gets when it was taken.</summary>
    [JsonConverter(typeof(WireTimeConverter))]
    public DateTimeOffset? Time { get; init; }

    /// <summary>Gets how many parts it is charged as.</summary>
    public int? SegmentCount { get; init; }
}

/// <summary>How the delivery of a text goes.</summary>
public sealed record BandwidthDelivery
{
    /// <summary>Gets the message's id.</summary>
    public required string MessageId { get; init; }

    /// <summary>Gets who wrote.</summary>
    public PersonalText? SourceTn { get; init; }

    /// <summary>Gets who is written to.</summary>
    public PersonalText? DestinationTn { get; init; }

    /// <summary>Gets Bandwidth's word for the state.</summary>
    public string? MessageStatus { get; init; }

    /// <summary>Gets the code of what went wrong; 0 for nothing.</summary>
    public int? ErrorCode { get; init; }

    /// <summary>Gets when Bandwidth received it.</summary>
    [JsonConverter(typeof(WireTimeConverter))]
    public DateTimeOffset? ReceiveTime { get; init; }

    /// <summary>Gets how many parts it is charged as.</summary>
    public int? SegmentCount { get; init; }
}

/// <summary>What is known of a number.</summary>
public sealed record BandwidthLookup
{
    /// <summary>Gets the number in E.164.</summary>
    public string? PhoneNumber { get; init; }

    /// <summary>Gets Bandwidth's word for the kind of line.</summary>
    public string? LineType { get; init; }

    /// <summary>Gets the company that carries its calls.</summary>
    public string? VoiceProvider { get; init; }

    /// <summary>Gets the country as ISO 3166-1 alpha-3.</summary>
    public string? CountryCodeA3 { get; init; }

    /// <summary>Names the country; the telephone number stays out.</summary>
    /// <returns>For example <c>BandwidthLookup USA</c>.</returns>
    public override string ToString() => $"{nameof(BandwidthLookup)} {CountryCodeA3}";
}

/// <summary>A number that can be ordered.</summary>
public sealed record BandwidthAvailableNumber
{
    /// <summary>Gets the number.</summary>
    public required PhoneNumber Number { get; init; }
}

/// <summary>A number in service.</summary>
public sealed record BandwidthNumber
{
    /// <summary>Gets the number.</summary>
    public required PhoneNumber Number { get; init; }
}

/// <summary>An order of numbers, or of their release; it may take a while.</summary>
public sealed record BandwidthNumberOrder
{
    /// <summary>Gets the order's id.</summary>
    public required string Id { get; init; }

    /// <summary>Gets Bandwidth's word for its state: <c>RECEIVED</c>, <c>PROCESSING</c>, <c>COMPLETE</c>, <c>PARTIAL</c>, <c>BACKORDERED</c> or <c>FAILED</c>.</summary>
    public string? Status { get; init; }

    /// <summary>Gets the numbers that were had.</summary>
    public IReadOnlyList<PhoneNumber> Completed { get; init => field = ValueList.Copy(value ?? []); } = ValueList.Empty<PhoneNumber>();

    /// <summary>Gets Bandwidth's code for what went wrong; <see langword="null"/> for nothing.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>Gets what Bandwidth said went wrong.</summary>
    public PersonalText? ErrorText { get; init; }
}
