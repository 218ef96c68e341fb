using Outsourcing.Calls;

namespace Outsourcing.Telephony;

/// <summary>A provider's webhook, read into typed facts; what happened is the derived type.</summary>
public abstract record VoiceEvent
{
    private protected VoiceEvent()
    {
    }

    /// <summary>Gets the provider's own name of the event.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the provider's id of the event; <see langword="null"/> when it sends none.</summary>
    public string? EventId { get; init; }

    /// <summary>Gets the provider's id of the call; <see langword="null"/> when the event is about none.</summary>
    public string? CallId { get; init; }

    /// <summary>Gets the provider's id of the account; <see langword="null"/> when it does not say.</summary>
    public string? AccountId { get; init; }

    /// <summary>Gets when it happened; <see langword="null"/> when the provider does not say.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Gets the provider's sequence number within the call; 0 when it has none.</summary>
    public long Sequence { get; init; }
}

/// <summary>A call made progress, or asks what to do.</summary>
public sealed record CallProgressEvent : VoiceEvent
{
    /// <summary>Gets the provider's own word for the state of the call.</summary>
    public string? RawStatus { get; init; }

    /// <summary>Gets the neutral word; <see langword="null"/> when the provider's says nothing about the state.</summary>
    public CallStatus? Status { get; init; }

    /// <summary>Gets who calls: a number, or an address of another kind.</summary>
    public PersonalText? From { get; init; }

    /// <summary>Gets who is called.</summary>
    public PersonalText? To { get; init; }

    /// <summary>Gets the number the call was forwarded from.</summary>
    public PersonalText? ForwardedFrom { get; init; }

    /// <summary>Gets the caller's name.</summary>
    public PersonalText? CallerName { get; init; }

    /// <summary>Gets who called whom.</summary>
    public CallDirection? Direction { get; init; }

    /// <summary>Whether the event leaves open which of the two is the app's own: only another event of the call says the direction.</summary>
    internal bool HasUnknownDirection { get; init; }

    /// <summary>Gets when the call started, when the event says it.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Gets when it was answered, when the event says it.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>Gets when it ended, when the event says it.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Gets how long it was connected.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Gets the provider's reason for the end.</summary>
    public string? Reason { get; init; }

    /// <summary>Gets what answered.</summary>
    public AnsweredBy? AnsweredBy { get; init; }

    /// <summary>Gets the charge.</summary>
    public decimal? Price { get; init; }

    /// <summary>Gets the currency of the charge.</summary>
    public string? PriceUnit { get; init; }

    /// <summary>Gets the call this one is a leg of.</summary>
    public string? ParentCallId { get; init; }

    /// <summary>Gets how the leg that was dialled out ended, in the provider's word.</summary>
    public string? DialStatus { get; init; }

    /// <summary>Gets the digits or words the caller gave.</summary>
    public PersonalText? Input { get; init; }

    /// <summary>Gets whether the provider waits to be told what to do with a call that rings now.</summary>
    public bool AsksForInstructions { get; init; }
}

/// <summary>A recording is under way or ready.</summary>
public sealed record RecordingEvent : VoiceEvent
{
    /// <summary>Gets the provider's id of the recording.</summary>
    public string? RecordingId { get; init; }

    /// <summary>Gets where it is; fetch it through the provider's client, which admits the provider's hosts only.</summary>
    public Uri? Location { get; init; }

    /// <summary>Gets the provider's word for its state.</summary>
    public string? RawStatus { get; init; }

    /// <summary>Gets whether it is settled: ready, or known not to come.</summary>
    public bool IsSettled { get; init; }

    /// <summary>Gets how long it is.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Names event and recording; the recording's address, which may be all it takes to listen, stays out.</summary>
    /// <returns>For example <c>completed RE1</c>.</returns>
    public override string ToString() => $"{Name} {RecordingId}";
}

/// <summary>A transcript is ready, or failed.</summary>
public sealed record TranscriptionEvent : VoiceEvent
{
    /// <summary>Gets the provider's id of the transcript.</summary>
    public string? TranscriptionId { get; init; }

    /// <summary>Gets the recording it was made from.</summary>
    public string? RecordingId { get; init; }

    /// <summary>Gets the provider's word for its state.</summary>
    public string? RawStatus { get; init; }

    /// <summary>Gets the text.</summary>
    public PersonalText? Text { get; init; }
}

/// <summary>A text message came, or its delivery made progress.</summary>
public sealed record MessageEvent : VoiceEvent
{
    /// <summary>Gets the provider's id of the message.</summary>
    public required string MessageId { get; init; }

    /// <summary>Gets the provider's word for its state.</summary>
    public string? RawStatus { get; init; }

    /// <summary>Gets who wrote.</summary>
    public PersonalText? From { get; init; }

    /// <summary>Gets who is written to.</summary>
    public PersonalText? To { get; init; }

    /// <summary>Gets the text.</summary>
    public PersonalText? Text { get; init; }

    /// <summary>Gets the provider's code when it could not be delivered.</summary>
    public string? ErrorCode { get; init; }
}

/// <summary>An event this version does not know, or that says nothing of calls. The request as it came holds all of it.</summary>
public sealed record OtherEvent : VoiceEvent;
