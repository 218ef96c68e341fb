namespace Outsourcing.Delegation;

/// <summary>Finds the parts a partner needs that a brief does not have.</summary>
internal static class BriefGaps
{
    internal static IEnumerable<BriefGap> Of(DelegationBrief brief) =>
    [
        .. Missing(brief.Purpose, "purpose", "What is there when a call was handled well?"),
        .. Missing(brief.Trigger, "trigger", "What makes a call reach the partner: which line, after how many rings, at which times?"),
        .. Missing(brief.Greeting, "greeting", "With which words is every call answered?"),
        .. Missing(brief.Inputs.Count > 0, "inputs", "Which documents, calendars and log-ins does the partner need, and how are they reached?"),
        .. brief.Inputs.SelectMany(input => Missing(input.Access, $"inputs[{BriefTexts.Escape(input.Id)}].access", $"How does the partner get at \u201c{input.Name}\u201d?")),
        .. Missing(brief.CallTypes.Count > 0, "callTypes", "Which kinds of calls are there?"),
        .. brief.CallTypes.SelectMany(OfCallType),
        .. Missing(brief.Outcomes.Count > 0, "outcomes", "By which numbers will you see that the work is done well?"),
        .. brief.Outcomes.SelectMany(OfOutcome),
        .. Missing(brief.Hours is not null, "hours", "On which days and at which local times are calls answered, in which time zone?"),
        .. brief.Hours is { } hours ? OfHours(hours) : [],
        .. Missing(brief.Contacts.Count > 0, "contacts", "To whom do calls and messages go, and at which numbers?"),
        .. Missing(brief.OnCall is { Escalation.Count: > 0 }, "onCall.escalation", "Who is called when a call cannot wait, who is next, and how long is each waited for?"),
        .. Missing(brief.Responsibilities.Any(one => one.Kind == ResponsibilityKind.Accountable), "responsibilities", "Which one person answers for the result?"),
        .. Missing(brief.Responsibilities.Any(one => one.Kind == ResponsibilityKind.Responsible), "responsibilities", "Who does the work?"),
        .. Missing(brief.Volume is not null, "volume", "How many calls are expected, and how many in the busiest hour?"),
        .. Missing(brief.DataProtection is not null, "dataProtection", "Which data of callers is collected, for what, and when is it deleted?"),
        .. brief.DataProtection is { } protection ? OfProtection(protection) : [],
        .. Missing(brief.Limits is not null || brief.CallTypes.Any(type => type.Limits is not null), "limits", "What may the partner decide, and what must it never say or promise?"),
        .. Missing(brief.Examples.Any(example => example.Good), "examples", "What does a call that went well sound like?"),
        .. Missing(brief.Examples.Any(example => !example.Good), "examples", "What does a call that went wrong sound like?"),
        .. Missing(brief.ChangeLog.Any(change => change.Version == brief.Version), "changeLog", "What does this version change?"),
        .. Missing(brief.SignOffs.Any(one => one.Version == brief.Version), "signOffs", "Who agrees to this version, for the business and for the partner?"),
    ];

    private static IEnumerable<BriefGap> OfCallType(CallType type)
    {
        string place = $"callTypes[{BriefTexts.Escape(type.Id.Value)}]";
        return
        [
            .. Missing(type.Recognition.Count > 0, $"{place}.recognition", $"How is a call of the kind \u201c{type.Name}\u201d recognised?"),
            .. Missing(type.Actions.Count > 0, $"{place}.actions", $"What is done, in which order, on a call of the kind \u201c{type.Name}\u201d?"),
        ];
    }

    private static IEnumerable<BriefGap> OfOutcome(OutcomeMetric outcome)
    {
        string place = $"outcomes[{BriefTexts.Escape(outcome.Id)}]";
        return
        [
            .. Missing(outcome.Definition, $"{place}.definition", $"What does \u201c{outcome.Name}\u201d mean?"),
            .. Missing(outcome.Numerator, $"{place}.numerator", $"Which calls count towards \u201c{outcome.Name}\u201d?"),
            .. Missing(outcome.Denominator, $"{place}.denominator", $"Out of which calls is \u201c{outcome.Name}\u201d counted?"),
            .. Missing(outcome.Target is not null, $"{place}.target", $"Which value must \u201c{outcome.Name}\u201d reach?"),
            .. Missing(outcome.Window is not null, $"{place}.window", $"Over which time is \u201c{outcome.Name}\u201d counted?"),
            .. Missing(outcome.Source, $"{place}.source", $"From which records is \u201c{outcome.Name}\u201d counted?"),
        ];
    }

    private static IEnumerable<BriefGap> OfHours(ServiceHours hours) =>
    [
        .. Missing(hours.Weekly.Count > 0, "hours.weekly", "At which times of the week are calls answered?"),
        .. Missing(hours.OutOfHours is not null, "hours.outOfHours", "What happens to calls outside the hours?"),
    ];

    private static IEnumerable<BriefGap> OfProtection(DataProtection protection) =>
    [
        .. Missing(protection.RetentionDays is not null, "dataProtection.retentionDays", "After how many days does the partner delete the data?"),
        .. Missing(protection.Recording is not null, "dataProtection.recording", "Are calls recorded, and how does the caller agree?"),
    ];

    private static IEnumerable<BriefGap> Missing(string? text, string place, string question) => Missing(!string.IsNullOrWhiteSpace(text), place, question);

    private static IEnumerable<BriefGap> Missing(bool present, string place, string question) => present ? [] : [new BriefGap(place, question)];
}
