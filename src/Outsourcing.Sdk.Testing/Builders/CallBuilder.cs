using System.Globalization;
using Outsourcing.Calls;
using Outsourcing.Storage;

namespace Outsourcing.Testing;

/// <summary>Makes a call from a few words: its updates in their order, its history, its record, and the changes handlers hear of.</summary>
/// <remarks>
/// <para>
/// Immutable: each word gives a new builder, so that several calls may start from one. Without a word it is an inbound call on a Monday
/// morning that rings for 8 seconds, is answered by a person, and lasts 90 seconds. All numbers are from ranges reserved for fiction.
/// </para>
/// <para>Times, durations, statuses and dispositions follow from what was said, and contradict each other nowhere: words about a
/// conversation that never took place are refused when the call is made.</para>
/// </remarks>
public sealed class CallBuilder
{
    private static readonly TimeSpan RecordingAfter = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AnalysisAfter = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan ChargeAfter = TimeSpan.FromMinutes(1);

    private readonly Script _script;

    /// <summary>Initializes the builder.</summary>
    /// <param name="id">The provider's id of the call.</param>
    /// <param name="provider">The provider.</param>
    /// <param name="account">The account, as the app names it.</param>
    public CallBuilder(string id = "call-1", string provider = "fake", string account = "main")
        : this(new Script { Id = new CallId(provider, account, id) })
    {
    }

    private CallBuilder(Script script) => _script = script;

    private enum Course
    {
        Answered,
        Ringing,
        Talking,
        NoAnswer,
        Busy,
        HungUp,
        Failed,
    }

    /// <summary>Gets the call.</summary>
    public CallId Id => _script.Id;

    private DateTimeOffset AnsweredAt => _script.StartedAt + _script.Rang;

    private bool IsAnswered => _script.Course is Course.Answered or Course.Talking;

    private bool IsOver => _script.Course is not (Course.Ringing or Course.Talking);

    private TimeSpan Talked => _script.Course == Course.Answered ? _script.Talked : TimeSpan.Zero;

    private DateTimeOffset EndedAt => AnsweredAt + Talked;

    private CallStatus Status => _script.Course switch
    {
        Course.Answered => CallStatus.Completed,
        Course.Ringing => CallStatus.Ringing,
        Course.Talking => CallStatus.InProgress,
        Course.NoAnswer => CallStatus.NoAnswer,
        Course.Busy => CallStatus.Busy,
        Course.HungUp => CallStatus.Canceled,
        _ => CallStatus.Failed,
    };

    /// <summary>Gives the call another id.</summary>
    /// <param name="id">The provider's id of the call.</param>
    /// <returns>A builder of that call.</returns>
    public CallBuilder WithId(string id) => With(_script with { Id = new CallId(Id.Provider, Id.Account, id) });

    /// <summary>Says who calls, or is called by <see cref="Outbound"/>.</summary>
    /// <param name="caller">The outside party's number.</param>
    /// <param name="name">The name.</param>
    /// <param name="company">The company.</param>
    /// <returns>A builder with it.</returns>
    public CallBuilder From(PhoneNumber caller, string? name = null, string? company = null) =>
        With(_script with { Caller = new CallParty { Number = caller, Name = Personal(name), Company = Personal(company) } });

    /// <summary>Says that the caller withholds the number.</summary>
    /// <returns>A builder with it.</returns>
    public CallBuilder FromWithheldNumber() => With(_script with { Caller = null });

    /// <summary>Says which number of the business is called, or calls.</summary>
    /// <param name="dialled">The number.</param>
    /// <returns>A builder with it.</returns>
    public CallBuilder To(PhoneNumber dialled) => With(_script with { Dialled = dialled });

    /// <summary>Says which line the call was diverted from.</summary>
    /// <param name="line">The business line.</param>
    /// <returns>A builder with it.</returns>
    public CallBuilder ForwardedFrom(PhoneNumber line) => With(_script with { ForwardedFrom = line });

    /// <summary>Says that the business calls.</summary>
    /// <returns>A builder with it.</returns>
    public CallBuilder Outbound() => With(_script with { Direction = CallDirection.Outbound });

