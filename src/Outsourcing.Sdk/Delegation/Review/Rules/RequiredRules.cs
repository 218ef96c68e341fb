namespace Outsourcing.Delegation;

/// <summary>What every brief must say: one rule per element, one finding per place it is missing at.</summary>
internal static class RequiredRules
{
    private static readonly string[] Codes =
    [
        ReviewRules.Purpose, ReviewRules.Trigger, ReviewRules.Inputs, ReviewRules.CallTypes, ReviewRules.Recognition, ReviewRules.Actions, ReviewRules.Fallback,
        ReviewRules.Outcome, ReviewRules.MetricComplete, ReviewRules.Accountable, ReviewRules.Responsible, ReviewRules.Escalation, ReviewRules.Contacts,
        ReviewRules.Hours, ReviewRules.OutOfHours, ReviewRules.Volume, ReviewRules.Limits, ReviewRules.DataProtection, ReviewRules.Examples,
        ReviewRules.ChangeLog, ReviewRules.SignOff,
    ];

    internal static IReadOnlyList<RequiredElement> Elements(List<ReviewFinding> findings) => ValueList.Copy(Codes.Select(code => new RequiredElement
    {
        Code = code,
        Name = ReviewRules.Of(code).Title["required: ".Length..],
        Passed = !findings.Exists(finding => finding.Code == code),
        Indispensable = code is ReviewRules.Outcome or ReviewRules.MetricComplete or ReviewRules.Accountable or ReviewRules.Responsible or ReviewRules.Escalation,
    }));

    internal static IEnumerable<ReviewFinding> Review(DelegationBrief brief) =>
        Frame(brief).Concat(CallTypes(brief)).Concat(Outcomes(brief)).Concat(People(brief)).Concat(Times(brief)).Concat(Protection(brief)).Concat(Records(brief));

    /// <summary>Tells whether a text says something; a blank alone does not, unless it quotes what stood there.</summary>
    internal static bool Says(string? text) =>
        text is not null && Tokenizer.Cut(text).Exists(token => token.Kind is TokenKind.Word or TokenKind.Number or TokenKind.Quoted or TokenKind.Address
            || (token.Kind == TokenKind.Blank && text.AsSpan(token.Start, token.Length).Contains('“')));

    private static IEnumerable<ReviewFinding> Frame(DelegationBrief brief)
    {
        if (!Says(brief.Purpose))
        {
            yield return Missing(ReviewRules.Purpose, "purpose", "The brief does not say what the business wants to reach.", "Say in one sentence what is better for the business when the calls are answered by this brief.");
        }

        if (!Says(brief.Trigger))
        {
            yield return Missing(ReviewRules.Trigger, "trigger", "The brief does not say which calls it is about.", "Say what starts the work, such as: a call to the main number that is not answered within 3 rings.");
        }

        if (brief.Inputs.Count == 0)
        {
            yield return Missing(ReviewRules.Inputs, "inputs", "The brief names nothing the one who answers is given.", "List the calendar, lists and log-ins they work with, and how to get at each.");
        }

        foreach (BriefInput input in brief.Inputs.Where(input => !Says(input.Access)))
        {
            yield return Missing(ReviewRules.Inputs, $"inputs[{BriefTexts.Escape(input.Id)}]", $"Nobody knows how to get at “{input.Name}”.", "Say where it is and who grants the access.");
        }
    }

    private static IEnumerable<ReviewFinding> CallTypes(DelegationBrief brief)
    {
        if (brief.CallTypes.Count == 0)
        {
            yield return Missing(ReviewRules.CallTypes, "callTypes", "The brief names no kind of call.", "Describe at least the most frequent kind of call: how to recognise it, what to ask, what to do.");
        }

        foreach (CallType type in brief.CallTypes)
        {
            string place = $"callTypes[{BriefTexts.Escape(type.Id.Value)}]";
            if (!type.Recognition.Any(Says))
            {
                yield return Missing(ReviewRules.Recognition, place, $"Nobody can tell when a call is “{type.Name}”.", "Give a sign by which it is recognised, in the caller's words.");
            }

            if (type.Actions.Count == 0)
            {
                yield return Missing(ReviewRules.Actions, place, $"Nothing is done on a call of the type “{type.Name}”.", "List what is done, in order.");
            }
            else if (type.Actions.All(action => action.When is not null))
            {
                yield return Missing(ReviewRules.Fallback, place, $"Every action on “{type.Name}” has a condition.", "Add a last action that is taken when no condition holds, such as taking a message.");
            }
        }
    }

    private static IEnumerable<ReviewFinding> Outcomes(DelegationBrief brief)
    {
        if (brief.Outcomes.Count == 0)
        {
            yield return Missing(ReviewRules.Outcome, "outcomes", "The brief does not say by what the work is judged.", "Add at least one outcome with what is counted, out of what, the target, the window and the source.");
        }

        foreach (OutcomeMetric metric in brief.Outcomes)
        {
            string[] missing = [.. new (string Name, bool Said)[]
            {
                ("definition", Says(metric.Definition)),
                ("numerator", Says(metric.Numerator)),
                ("denominator", Says(metric.Denominator)),
                ("target", metric.Target is not null),
                ("window", metric.Window is not null),
                ("source", Says(metric.Source)),
            }.Where(part => !part.Said).Select(part => part.Name)];
            if (missing.Length > 0)
            {
                yield return Missing(ReviewRules.MetricComplete, $"outcomes[{BriefTexts.Escape(metric.Id)}]", $"The outcome “{metric.Name}” has no {string.Join(", no ", missing)}.", $"Add the {string.Join(", the ", missing)}.");
            }
        }
    }

