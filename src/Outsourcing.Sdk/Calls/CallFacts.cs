namespace Outsourcing.Calls;

/// <summary>The neutral facts of a call; what is unknown is <see langword="null"/>, never a default.</summary>
/// <remarks>Equality compares all facts, lists element by element.</remarks>
public abstract record CallFacts
{
    private protected CallFacts()
    {
    }

    /// <summary>Gets who called whom.</summary>
    public CallDirection? Direction { get; init; }

    /// <summary>Gets where the call is in its life.</summary>
    public CallStatus? Status { get; init; }

    /// <summary>Gets the provider's own word for <see cref="Status"/>.</summary>
    public string? RawStatus { get; init; }

    /// <summary>Gets the outside party.</summary>
    public CallParty? Caller { get; init; }

    /// <summary>Gets the business number that was called, or that calls.</summary>
    public PhoneNumber? Dialled { get; init; }

    /// <summary>Gets the business line the call was diverted from.</summary>
    public PhoneNumber? ForwardedFrom { get; init; }

    /// <summary>Gets who or what answered.</summary>
    public AnsweredBy? AnsweredBy { get; init; }

    /// <summary>Gets the person or agent who handled the call.</summary>
    public PersonalText? HandlerName { get; init; }

    /// <summary>Gets when the call started (first ring or dial).</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Gets when it was answered.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>Gets when it ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Gets how long it was connected, as the provider counts it.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Gets how much of that time the caller was on hold.</summary>
    public TimeSpan? HoldTime { get; init; }

    /// <summary>Gets what became of it.</summary>
    public CallDisposition? Disposition { get; init; }

    /// <summary>Gets what the caller wanted.</summary>
    public CallerIntent? Intent { get; init; }

    /// <summary>Gets how urgent it is.</summary>
    public CallUrgency? Urgency { get; init; }

    /// <summary>Gets the partner's own word for <see cref="Urgency"/>.</summary>
    public string? RawUrgency { get; init; }

    /// <summary>Gets how the caller felt.</summary>
    public CallSentiment? Sentiment { get; init; }

    /// <summary>Gets whether the partner considers the call a success.</summary>
    public bool? Successful { get; init; }

    /// <summary>Gets the partner's summary.</summary>
    public PersonalText? Summary { get; init; }

    /// <summary>Gets the message taken.</summary>
    public MessageTaken? Message { get; init; }

    /// <summary>Gets the answers to the brief's questions; <see langword="null"/> when unknown, empty when there were none.</summary>
    public IReadOnlyList<IntakeAnswer>? IntakeAnswers { get; init => field = value is null ? null : ValueList.Copy(value); }

    /// <summary>Gets the transcript; <see langword="null"/> when unknown.</summary>
    public IReadOnlyList<TranscriptTurn>? Transcript { get; init => field = value is null ? null : ValueList.Copy(value); }

    /// <summary>Gets the attempts to put the caller through; <see langword="null"/> when unknown.</summary>
    public IReadOnlyList<TransferAttempt>? Transfers { get; init => field = value is null ? null : ValueList.Copy(value); }

    /// <summary>Gets the recording.</summary>
    public RecordingReference? Recording { get; init; }

    /// <summary>Gets what the provider charges.</summary>
    public UsageCharge? Charge { get; init; }

    /// <summary>Gets the provider's labels, by name. Merging unites them; for one name the newest wins.</summary>
    public IReadOnlyDictionary<string, string>? Tags { get; init => field = value is null ? null : ValueMap.Copy(value); }

    /// <summary>Gets what is settled. Merging unites the flags.</summary>
    public CallCompleteness Completeness { get; init; }
}