    /// <summary>Says when the call starts.</summary>
    /// <param name="startedAt">The first ring.</param>
    /// <returns>A builder with it.</returns>
    public CallBuilder StartedAt(DateTimeOffset startedAt) => With(_script with { StartedAt = startedAt });

    /// <summary>Says how long it rings.</summary>
    /// <param name="time">The time until it is answered, or over; zero or more.</param>
    /// <returns>A builder with it.</returns>
    public CallBuilder RangFor(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        return With(_script with { Rang = time });
    }

    /// <summary>Says that it is answered.</summary>
    /// <param name="by">Who or what answers; a person when left out.</param>
    /// <param name="handler">The name of the person or agent.</param>
    /// <returns>A builder with it.</returns>
    public CallBuilder Answered(AnsweredBy? by = null, string? handler = null) =>
        With(_script with { Course = Course.Answered, AnsweredBy = by ?? AnsweredBy.Human, Handler = Personal(handler) });

    /// <summary>Says that it is answered, and how long it lasts from there.</summary>
    /// <param name="time">The time from answer to end; zero or more.</param>
    /// <returns>A builder with it.</returns>
    public CallBuilder TalkedFor(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        return With(_script with { Course = Course.Answered, Talked = time });
    }

    /// <summary>Says that nobody answers.</summary>
    /// <returns>A builder with it.</returns>
    public CallBuilder Missed() => With(_script with { Course = Course.NoAnswer });

    /// <summary>Says that the line is busy.</summary>
    /// <returns>A builder with it.</returns>
    public CallBuilder Busy() => With(_script with { Course = Course.Busy });

    /// <summary>Says that the caller hangs up before anybody answers.</summary>
    /// <returns>A builder with it.</returns>
    public CallBuilder HungUp() => With(_script with { Course = Course.HungUp });

    /// <summary>Says that the call cannot be connected.</summary>
    /// <returns>A builder with it.</returns>
    public CallBuilder Failed() => With(_script with { Course = Course.Failed });

    /// <summary>Says that it still rings: there is no more to tell yet.</summary>
    /// <returns>A builder with it.</returns>
    public CallBuilder StillRinging() => With(_script with { Course = Course.Ringing });

    /// <summary>Says that it was answered and goes on.</summary>
    /// <returns>A builder with it.</returns>
    public CallBuilder StillTalking() => With(_script with { Course = Course.Talking });

    /// <summary>Says that voicemail answers and a message is left.</summary>
    /// <param name="length">How long it is.</param>
    /// <returns>A builder with it.</returns>
    public CallBuilder LeftVoicemail(TimeSpan length) => Answered(Outsourcing.Calls.AnsweredBy.Voicemail).TalkedFor(length);

    /// <summary>Says that the caller is put through; said again, it is tried again.</summary>
    /// <param name="target">To which number.</param>
    /// <param name="status">How it goes; <see cref="TransferStatus.Bridged"/> when left out.</param>
    /// <param name="kind">How it is done; announced when left out.</param>
    /// <returns>A builder with it.</returns>
    public CallBuilder TransferredTo(PhoneNumber target, TransferStatus? status = null, TransferKind? kind = null) => With(_script with
    {
        Transfers = [.. _script.Transfers, new TransferAttempt { Target = target, Kind = kind ?? TransferKind.Warm, Status = status ?? TransferStatus.Bridged }],
    });

    /// <summary>Says how long the caller is on hold.</summary>
    /// <param name="time">The time, within that of the conversation.</param>
    /// <returns>A builder with it.</returns>
    public CallBuilder OnHoldFor(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        return With(_script with { Hold = time });
    }

    /// <summary>Says what becomes of it, where that does not follow from the rest.</summary>
    /// <param name="kind">The neutral word.</param>
    /// <param name="rawReason">The provider's own word.</param>
    /// <returns>A builder with it.</returns>
    public CallBuilder EndedIn(DispositionKind kind, string? rawReason = null) => With(_script with { Disposition = new CallDisposition { Kind = kind, RawReason = rawReason } });

    /// <summary>Says what the caller wants.</summary>
    /// <param name="kind">The neutral word.</param>
    /// <param name="label">The partner's own label, such as the call type of the brief.</param>
    /// <returns>A builder with it.</returns>
    public CallBuilder About(CallerIntentKind kind, string? label = null) => With(_script with { Intent = new CallerIntent { Kind = kind, Label = label } });

