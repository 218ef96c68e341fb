using Outsourcing.Calls;

namespace Outsourcing.Delegation;

/// <summary>Briefs the tests of this folder share: one with nothing, one with every part.</summary>
internal static class SampleBriefs
{
    internal static DelegationBrief Minimal() => new() { Id = BriefId.From("calls"), Version = 1, Title = "Answer calls" };

    internal static DelegationBrief Plumber() => new()
    {
        Id = BriefId.From("plumber-calls"),
        Version = 3,
        Title = "Answer calls for North Plumbing",
        Task = DelegationTaskId.From("answer-calls"),
        Purpose = "Every caller reaches a person, and every new job is in the calendar before the call ends.",
        Trigger = "A call to the main line is forwarded after 3 rings.",
        Greeting = "North Plumbing, this is {name}. How can I help you?",
        Inputs =
        [
            new() { Id = "calendar", Name = "Job calendar", Access = "The owner sends an invitation to the partner's work address.", ProvidedBy = "Ann North", AvailableFrom = new DateOnly(2026, 10, 1) },
            new() { Id = "prices", Name = "Price list (2026-09)" },
        ],
        CallTypes =
        [
            new()
            {
                Id = CallTypeId.From("emergency"),
                Name = "Emergency",
                Recognition = ["The caller says that water is running out.", "The caller smells gas."],
                Urgency = CallUrgency.High,
                Share = 0.1,
                Questions = [new() { Id = "turned-off", Text = "Is the main tap turned off?", Answer = AnswerKind.YesNo, Required = true }],
                Actions =
                [
                    CallAction.TransferTo(ContactId.From("owner"), TransferKind.Warm, TimeSpan.FromSeconds(20)),
                    CallAction.TakeMessageFor(ContactId.From("owner"), "SMS", TimeSpan.FromMinutes(2), "nobody picks up"),
                ],
            },
            new()
            {
                Id = CallTypeId.From("new-job"),
                Name = "New job",
                Recognition = ["The caller asks for a visit or a price."],
                Share = 0.6,
                Questions =
                [
                    new() { Id = "name", Text = "What is your name?", Answer = AnswerKind.Text, Required = true, ReadBack = true },
                    new() { Id = "address", Text = "What is the address?", Answer = AnswerKind.Text, Required = true, Purpose = "the visit" },
                    new() { Id = "kind", Text = "What is it about?", Answer = AnswerKind.Choice, Choices = ["Leak", "Heating", "Bath <new>"] },
                ],
                Actions =
                [
                    CallAction.ScheduleIn("Job calendar"),
                    CallAction.TextTheCaller("Your visit is booked. North Plumbing"),
                    CallAction.RouteTo(CallTypeId.From("emergency"), "the caller says that water is running out"),
                ],
                Knowledge = [new() { Question = "What does a visit cost?", Answer = "A visit costs 90 EUR within 20 km." }],
                Limits = new() { MayDecide = ["A visit on any free slot within 5 working days."], MustNotPromise = ["a fixed price for the repair"], SpendingAuthority = new Money(50, "EUR") },
            },
        ],
        Knowledge = [new() { Question = "Where are you?", Answer = "At 4 Harbour Street." }],
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
            TimeZone = "Europe/Berlin",
            Weekly = [.. Enumerable.Range(1, 5).Select(day => new OpeningHours { Day = (DayOfWeek)day, From = new TimeOnly(8, 0), Until = new TimeOnly(18, 0) })],
            Holidays = [new() { Date = new DateOnly(2026, 12, 24), Name = "Christmas Eve", From = new TimeOnly(8, 0), Until = new TimeOnly(12, 0) }, new() { Date = new DateOnly(2026, 12, 25), Name = "Christmas Day" }],
            OutOfHours = new() { Kind = OutOfHoursKind.OnCall, Text = "Transfer emergencies to the one on call." },
        },
        OnCall = new()
        {
            TimeZone = "Europe/Berlin",
            Rotations = [new() { Id = "weeks", Contacts = [ContactId.From("owner"), ContactId.From("fitter")], StartsOn = new DateOnly(2026, 9, 7), HandoverAt = new TimeOnly(8, 0) }],
            Overrides = [new() { Id = "autumn", Contact = ContactId.From("fitter"), From = new DateTimeOffset(2026, 10, 24, 8, 0, 0, TimeSpan.FromHours(2)), Until = new DateTimeOffset(2026, 10, 26, 8, 0, 0, TimeSpan.FromHours(1)), Reason = "The owner is away." }],
            Escalation = [new() { Wait = TimeSpan.FromMinutes(2), Attempts = 2 }, new() { Contact = ContactId.From("fitter"), Wait = TimeSpan.FromMinutes(5) }],
        },
        Contacts =
        [
            new() { Id = ContactId.From("owner"), Name = "Ann North", Role = "owner", Numbers = [PhoneNumber.Parse("+4930123456"), PhoneNumber.Parse("+49151234567")], Email = "ann@example.com", Deputy = ContactId.From("fitter") },
            new() { Id = ContactId.From("fitter"), Name = "Bo Fitter", Role = "senior fitter", Numbers = [PhoneNumber.Parse("+4930123457")] },
        ],
        Responsibilities =
        [
            new() { Kind = ResponsibilityKind.Accountable, Party = "Ann North", Contact = ContactId.From("owner") },
            new() { Kind = ResponsibilityKind.Responsible, Party = "The partner's team lead", For = "answering calls" },
        ],
        Volume = new() { Calls = 120, Range = new Interval(90, 150), Per = MetricWindow.Week, BusiestHour = 9, AverageLength = TimeSpan.FromMinutes(3), Source = "call log of June to August" },
        DataProtection = new()
        {
            Fields = [new() { Name = "name", Purpose = "the visit" }, new() { Name = "address", Purpose = "the visit" }],
            RetentionDays = 30,
            Recording = RecordingConsent.Announced,
            RecordingNotice = "This call is recorded to check our service.",
            Rules = "Delete messages 30 days after they are passed on.",
        },
        Clauses = [new() { Id = "c-1", Text = "Book a visit for tenants only after the landlord agreed.", CallType = CallTypeId.From("new-job"), Clarifies = "q-1" }],
        Examples =
        [
            new() { Id = "good-1", Good = true, Dialogue = "Caller: My sink drips.\nPartner: What is your name?", Why = "The name comes first.", CallType = CallTypeId.From("new-job") },
            new() { Id = "bad-1", Good = false, Dialogue = "Partner: That will cost about 100 EUR.", Why = "No price is promised." },
        ],
        Glossary = [new() { Term = "slot", Meaning = "a free stretch of 2 hours in the job calendar" }],
        ChangeLog = [new() { Version = 3, On = new DateOnly(2026, 9, 20), By = "Ann North", Summary = "Tenants need the landlord's consent." }],
        SignOffs = [new() { Version = 3, By = "Ann North", For = "the business", At = new DateTimeOffset(2026, 9, 21, 10, 0, 0, TimeSpan.Zero) }],
    };
}
