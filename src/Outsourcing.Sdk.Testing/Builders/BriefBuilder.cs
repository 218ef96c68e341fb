using Outsourcing.Calls;
using Outsourcing.Delegation;

namespace Outsourcing.Testing;

/// <summary>Makes a complete brief that the review finds nothing in, with parts that a test replaces or leaves out.</summary>
/// <remarks>
/// Immutable: each word gives a new builder. The brief is that of a plumber in London with two kinds of calls, <c>emergency</c> and
/// <c>new-job</c>, two contacts, <c>owner</c> and <c>fitter</c>, and one outcome, <c>answered</c>. All numbers are from a range reserved
/// for fiction.
/// </remarks>
public sealed class BriefBuilder
{
    private const string Zone = "Europe/London";
    private static readonly ContactId Owner = ContactId.From("owner");
    private static readonly ContactId Fitter = ContactId.From("fitter");
    private static readonly CallTypeId Emergency = CallTypeId.From("emergency");
    private static readonly CallTypeId NewJob = CallTypeId.From("new-job");

    private readonly DelegationBrief _brief;

    /// <summary>Initializes a builder of the complete brief.</summary>
    /// <param name="id">The id.</param>
    /// <param name="version">The version, 1 or more; the change log and the sign-offs are of that version.</param>
    public BriefBuilder(string id = "plumber-calls", int version = 1)
        : this(Complete(BriefId.From(id), version))
    {
    }

    private BriefBuilder(DelegationBrief brief) => _brief = brief;

    /// <summary>Changes anything.</summary>
    /// <param name="change">Gives the brief with what is different.</param>
    /// <returns>A builder with it.</returns>
    public BriefBuilder With(Func<DelegationBrief, DelegationBrief> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return new(change(_brief));
    }

    /// <summary>Changes a kind of call, or adds one.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="change">Gives it with what is different; a new one comes with its id for a name and nothing else.</param>
    /// <returns>A builder with it.</returns>
    public BriefBuilder WithCallType(string id, Func<CallType, CallType> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        CallTypeId key = CallTypeId.From(id);
        return _brief.CallTypes.Any(type => type.Id == key)
            ? new(_brief with { CallTypes = [.. _brief.CallTypes.Select(type => type.Id == key ? change(type) : type)] })
            : new(_brief.AddCallType(change(new CallType { Id = key, Name = id })));
    }

    /// <summary>Changes an outcome, or adds one.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="change">Gives it with what is different; a new one comes with its id for a name and nothing else.</param>
    /// <returns>A builder with it.</returns>
    public BriefBuilder WithOutcome(string id, Func<OutcomeMetric, OutcomeMetric> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return _brief.Outcomes.Any(metric => metric.Id == id)
            ? new(_brief with { Outcomes = [.. _brief.Outcomes.Select(metric => metric.Id == id ? change(metric) : metric)] })
            : new(_brief with { Outcomes = [.. _brief.Outcomes, change(new OutcomeMetric { Id = id, Name = id })] });
    }