    /// <summary>Says how urgent it is.</summary>
    /// <param name="urgency">The neutral word.</param>
    /// <returns>A builder with it.</returns>
    public CallBuilder WithUrgency(CallUrgency urgency) => With(_script with { Urgency = urgency });

    /// <summary>Says whether the partner considers it a success.</summary>
    /// <param name="successful">Whether it does.</param>
    /// <returns>A builder with it.</returns>
    public CallBuilder Successful(bool successful = true) => With(_script with { Successful = successful });

    /// <summary>Says how the partner sums it up.</summary>
    /// <param name="summary">The summary.</param>
    /// <returns>A builder with it.</returns>
    public CallBuilder WithSummary(string summary) => With(_script with { Summary = new PersonalText(summary) });

    /// <summary>Adds a line to the transcript; the lines are spread evenly over the conversation.</summary>
    /// <param name="speaker">Who speaks.</param>
    /// <param name="text">What is said.</param>
    /// <returns>A builder with it.</returns>
    public CallBuilder Said(Speaker speaker, string text) =>
        With(_script with { Transcript = [.. _script.Transcript, new TranscriptTurn { Speaker = speaker, Text = new PersonalText(text) }] });

    /// <summary>Adds an answer to a question of the brief.</summary>
    /// <param name="questionId">The question's id.</param>
    /// <param name="value">The answer as JSON text, such as <c>"Ann"</c> with its quotes, or <c>true</c>.</param>
    /// <returns>A builder with it.</returns>
    public CallBuilder WithAnswer(string questionId, string value) => With(_script with
    {
        Answers = [.. _script.Answers, new IntakeAnswer { QuestionId = questionId, Value = new PersonalText(value), Provenance = IntakeProvenance.Stated }],
    });

    /// <summary>Says which message is taken, at the end of the call.</summary>
    /// <param name="body">The message.</param>
    /// <param name="forPerson">Whom it is for.</param>
    /// <returns>A builder with it.</returns>
    public CallBuilder WithMessage(string body, string? forPerson = null) =>
        With(_script with { Message = new MessageTaken { Body = new PersonalText(body), ForPerson = Personal(forPerson) } });

    /// <summary>Says that it is recorded; the recording arrives 5 seconds after the end.</summary>
    /// <param name="recording">Where it can be had; one of the whole conversation at an address that leads nowhere when left out.</param>
    /// <returns>A builder with it.</returns>
    public CallBuilder Recorded(RecordingReference? recording = null) => With(_script with { IsRecorded = true, Recording = recording });

