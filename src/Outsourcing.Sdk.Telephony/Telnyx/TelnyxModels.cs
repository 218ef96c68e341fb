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

/// <summary>A number that can be bought.</summary>
public sealed record TelnyxAvailableNumber
{
    /// <summary>Gets the number in E.164.</summary>
    public required string PhoneNumber { get; init; }
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