    /// <summary>Leaves a part out, so that the review misses it.</summary>
    /// <param name="part">The part.</param>
    /// <returns>A builder without it.</returns>
    /// <remarks>Without the contacts, whatever names one is found as well.</remarks>
    public BriefBuilder Without(BriefPart part) => new(part switch
    {
        BriefPart.Purpose => _brief with { Purpose = null },
        BriefPart.Trigger => _brief with { Trigger = null },
        BriefPart.Inputs => _brief with { Inputs = [] },
        BriefPart.CallTypes => _brief with { CallTypes = [], Examples = [.. _brief.Examples.Select(example => example with { CallType = null })], Clauses = [.. _brief.Clauses.Where(clause => clause.CallType is null)] },
        BriefPart.Recognition => _brief with { CallTypes = [.. _brief.CallTypes.Select(type => type with { Recognition = [] })] },
        BriefPart.Actions => _brief with { CallTypes = [.. _brief.CallTypes.Select(type => type with { Actions = [] })] },
        BriefPart.Outcomes => _brief with { Outcomes = [] },
        BriefPart.Target => _brief with { Outcomes = [.. _brief.Outcomes.Select(metric => metric with { Target = null })] },
        BriefPart.Accountable => _brief with { Responsibilities = [.. _brief.Responsibilities.Where(one => one.Kind != ResponsibilityKind.Accountable)] },
        BriefPart.Responsible => _brief with { Responsibilities = [.. _brief.Responsibilities.Where(one => one.Kind != ResponsibilityKind.Responsible)] },
        BriefPart.Escalation => _brief with { OnCall = _brief.OnCall is null ? null : _brief.OnCall with { Escalation = [] } },
        BriefPart.Contacts => _brief with { Contacts = [] },
        BriefPart.Hours => _brief with { Hours = _brief.Hours is null ? null : _brief.Hours with { Weekly = [], Holidays = [] } },
        BriefPart.OutOfHours => _brief with { Hours = _brief.Hours is null ? null : _brief.Hours with { OutOfHours = null } },
        BriefPart.Volume => _brief with { Volume = null },
        BriefPart.Limits => _brief with { Limits = null, CallTypes = [.. _brief.CallTypes.Select(type => type with { Limits = null })] },
        BriefPart.DataProtection => _brief with { DataProtection = null },
        BriefPart.Examples => _brief with { Examples = [] },
        BriefPart.ChangeLog => _brief with { ChangeLog = [] },
        BriefPart.SignOff => _brief with { SignOffs = [] },
        _ => throw new ArgumentOutOfRangeException(nameof(part), part, "There is no such part."),
    });

    /// <summary>Makes the brief.</summary>
    /// <returns>The brief.</returns>
    public DelegationBrief Build() => _brief;