    /// <summary>Says what the provider charges, for whole minutes; it is known a minute after the end.</summary>
    /// <param name="amount">The amount.</param>
    /// <param name="unit">The currency by its ISO 4217 code, or a unit of the provider's own.</param>
    /// <returns>A builder with it.</returns>
    public CallBuilder Charged(decimal amount, string unit = "USD")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(unit);
        return With(_script with { Amount = amount, Unit = unit });
    }

    /// <summary>Adds a label of the provider's.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value; it takes the place of what was said for that name before.</param>
    /// <returns>A builder with it.</returns>
    public CallBuilder Tagged(string name, string value) =>
        With(_script with { Tags = [.. _script.Tags.Where(tag => tag.Key != name), new KeyValuePair<string, string>(name, value)] });

    /// <summary>Says how far the updates are proved.</summary>
    /// <param name="verification">How far; <see cref="WebhookVerification.BodyWithTimestamp"/> otherwise.</param>
    /// <returns>A builder with it.</returns>
    public CallBuilder Verified(WebhookVerification verification) => With(_script with { Verification = verification });

    /// <summary>Makes the updates as webhooks bring them: ringing (an outbound call is queued first), answered, each transfer, ended, and later recording, analysis and charge.</summary>
    /// <returns>The updates, oldest first; what was not said brings none.</returns>
    /// <exception cref="InvalidOperationException">Something was said of a conversation that did not take place, or of the end of a call that goes on.</exception>
    public IReadOnlyList<CallUpdate> ToUpdates()
    {
        CallUpdate all = Everything();
        List<CallUpdate> updates = [];
        CallUpdate start = Blank("ringing", all.StartedAt!.Value) with
        {
            Direction = all.Direction,
            Caller = all.Caller,
            Dialled = all.Dialled,
            ForwardedFrom = all.ForwardedFrom,
            StartedAt = all.StartedAt,
            Tags = all.Tags,
        };
        if (all.Direction == CallDirection.Outbound)
        {
            Add(start, CallStatus.Queued, "queued");
        }

        Add(start, CallStatus.Ringing, "ringing");
        if (IsAnswered)
        {
            Add(Blank("answered", AnsweredAt) with { AnsweredAt = all.AnsweredAt, AnsweredBy = all.AnsweredBy, HandlerName = all.HandlerName }, CallStatus.InProgress, "answered");
            for (int tried = 1; tried <= (all.Transfers?.Count ?? 0); tried++)
            {
                TransferAttempt[] transfers = [.. all.Transfers!.Take(tried)];
                Add(Blank("transfer", transfers[^1].At!.Value) with { Transfers = transfers }, null, string.Create(CultureInfo.InvariantCulture, $"transfer-{tried}"));
            }
        }

        if (!IsOver)
        {
            return ValueList.Copy(updates);
        }

        bool analyzed = (all.Completeness & CallCompleteness.Analyzed) != 0;
        Add(
            Blank("ended", EndedAt) with
            {
                EndedAt = all.EndedAt,
                Duration = all.Duration,
                HoldTime = all.HoldTime,
                Disposition = analyzed ? null : all.Disposition,
                Completeness = CallCompleteness.Ended,
            },
            Status,
            "ended");
        if (all.Recording is not null)
        {
            Add(Blank("recording", EndedAt + RecordingAfter) with { Recording = all.Recording, Completeness = CallCompleteness.RecordingSettled }, null, "recording");
        }

        if (analyzed)
        {
            Add(
                Blank("analysis", EndedAt + AnalysisAfter) with
                {
                    Disposition = all.Disposition,
                    Intent = all.Intent,
                    Urgency = all.Urgency,
                    Successful = all.Successful,
                    Summary = all.Summary,
                    Transcript = all.Transcript,
                    IntakeAnswers = all.IntakeAnswers,
                    Message = all.Message,
                    Completeness = CallCompleteness.Analyzed,
                },
                null,
                "analysis");
        }

        if (all.Charge is not null)
        {
            Add(Blank("charge", EndedAt + ChargeAfter) with { Charge = all.Charge, Completeness = CallCompleteness.Billed }, null, "charge");
        }

        return ValueList.Copy(updates);

        void Add(CallUpdate update, CallStatus? status, string origin) => updates.Add(update with
        {
            Revision = new CallRevision(update.Revision.At, $"{Id.ProviderCallId}/{origin}", updates.Count + 1),
            Status = status,
            RawStatus = status?.Value,
        });
    }

    /// <summary>Makes the call in one update, as a provider that is asked tells it: everything that is known in the end.</summary>
    /// <returns>The update, at <see cref="WebhookVerification.Fetched"/>; its revision is newer than those of <see cref="ToUpdates"/>.</returns>
    /// <exception cref="InvalidOperationException">Something was said of a conversation that did not take place, or of the end of a call that goes on.</exception>
    public CallUpdate ToFetched()
    {
        CallRevision last = ToUpdates()[^1].Revision;
        return Everything() with { Revision = new CallRevision(last.At, $"{Id.ProviderCallId}/fetched", last.Sequence + 1), Verification = WebhookVerification.Fetched };
    }

    /// <summary>Makes the call's history of the updates.</summary>
    /// <returns>The history.</returns>
    /// <exception cref="InvalidOperationException">Something was said of a conversation that did not take place, or of the end of a call that goes on.</exception>
    public CallHistory ToHistory() => CallHistory.From(ToUpdates());

    /// <summary>Makes the record that all updates together tell.</summary>
    /// <returns>The record.</returns>
    /// <exception cref="InvalidOperationException">Something was said of a conversation that did not take place, or of the end of a call that goes on.</exception>
    public CallRecord ToRecord() => ToHistory().ToRecord();

    /// <summary>Makes the changes that a handler hears of when the updates come one by one.</summary>
    /// <param name="tenant">Whose call it is; <see cref="TenantId.Default"/> when left out.</param>
    /// <returns>A change for each update, with the call before and after it, numbered from 1.</returns>
    /// <exception cref="InvalidOperationException">Something was said of a conversation that did not take place, or of the end of a call that goes on.</exception>
    public IReadOnlyList<CallRecordChange> ToChanges(TenantId? tenant = null)
    {
        TenantId owner = tenant ?? TenantId.Default;
        List<CallRecordChange> changes = [];
        CallHistory? history = null;
        foreach (CallUpdate update in ToUpdates())
        {
            history = history?.Merge(update) ?? CallHistory.From(update);
            int version = changes.Count + 1;
            changes.Add(new CallRecordChange
            {
                IdempotencyKey = string.Create(CultureInfo.InvariantCulture, $"{owner.Value}/{Id.Value}/{version}"),
                Tenant = owner,
                Version = version,
                ChangedAt = update.Revision.At,
                Record = history.ToRecord(),
                Previous = changes.Count == 0 ? null : changes[^1].Record,
            });
        }

        return ValueList.Copy(changes);
    }

    private static PersonalText? Personal(string? text) => text is null ? (PersonalText?)null : new PersonalText(text);

    private static CallBuilder With(Script script) => new(script);

    private CallUpdate Blank(string origin, DateTimeOffset at) => new() { Call = Id, Revision = new CallRevision(at, origin), Verification = _script.Verification };

    private CallUpdate Everything()
    {
        Check();
        bool analyzed = HasAnalysis();
        return Blank("all", EndedAt) with
        {
            Direction = _script.Direction,
            Status = Status,
            RawStatus = Status.Value,
            Caller = _script.Caller,
            Dialled = _script.Dialled,
            ForwardedFrom = _script.ForwardedFrom,
            AnsweredBy = IsAnswered ? _script.AnsweredBy : null,
            HandlerName = IsAnswered ? _script.Handler : null,
            StartedAt = _script.StartedAt,
            AnsweredAt = IsAnswered ? AnsweredAt : null,
            EndedAt = IsOver ? EndedAt : null,
            Duration = IsOver ? Talked : null,
            HoldTime = IsOver ? _script.Hold : null,
            Disposition = IsOver ? Disposition() : null,
            Intent = _script.Intent,
            Urgency = _script.Urgency,
            Successful = _script.Successful,
            Summary = _script.Summary,
            Transcript = _script.Transcript.Count == 0 ? null : [.. _script.Transcript.Select((turn, place) => turn with { At = Talked * place / _script.Transcript.Count })],
            IntakeAnswers = _script.Answers.Count == 0 ? null : _script.Answers,
            Message = _script.Message is null ? null : _script.Message with { TakenAt = EndedAt },
            Transfers = _script.Transfers.Count == 0 ? null : [.. _script.Transfers.Select((tried, place) => tried with { At = AnsweredAt + (Talked * (place + 1) / (_script.Transfers.Count + 1)) })],
            Recording = Recording(),
            Charge = _script.Amount is { } amount ? new UsageCharge { Amount = amount, Unit = _script.Unit, BilledTime = TimeSpan.FromMinutes(Math.Ceiling(Talked.TotalMinutes)) } : null,
            Tags = _script.Tags.Count == 0 ? null : ValueMap.Copy(_script.Tags),
            Completeness = (IsOver ? CallCompleteness.Ended : CallCompleteness.None)
                | (_script.IsRecorded ? CallCompleteness.RecordingSettled : CallCompleteness.None)
                | (analyzed ? CallCompleteness.Analyzed : CallCompleteness.None)
                | (_script.Amount is null ? CallCompleteness.None : CallCompleteness.Billed),
        };
    }

    private RecordingReference? Recording() => !_script.IsRecorded ? null : _script.Recording ?? new RecordingReference
    {
        Id = $"recording-of-{Id.ProviderCallId}",
        Location = new Uri($"https://recordings.invalid/{Uri.EscapeDataString(Id.ProviderCallId)}"),
        Duration = Talked,
    };

    private CallDisposition? Disposition()
    {
        DispositionKind? kind = _script.Course switch
        {
            Course.NoAnswer => DispositionKind.NoAnswer,
            Course.Busy => DispositionKind.Busy,
            Course.HungUp => DispositionKind.CallerHungUp,
            Course.Failed => DispositionKind.Failed,
            _ when _script.Transfers.Any(tried => tried.Status == TransferStatus.Bridged || tried.Status == TransferStatus.Ended) => DispositionKind.Transferred,
            _ when _script.Message is not null => DispositionKind.MessageTaken,
            _ when _script.Transfers.Count > 0 => DispositionKind.TransferFailed,
            _ when _script.AnsweredBy == Outsourcing.Calls.AnsweredBy.Voicemail => DispositionKind.VoicemailLeft,
            _ => null,
        };
        return _script.Disposition ?? (kind is { } word ? new CallDisposition { Kind = word } : null);
    }

    private bool HasAnalysis() => _script.Intent is not null || _script.Urgency is not null || _script.Successful is not null || _script.Summary is not null
        || _script.Transcript.Count > 0 || _script.Answers.Count > 0 || _script.Message is not null;

    private void Check()
    {
        (string What, bool Said)[] ofTalk =
        [
            ("a transcript", _script.Transcript.Count > 0), ("answers", _script.Answers.Count > 0), ("a message", _script.Message is not null),
            ("a transfer", _script.Transfers.Count > 0), ("a recording", _script.IsRecorded), ("time on hold", _script.Hold is not null),
        ];
        if (!IsAnswered && Array.Find(ofTalk, part => part.Said) is { Said: true } impossible)
        {
            throw new InvalidOperationException($"The call '{Id.ProviderCallId}' was never answered ({Status}) and cannot have {impossible.What}; say Answered, or leave it out.");
        }

        if (!IsOver && (HasAnalysis() || _script.IsRecorded || _script.Amount is not null || _script.Disposition is not null || _script.Hold is not null))
        {
            throw new InvalidOperationException($"The call '{Id.ProviderCallId}' goes on ({Status}): summary, transcript, message, recording, charge and the like are known after its end. Leave StillRinging or StillTalking out, or them.");
        }

        if (_script.Hold > Talked)
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The call '{Id.ProviderCallId}' lasts {Talked} and cannot be on hold for {_script.Hold}; raise TalkedFor or lower OnHoldFor."));
        }
    }

    private sealed record Script
    {
        public required CallId Id { get; init; }

        public CallDirection Direction { get; init; } = CallDirection.Inbound;

        public CallParty? Caller { get; init; } = new() { Number = PhoneNumber.Parse("+442079460123") };

        public PhoneNumber Dialled { get; init; } = PhoneNumber.Parse("+442079460100");

        public PhoneNumber? ForwardedFrom { get; init; }

        public DateTimeOffset StartedAt { get; init; } = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

        public TimeSpan Rang { get; init; } = TimeSpan.FromSeconds(8);

        public Course Course { get; init; }

        public AnsweredBy AnsweredBy { get; init; } = AnsweredBy.Human;

        public PersonalText? Handler { get; init; }

        public TimeSpan Talked { get; init; } = TimeSpan.FromSeconds(90);

        public TimeSpan? Hold { get; init; }

        public IReadOnlyList<TransferAttempt> Transfers { get; init; } = [];

        public CallDisposition? Disposition { get; init; }

        public CallerIntent? Intent { get; init; }

        public CallUrgency? Urgency { get; init; }

        public bool? Successful { get; init; }

        public PersonalText? Summary { get; init; }

        public IReadOnlyList<TranscriptTurn> Transcript { get; init; } = [];

        public IReadOnlyList<IntakeAnswer> Answers { get; init; } = [];

        public MessageTaken? Message { get; init; }

        public bool IsRecorded { get; init; }

        public RecordingReference? Recording { get; init; }

        public decimal? Amount { get; init; }

        public string? Unit { get; init; }

        public IReadOnlyList<KeyValuePair<string, string>> Tags { get; init; } = [];

        public WebhookVerification Verification { get; init; } = WebhookVerification.BodyWithTimestamp;
    }
}