    private static IEnumerable<ReviewFinding> People(DelegationBrief brief)
    {
        if (!brief.Responsibilities.Any(one => one is { Kind: ResponsibilityKind.Accountable, For: null }))
        {
            yield return Missing(ReviewRules.Accountable, "responsibilities", "Nobody answers for the result as a whole.", "Name exactly one accountable party for the whole brief.");
        }

        if (!brief.Responsibilities.Any(one => one.Kind == ResponsibilityKind.Responsible))
        {
            yield return Missing(ReviewRules.Responsible, "responsibilities", "Nobody is told to do the work.", "Name at least one responsible party.");
        }

        if (brief.OnCall is not { Escalation.Count: > 0 })
        {
            yield return Missing(ReviewRules.Escalation, "onCall.escalation", "The brief does not say who is tried, and for how long, when nobody answers.", "Add escalation steps: a contact and how long to wait before the next.");
        }

        if (brief.Contacts.Count == 0)
        {
            yield return Missing(ReviewRules.Contacts, "contacts", "The brief names nobody of the business.", "Add the people calls and messages go to, with numbers or addresses.");
        }

        foreach (BriefContact contact in brief.Contacts.Where(contact => contact.Numbers.Count == 0 && contact.Email is null))
        {
            yield return Missing(ReviewRules.Contacts, $"contacts[{BriefTexts.Escape(contact.Id.Value)}]", $"The contact '{contact.Id}' cannot be reached.", "Add a telephone number or an e-mail address.");
        }
    }

    private static IEnumerable<ReviewFinding> Times(DelegationBrief brief)
    {
        if (brief.Hours is not { Weekly.Count: > 0 })
        {
            yield return Missing(ReviewRules.Hours, "hours", "The brief does not say when calls are answered.", "Add the hours of an ordinary week and their time zone.");
        }

        if (brief.Hours?.OutOfHours is null)
        {
            yield return Missing(ReviewRules.OutOfHours, "hours.outOfHours", "The brief does not say what happens outside the hours.", "Say whether a message is taken, the on-call contact is called, or the hours are announced.");
        }

        if (brief.Volume is null)
        {
            yield return Missing(ReviewRules.Volume, "volume", "The brief does not say how many calls to expect.", "Add the calls per week from the call log, and the busiest hour.");
        }
    }

    private static IEnumerable<ReviewFinding> Protection(DelegationBrief brief)
    {
        bool limited = brief.CallTypes.Select(type => type.Limits).Append(brief.Limits)
            .Any(limits => limits is not null && (limits.MayDecide.Count + limits.MustNotSay.Count + limits.MustNotPromise.Count > 0 || limits.SpendingAuthority is not null));
        if (!limited)
        {
            yield return Missing(ReviewRules.Limits, "limits", "The brief sets no limits.", "Say what may be decided without asking, and what is never said or promised.");
        }

        string[] missing = [.. new (string Name, bool Said)[]
        {
            ("fields", brief.DataProtection is { Fields.Count: > 0 }),
            ("retention", brief.DataProtection?.RetentionDays is not null),
            ("recording consent", brief.DataProtection?.Recording is not null),
        }.Where(part => !part.Said).Select(part => part.Name)];
        if (missing.Length > 0)
        {
            yield return Missing(ReviewRules.DataProtection, "dataProtection", $"On data protection, the brief does not state {string.Join(", ", missing)}.", "Say which personal data calls collect, how many days it is kept, and whether and how calls are recorded.");
        }
    }

    private static IEnumerable<ReviewFinding> Records(DelegationBrief brief)
    {
        bool good = brief.Examples.Any(example => example.Good);
        bool bad = brief.Examples.Any(example => !example.Good);
        if (!good || !bad)
        {
            yield return Missing(ReviewRules.Examples, "examples", $"The brief shows no {(good ? "bad" : bad ? "good" : "good and no bad")} example.", "Add a short call as it should go, and one as it should not, and why.");
        }

        if (!brief.ChangeLog.Any(change => change.Version == brief.Version))
        {
            yield return Missing(ReviewRules.ChangeLog, "changeLog", $"The change log has no entry for version {brief.Version}.", "Say what the version changed, and why.");
        }

        if (!brief.SignOffs.Any(one => one.Version == brief.Version))
        {
            yield return Missing(ReviewRules.SignOff, "signOffs", $"Nobody has signed off version {brief.Version}.", "Have the business and the partner agree to the version.");
        }
    }

    private static ReviewFinding Missing(string code, string place, string message, string suggestion) => ReviewRules.Finding(code, place, message, suggestion);
}