    private static DelegationBrief Complete(BriefId id, int version) => new()
    {
        Id = id,
        Version = version,
        Title = "Answer calls for Harbour Plumbing",
        Purpose = "Every caller reaches a person, and every new job is in the calendar before the call ends.",
        Trigger = "A call to the main line is forwarded after 3 rings.",
        Greeting = "Harbour Plumbing, this is {name}. How can I help you?",
        Inputs = [new() { Id = "calendar", Name = "Job calendar", Access = "The owner sends an invitation to the partner's work address.", ProvidedBy = "Ann Harbour" }],
        CallTypes =
        [
            new()
            {
                Id = Emergency,
                Name = "Emergency",
                Recognition = ["The caller says that water is running out.", "The caller smells gas."],
                Urgency = CallUrgency.High,
                Share = 0.1,
                Questions = [new() { Id = "tap", Text = "Is the main tap turned off?", Answer = AnswerKind.YesNo, Required = true }],
                Actions =
                [
                    CallAction.TransferTo(Owner, TransferKind.Warm, TimeSpan.FromSeconds(20)),
                    CallAction.TakeMessageFor(Owner, "SMS", TimeSpan.FromMinutes(2), "nobody picks up"),
                ],
            },
            new()
            {
                Id = NewJob,
                Name = "New job",
                Recognition = ["The caller asks for a visit or a price."],
                Urgency = CallUrgency.Normal,
                Share = 0.6,
                Questions =
                [
                    new() { Id = "name", Text = "What is your name?", Answer = AnswerKind.Text, Required = true, ReadBack = true },
                    new() { Id = "address", Text = "What is the address?", Answer = AnswerKind.Text, Required = true, Purpose = "the visit" },
                ],
                Actions = [CallAction.ScheduleIn("Job calendar"), CallAction.TextTheCaller("Your visit is booked. Harbour Plumbing")],
                Knowledge = [new() { Question = "What does a visit cost?", Answer = "A visit costs 80 GBP within 10 miles." }],
                Limits = new() { MayDecide = ["A visit on any free slot within 5 working days."], MustNotPromise = ["a fixed price for the repair"], SpendingAuthority = new Money(50, "GBP") },
            },
        ],
        Limits = new() { MustNotSay = ["the owner's private number"], MaximumLength = TimeSpan.FromMinutes(6) },
        Outcomes =
        [
            new()
            {
                Id = "answered",
                Name = "Answered in time",
                Definition = "Calls answered by a person within 20 seconds.",
                Numerator = "calls answered within 20 seconds",
                Denominator = "calls offered within the hours",
                Target = MetricTarget.AtLeast(0.8),
                Window = MetricWindow.Month,
                Source = "call records of the telephone provider",
                Measure = MetricMeasure.AnsweredWithin,
                Within = TimeSpan.FromSeconds(20),
            },
        ],
        Hours = new()
        {
            TimeZone = Zone,
            Weekly = [.. Enumerable.Range(1, 5).Select(day => new OpeningHours { Day = (DayOfWeek)day, From = new TimeOnly(8, 0), Until = new TimeOnly(18, 0) })],
            Holidays = [new() { Date = new DateOnly(2026, 12, 25), Name = "Christmas Day" }],
            OutOfHours = new() { Kind = OutOfHoursKind.OnCall, Text = "Transfer emergencies to the one on call." },
        },
        OnCall = new()
        {
            TimeZone = Zone,
            Rotations = [new() { Id = "weeks", Contacts = [Owner, Fitter], StartsOn = new DateOnly(2026, 1, 5), HandoverAt = new TimeOnly(8, 0) }],
            Escalation = [new() { Wait = TimeSpan.FromMinutes(2), Attempts = 2 }, new() { Contact = Fitter, Wait = TimeSpan.FromMinutes(5) }],
        },
        Contacts =
        [
            new() { Id = Owner, Name = "Ann Harbour", Role = "owner", Numbers = [PhoneNumber.Parse("+442079460101")], Email = "ann@harbour.example", Deputy = Fitter },
            new() { Id = Fitter, Name = "Bo Fitter", Role = "senior fitter", Numbers = [PhoneNumber.Parse("+442079460102")] },
        ],
        Responsibilities =
        [
            new() { Kind = ResponsibilityKind.Accountable, Party = "Ann Harbour", Contact = Owner },
            new() { Kind = ResponsibilityKind.Responsible, Party = "The partner's team lead", For = "answering calls" },
        ],
        Volume = new() { Calls = 120, Range = new Interval(90, 150), Per = MetricWindow.Week, BusiestHour = 9, AverageLength = TimeSpan.FromMinutes(3), Source = "call log of October to December" },
        DataProtection = new()
        {
            Fields = [new() { Name = "name", Purpose = "the visit" }, new() { Name = "address", Purpose = "the visit" }],
            RetentionDays = 30,
            Recording = RecordingConsent.Announced,
            RecordingNotice = "This call is recorded to check our service.",
            Rules = "Delete messages 30 days after they are passed on.",
        },
        Clauses = [new() { Id = "tenants", Text = "Book a visit for tenants only after the landlord agreed.", CallType = NewJob }],
        Examples =
        [
            new() { Id = "good", Good = true, Dialogue = "Caller: My sink drips.\nPartner: What is your name?", Why = "The name comes first.", CallType = NewJob },
            new() { Id = "bad", Good = false, Dialogue = "Partner: That will cost about 100 GBP.", Why = "No price is promised.", CallType = NewJob },
        ],
        Glossary = [new() { Term = "slot", Meaning = "a free stretch of 2 hours in the job calendar" }],
        ChangeLog = [new() { Version = version, On = new DateOnly(2026, 1, 5), By = "Ann Harbour", Summary = "Tenants need the landlord's consent." }],
        SignOffs =
        [
            new() { Version = version, By = "Ann Harbour", For = "the business", At = new DateTimeOffset(2026, 1, 6, 10, 0, 0, TimeSpan.Zero) },
            new() { Version = version, By = "The partner's team lead", For = "the partner", At = new DateTimeOffset(2026, 1, 6, 11, 0, 0, TimeSpan.Zero) },
        ],
    };
}
