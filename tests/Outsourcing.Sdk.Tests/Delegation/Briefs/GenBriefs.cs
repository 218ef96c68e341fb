using System.Text.Json;
using CsCheck;
using Outsourcing.Calls;

namespace Outsourcing.Delegation;

/// <summary>Random briefs with every part, now and then absent, and with texts that are hard on formats.</summary>
internal static class GenBriefs
{
    private static readonly string[] Hard =
    [
        "", " ", "null", "~", "true", "no", "1.0", "0x1F", "2026-01-01", "- item", "# heading", "a: b", "a #b", "'quoted'", "\"double\"", "%percent", "@at", "`tick`", "{brace}", "[list]",
        "&anchor", "*alias", "!tag", "|", ">", "---", "...", "two\nlines", "\nleading", "trailing\n", "trailing\n\n", "  indented\n    more\n", "tab\there", "crlf\r\nline", "lone\rreturn", "\u0085next", "\u2028sep",
        "trailing ", " leading", "Größe 語 😀", "\uFEFFbom", "back\\slash", "a,b;c", "<b>&amp;</b>", "=1+1", "very long " + "word word word word word word word word word word word word word word word word word word word word word word", "\u0007bell", "?", "? key", "- ", ": ", "key:", "```\ncode\n```", "+++",
    ];

    internal static readonly Gen<string> Text = Gen.OneOf(Gen.Int[0, Hard.Length - 1].Select(index => Hard[index]), Gen.String[0, 20].Select(text => text.Replace('\uFFFF', ' ').Where(c => !char.IsSurrogate(c)).Aggregate("", (all, c) => all + c)));

    private static readonly Gen<string> Key = Gen.Int[0, 7].Select(index => (string[])["a", "b", "c]", "d.e", "f\\g", "h i", "[0]", "1"] is { } keys ? keys[index] : "");

    private static readonly Gen<TimeSpan> Span = Gen.Int[0, 100_000].Select(seconds => TimeSpan.FromSeconds(seconds));

    private static readonly Gen<DateOnly> Date = Gen.Int[0, 700].Select(day => new DateOnly(2026, 1, 1).AddDays(day));

    private static readonly Gen<TimeOnly> Time = Gen.Int[0, 1439].Select(minute => TimeOnly.MinValue.AddMinutes(minute));

