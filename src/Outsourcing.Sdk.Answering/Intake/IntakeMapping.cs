using Outsourcing.Calls;

namespace Outsourcing.Answering;

/// <summary>Makes the update of a call from the named fields of a message.</summary>
internal sealed class IntakeMapping
{
    private readonly TimeZoneInfo _zone;

    internal IntakeMapping(IntakeFieldMap map)
    {
        Map = map;
        _zone = TimeZoneInfo.TryFindSystemTimeZoneById(map.TimeZone, out TimeZoneInfo? zone)
            ? zone
            : throw new ArgumentException($"The time zone '{map.TimeZone}' is not known; use an IANA id such as America/New_York.", nameof(map));
    }

    internal IntakeFieldMap Map { get; }

    /// <summary>Reads the update. What has a text without meaning is left out, and named in the list where there is one.</summary>
    internal CallUpdate Read(Func<string?, string?> field, CallId call, CallRevision revision, WebhookVerification verification, ICollection<string>? unreadable = null)
    {
        DateTimeOffset? started = Time(field(Map.StartedAt), nameof(IntakeFieldMap.StartedAt), unreadable);
        TimeSpan? duration = Duration(field(Map.Duration), unreadable);
        return new CallUpdate
        {
            Call = call,
            Revision = revision,
            Verification = verification,
            Direction = CallDirection.Inbound,
            Caller = Caller(field, unreadable),
            Dialled = Phone(field(Map.Dialled), nameof(IntakeFieldMap.Dialled), unreadable),
            AnsweredBy = AnsweredBy.Unknown,
            StartedAt = started,
            Duration = duration,
            EndedAt = started is not null && duration is not null ? started + duration : null,
            Disposition = field(Map.Disposition) is { } word
                ? new CallDisposition { Kind = Map.Dispositions.TryGetValue(word, out string? kind) ? DispositionKind.From(kind) : DispositionKind.Unknown, RawReason = word }
                : null,
            Intent = field(Map.Intent) is { } intent
                ? new CallerIntent { Kind = Map.Intents.TryGetValue(intent, out string? wanted) ? CallerIntentKind.From(wanted) : CallerIntentKind.Other, Label = intent }
                : null,
            Urgency = field(Map.Urgency) is { } urgency ? CallUrgency.From(Map.Urgencies.GetValueOrDefault(urgency, urgency)) : null,
            RawUrgency = field(Map.Urgency),
            Summary = JsonReading.Personal(field(Map.Summary)),
            Message = field(Map.Message) is { } message ? new MessageTaken { Body = message, TakenAt = started, ForPerson = JsonReading.Personal(field(Map.MessageFor)) } : null,
            IntakeAnswers = Answers(field),
        };
    }

    /// <summary>Reads the moment that puts the message among the others of its call.</summary>
    internal DateTimeOffset? UpdatedAt(Func<string?, string?> field, ICollection<string>? unreadable = null) =>
        Time(field(Map.UpdatedAt), nameof(IntakeFieldMap.UpdatedAt), unreadable);

    private CallParty? Caller(Func<string?, string?> field, ICollection<string>? unreadable)
    {
        CallParty party = new()
        {
            Number = Phone(field(Map.CallerNumber), nameof(IntakeFieldMap.CallerNumber), unreadable),
            Name = JsonReading.Personal(field(Map.CallerName)),
            Company = JsonReading.Personal(field(Map.CallerCompany)),
            Email = JsonReading.Personal(field(Map.CallerEmail)),
        };
        return party == new CallParty() ? null : party;
    }

    private List<IntakeAnswer>? Answers(Func<string?, string?> field)
    {
        List<IntakeAnswer> answers = [.. Map.Answers
            .Select(question => (question.Key, Value: field(question.Value)))
            .Where(answer => answer.Value is not null)
            .Select(answer => new IntakeAnswer { QuestionId = answer.Key, Value = JsonReading.Personal(answer.Value), Provenance = IntakeProvenance.Stated })];
        return answers.Count == 0 ? null : answers;
    }

    private PhoneNumber? Phone(string? text, string name, ICollection<string>? unreadable) =>
        PhoneNumber.TryParse(text, out PhoneNumber number, Map.Region) ? number : Unreadable<PhoneNumber>(text, name, unreadable);

    private TimeSpan? Duration(string? text, ICollection<string>? unreadable) =>
        CallText.TryParseDuration(text, Map.DurationUnit, out TimeSpan duration) ? duration : Unreadable<TimeSpan>(text, nameof(IntakeFieldMap.Duration), unreadable);

    private DateTimeOffset? Time(string? text, string name, ICollection<string>? unreadable) =>
        CallText.TryParseTime(text, Map.TimeFormats, _zone, out DateTimeOffset at) ? at : Unreadable<DateTimeOffset>(text, name, unreadable);

    private static T? Unreadable<T>(string? text, string name, ICollection<string>? unreadable)
        where T : struct
    {
        if (text is not null)
        {
            unreadable?.Add(name);
        }

        return null;
    }
}