    private static readonly Gen<DateTimeOffset> Moment = Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[-12, 12], (minute, offset) => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.FromHours(offset)).AddMinutes(minute));

    private static readonly Gen<ContactId> Contact = Key.Select(ContactId.From);

    private static readonly Gen<CallTypeId> TypeId = Key.Select(CallTypeId.From);

    private static readonly Gen<UnknownMembers?> Unknown = Gen.Select(Gen.Int[0, 9], Text, (pick, text) => pick switch
    {
        0 => new UnknownMembers { ["x-new"] = JsonSerializer.SerializeToElement(new { text, list = new object?[] { 1, null, 2.5, true } }) },
        1 => new UnknownMembers { ["x new.er[1]"] = JsonSerializer.SerializeToElement(text), ["n"] = JsonSerializer.SerializeToElement<string?>(null) },
        _ => null,
    });

    private static readonly Gen<AnswerLimits> Limits = Gen.Select(Text.List[0, 2], Text.List[0, 2], Text.List[0, 2], Maybe(Gen.Int[0, 9999]), MaybeValue(Span), (decide, say, promise, money, length) => new AnswerLimits
    {
        MayDecide = decide,
        MustNotSay = say,
        MustNotPromise = promise,
        SpendingAuthority = money is { } cents ? new Money(cents / 100m, "EUR") : null,
        MaximumLength = length,
    });

    private static readonly Gen<IntakeQuestion> Question = Gen.Select(Key, Text, Gen.Int[0, 3], Text.List[0, 3], Gen.Bool, Optional(Text), (id, text, kind, choices, flag, why) => new IntakeQuestion
    {
        Id = id,
        Text = text,
        Answer = ((AnswerKind[])[AnswerKind.Text, AnswerKind.Choice, AnswerKind.Phone, AnswerKind.From("signature")])[kind],
        Choices = choices,
        Required = flag,
        ReadBack = !flag,
        Purpose = why,
    });

    private static readonly Gen<CallAction> Action = Gen.OneOf(
        Gen.Select(Contact, Span, Optional(Text), (contact, ring, when) => CallAction.TransferTo(contact, TransferKind.Warm, ring, when)),
        Gen.Select(Contact, Text, Span, Optional(Text), (contact, via, within, when) => CallAction.TakeMessageFor(contact, via, within, when)),
        Gen.Select(Text, Optional(Text), (text, when) => CallAction.Do(text, when)),
        Gen.Select(TypeId, Optional(Text), (type, when) => CallAction.RouteTo(type, when)),
        Gen.Select(Text, Unknown, (text, unknown) => CallAction.TextTheCaller(text) with { Unknown = unknown }));

    private static readonly Gen<CallType> Type = Gen.Select(TypeId, Text, Text.List[0, 3], Question.List[0, 3], Action.List[0, 3], OptionalOf(Limits), Unknown, (id, name, signs, questions, actions, limits, unknown) => new CallType
    {
        Id = id,
        Name = name,
        Recognition = signs,
        Urgency = signs.Count == 0 ? CallUrgency.High : null,
        Share = signs.Count == 1 ? 0.125 : null,
        Questions = [.. questions.DistinctBy(question => question.Id)],
        Actions = actions,
        Knowledge = [.. signs.Select(sign => new KnowledgeItem { Question = sign, Answer = name })],
        Limits = limits,
        Unknown = unknown,
    });

    private static readonly Gen<OutcomeMetric> Outcome = Gen.Select(Key, Text, Optional(Text), Maybe(Gen.Int[-100, 1000]), MaybeValue(Span), (id, name, words, target, within) => new OutcomeMetric
    {
        Id = id,
        Name = name,
        Definition = words,
        Numerator = words,
        Denominator = name,
        Target = target is { } value ? MetricTarget.AtMost(value / 8.0, "calls") : null,
        Window = MetricWindow.Month,
        Within = within,
        CallType = CallTypeId.From("a"),
    });

    private static readonly Gen<ServiceHours> Hours = Gen.Select(Gen.Select(Gen.Int[0, 6], Time, Time).List[0, 4], Gen.Select(Date, Text, Time).List[0, 3], Optional(Text), (week, holidays, text) => new ServiceHours
    {
        TimeZone = "Europe/Berlin",
        Weekly = [.. week.Select(one => new OpeningHours { Day = (DayOfWeek)one.Item1, From = one.Item2, Until = one.Item3 })],
        Holidays = [.. holidays.DistinctBy(one => one.Item1).Select(one => new Holiday { Date = one.Item1, Name = one.Item2, From = one.Item3, Until = one.Item3.AddHours(1) })],
        OutOfHours = new() { Kind = OutOfHoursKind.Voicemail, Text = text },
    });

    private static readonly Gen<OnCallSchedule> Schedule = Gen.Select(Gen.Select(Key, Contact.List[0, 3], Date, Time, Gen.Int[1, 9]).List[0, 3], Gen.Select(Key, Contact, Moment, Optional(Text)).List[0, 3], Span, (rotations, overrides, wait) => new OnCallSchedule
    {
        TimeZone = "America/New_York",
        Rotations = [.. rotations.DistinctBy(one => one.Item1).Select(one => new OnCallRotation { Id = one.Item1, Contacts = one.Item2, StartsOn = one.Item3, HandoverAt = one.Item4, TurnDays = one.Item5 })],
        Overrides = [.. overrides.DistinctBy(one => one.Item1).Select(one => new OnCallOverride { Id = one.Item1, Contact = one.Item2, From = one.Item3, Until = one.Item3.AddHours(3), Reason = one.Item4 })],
        Escalation = [new() { Wait = wait, Attempts = 2 }, new() { Wait = wait, Contact = ContactId.From("a") }],
    });

    private static readonly Gen<BriefContact> Person = Gen.Select(Contact, Text, Optional(Text), Gen.Int[0, 2], (id, name, role, numbers) => new BriefContact
    {
        Id = id,
        Name = name,
        Role = role,
        Numbers = [.. Enumerable.Range(0, numbers).Select(number => PhoneNumber.Parse($"+493012345{number}"))],
        Email = role is null ? (PersonalText?)null : new PersonalText("desk@example.com"),
    });

    private static readonly Gen<BriefExample> Example = Gen.Select(Key, Gen.Bool, Text, Optional(Text), (id, good, words, why) => new BriefExample { Id = id, Good = good, Dialogue = words, Why = why });

    internal static readonly Gen<DelegationBrief> Brief =
        Gen.Select(
            Gen.Select(Text, Optional(Text), Optional(Text), Optional(Text), Gen.Int[1, 5]),
            Gen.Select(Type.List[0, 4], Outcome.List[0, 3], Person.List[0, 3], Example.List[0, 2]),
            Gen.Select(OptionalOf(Hours), OptionalOf(Schedule), OptionalOf(Limits)),
            Gen.Select(Gen.Select(Key, Text).List[0, 4], Text.List[0, 3], Date, Moment, Unknown),
            (texts, lists, parts, rest) => new DelegationBrief
            {
                Id = BriefId.From("calls"),
                Version = texts.Item5,
                Title = texts.Item1,
                Purpose = texts.Item2,
                Trigger = texts.Item3,
                Greeting = texts.Item4,
                CallTypes = [.. lists.Item1.DistinctBy(type => type.Id)],
                Outcomes = [.. lists.Item2.DistinctBy(outcome => outcome.Id)],
                Contacts = [.. lists.Item3.DistinctBy(contact => contact.Id)],
                Examples = [.. lists.Item4.DistinctBy(example => example.Id)],
                Hours = parts.Item1,
                OnCall = parts.Item2,
                Limits = parts.Item3,
                Inputs = [.. rest.Item1.DistinctBy(one => one.Item1).Select(one => new BriefInput { Id = one.Item1, Name = one.Item2, Access = one.Item2, ProvidedBy = one.Item2, AvailableFrom = rest.Item3 })],
                Glossary = [.. rest.Item2.Distinct().Select(term => new GlossaryTerm { Term = term, Meaning = texts.Item1 })],
                Clauses = [.. rest.Item1.DistinctBy(one => one.Item1).Select(one => new BriefClause { Id = one.Item1, Text = one.Item2 })],
                Responsibilities = [new() { Kind = ResponsibilityKind.Accountable, Party = texts.Item1 }, new() { Kind = ResponsibilityKind.Informed, Party = "x", For = texts.Item2 }],
                Volume = texts.Item2 is null ? null : new() { Calls = texts.Item5 * 1.1, Per = MetricWindow.Week, Range = new Interval(0.1, 17), BusiestHour = 1e-7, Source = texts.Item3 },
                DataProtection = texts.Item3 is null ? null : new() { Fields = [.. rest.Item2.Distinct().Select(name => new ProtectedField { Name = name, Sensitive = true })], RetentionDays = texts.Item5, Recording = RecordingConsent.Asked, RecordingNotice = texts.Item4 },
                ChangeLog = [.. rest.Item2.Select(text => new BriefChange { Version = texts.Item5, On = rest.Item3, Summary = text })],
                SignOffs = [new() { Version = texts.Item5, By = texts.Item1, At = rest.Item4 }],
                Unknown = rest.Item5,
            });

    private static Gen<string?> Optional(Gen<string> gen) => Gen.Select(Gen.Int[0, 2], gen, (pick, value) => pick == 0 ? null : value);

    private static Gen<T?> OptionalOf<T>(Gen<T> gen)
        where T : class => Gen.Select(Gen.Int[0, 2], gen, (pick, value) => pick == 0 ? null : value);

    private static Gen<int?> Maybe(Gen<int> gen) => Gen.Select(Gen.Int[0, 2], gen, (pick, value) => pick == 0 ? (int?)null : value);

    private static Gen<TimeSpan?> MaybeValue(Gen<TimeSpan> gen) => Gen.Select(Gen.Int[0, 2], gen, (pick, value) => pick == 0 ? (TimeSpan?)null : value);
}
