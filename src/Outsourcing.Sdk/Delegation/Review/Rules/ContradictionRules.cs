namespace Outsourcing.Delegation;

/// <summary>What in a brief contradicts itself, apart from its times.</summary>
internal static class ContradictionRules
{
    internal static IEnumerable<ReviewFinding> Review(DelegationBrief brief) =>
        Targets(brief).Concat(Contacts(brief)).Concat(CallTypes(brief)).Concat(Routes(brief)).Concat(Limits(brief)).Concat(Recording(brief));

    private static IEnumerable<ReviewFinding> Targets(DelegationBrief brief)
    {
        foreach (IGrouping<object, OutcomeMetric> same in brief.Outcomes.Where(metric => metric.Target is not null).GroupBy(Identity))
        {
            OutcomeMetric[] metrics = [.. same];
            for (int index = 1; index < metrics.Length; index++)
            {
                if (metrics[index].Target != metrics[0].Target && !IsBand(metrics[0].Target!, metrics[index].Target!))
                {
                    yield return ReviewRules.Finding(ReviewRules.TwoTargets, Place(metrics[index]), $"“{metrics[index].Name}” and “{metrics[0].Name}” set two targets for one thing.", "Keep one target, or say which calls each is for.");
                }
            }
        }

        foreach (OutcomeMetric metric in brief.Outcomes)
        {
            if (metric is { Target: { Unit: "1" } target } && IsEmpty(target))
            {
                yield return ReviewRules.Finding(ReviewRules.ImpossibleTarget, Place(metric), FormattableString.Invariant($"A share is between 0 and 1; the target of “{metric.Name}” is {target.Value}."), "Write 80 % as 0.8.");
            }

            if (metric.CallType is { } type && brief.CallTypes.All(known => known.Id != type))
            {
                yield return ReviewRules.Finding(ReviewRules.UnknownCallType, Place(metric), $"“{metric.Name}” is counted for the call type '{type}', which does not exist.", "Name a call type of the brief.");
            }
        }

        TimeSpan? promised = brief.Outcomes.Where(metric => metric.Measure == MetricMeasure.MessageDeliveredWithin && metric.CallType is null).Min(metric => metric.Within);
        foreach ((CallType type, int index, CallAction action) in Actions(brief))
        {
            TimeSpan? allowed = brief.Outcomes.Where(metric => metric.Measure == MetricMeasure.MessageDeliveredWithin && metric.CallType == type.Id).Min(metric => metric.Within) ?? promised;
            if (action.Kind == CallActionKind.TakeMessage && action.Within > allowed)
            {
                yield return ReviewRules.Finding(ReviewRules.DeadlineAgainstTarget, Place(type, index), $"The message may take {action.Within}, the target counts {allowed}.", "Give the action the time of the target, or the target the time of the action.");
            }
        }
    }

    private static IEnumerable<ReviewFinding> Contacts(DelegationBrief brief)
    {
        Dictionary<ContactId, BriefContact> known = brief.Contacts.ToDictionary(contact => contact.Id);
        foreach ((CallType type, int index, CallAction action) in Actions(brief))
        {
            string place = Place(type, index);
            if (action.Contact is { } contact && !known.ContainsKey(contact))
            {
                yield return Unknown(place, contact);
            }
            else if (action.Kind == CallActionKind.Transfer && action.Contact is { } target && known[target].Numbers.Count == 0)
            {
                yield return ReviewRules.Finding(ReviewRules.NoNumber, place, $"The contact '{target}' has no telephone number.", "Add the number to the contact, or transfer to somebody else.");
            }

            if (Incomplete(action) is { } missing)
            {
                yield return ReviewRules.Finding(ReviewRules.ActionIncomplete, place, $"The action '{action.Kind}' does not say {missing}.", $"Say {missing}.");
            }
        }

        foreach ((string place, ContactId contact) in References(brief).Where(reference => !known.ContainsKey(reference.Contact)))
        {
            yield return Unknown(place, contact);
        }
    }

    private static string? Incomplete(CallAction action) =>
        action.Kind == CallActionKind.Transfer && action.Contact is null ? "to whom"
        : action.Kind == CallActionKind.TakeMessage && action.Contact is null ? "for whom"
        : action.Kind == CallActionKind.TakeMessage && action.Within is null ? "by when the message is passed on"
        : action.Kind == CallActionKind.Route && action.CallType is null ? "which call type to go on with"
        : action.Kind == CallActionKind.Schedule && action.Calendar is null ? "into which calendar"
        : (action.Kind == CallActionKind.TextCaller || action.Kind == CallActionKind.Instruct) && string.IsNullOrWhiteSpace(action.Text) ? "the words"
        : null;

    private static IEnumerable<(string Place, ContactId Contact)> References(DelegationBrief brief)
    {
        foreach (BriefContact contact in brief.Contacts.Where(contact => contact.Deputy is not null))
        {
            yield return ($"contacts[{BriefTexts.Escape(contact.Id.Value)}]", contact.Deputy!.Value);
        }

        for (int index = 0; index < brief.Responsibilities.Count; index++)
        {
            if (brief.Responsibilities[index].Contact is { } contact)
            {
                yield return (FormattableString.Invariant($"responsibilities[{index}]"), contact);
            }
        }

        if (brief.OnCall is not { } schedule)
        {
            yield break;
        }

        foreach (OnCallRotation rotation in schedule.Rotations)
        {
            foreach (ContactId contact in rotation.Contacts)
            {
                yield return ($"onCall.rotations[{BriefTexts.Escape(rotation.Id)}]", contact);
            }
        }

        foreach (OnCallOverride one in schedule.Overrides)
        {
            yield return ($"onCall.overrides[{BriefTexts.Escape(one.Id)}]", one.Contact);
        }

        for (int index = 0; index < schedule.Escalation.Count; index++)
        {
            if (schedule.Escalation[index].Contact is { } contact)
            {
                yield return (FormattableString.Invariant($"onCall.escalation[{index}]"), contact);
            }
        }
    }

    private static IEnumerable<ReviewFinding> CallTypes(DelegationBrief brief)
    {
        foreach (CallType type in brief.CallTypes)
        {
            foreach (IntakeQuestion question in type.Questions)
            {
                string place = $"{Place(type)}.questions[{BriefTexts.Escape(question.Id)}]";
                if (question.Answer == AnswerKind.Choice && question.Choices.Count < 2)
                {
                    yield return ReviewRules.Finding(ReviewRules.ChoiceWithoutChoices, place, $"The question asks for a choice and offers {question.Choices.Count}.", "List at least two choices, or ask for text.");
                }
                else if (question.Answer != AnswerKind.Choice && question.Choices.Count > 0)
                {
                    yield return ReviewRules.Finding(ReviewRules.ChoicesNotUsed, place, $"The answer is '{question.Answer}', so the {question.Choices.Count} choices are not used.", "Make it a choice, or drop the choices.");
                }
            }
        }

        double share = brief.CallTypes.Sum(type => type.Share ?? 0);
        if (share > 1 + 1e-9)
        {
            yield return ReviewRules.Finding(ReviewRules.Shares, "callTypes", FormattableString.Invariant($"The shares of the call types add up to {share:P0}."), "Let them add up to at most 100 %.");
        }

        // A type whose every sign stands under an earlier type already is never recognised.
        for (int index = 1; index < brief.CallTypes.Count; index++)
        {
            CallType type = brief.CallTypes[index];
            CallType? earlier = type.Recognition.Count == 0 ? null : brief.CallTypes.Take(index).FirstOrDefault(before => type.Recognition.All(sign => before.Recognition.Any(other => Same(sign, other))));
            bool routed = brief.CallTypes.Any(other => other.Id != type.Id && other.Actions.Any(action => action.CallType == type.Id));
            if (earlier is not null && !routed)
            {
                yield return ReviewRules.Finding(ReviewRules.UnreachableCallType, Place(type), $"Every sign of “{type.Name}” is one of “{earlier.Name}”, which comes first.", "Give it a sign of its own, or join the two.");
            }
        }
    }

    private static IEnumerable<ReviewFinding> Routes(DelegationBrief brief)
    {
        Dictionary<CallTypeId, CallType> known = brief.CallTypes.ToDictionary(type => type.Id);
        foreach ((CallType type, int index, CallAction action) in Actions(brief))
        {
            if (action.CallType is { } next && !known.ContainsKey(next))
            {
                yield return ReviewRules.Finding(ReviewRules.UnknownCallType, Place(type, index), $"There is no call type '{next}'.", "Route to a call type of the brief.");
            }

            bool afterLast = type.Actions.Take(index).Any(before => before.When is null && (before.Kind == CallActionKind.Route || before.Kind == CallActionKind.Voicemail));
            if (afterLast)
            {
                yield return ReviewRules.Finding(ReviewRules.UnreachableAction, Place(type, index), "An action before it always hands the call on.", "Move it before that action, give that action a condition, or drop it.");
            }
        }

        foreach (BriefClause clause in brief.Clauses.Where(clause => clause.CallType is { } id && !known.ContainsKey(id)))
        {
            yield return ReviewRules.Finding(ReviewRules.UnknownCallType, $"clauses[{BriefTexts.Escape(clause.Id)}]", $"The clause is for the call type '{clause.CallType}', which does not exist.", "Name a call type of the brief.");
        }

        foreach (CallType start in brief.CallTypes)
        {
            List<CallTypeId> path = [start.Id];
            for (CallTypeId? next = Unconditional(start); next is { } id && known.TryGetValue(id, out CallType? type); next = Unconditional(type))
            {
                if (id == start.Id)
                {
                    yield return ReviewRules.Finding(ReviewRules.RouteCycle, Place(start), $"Calls go round: {string.Join(" -> ", path.Append(id))}.", "Let one of the types finish the call.");
                    break;
                }

                if (path.Contains(id))
                {
                    break;
                }

                path.Add(id);
            }
        }

        static CallTypeId? Unconditional(CallType type) => type.Actions.FirstOrDefault(action => action.Kind == CallActionKind.Route && action.When is null)?.CallType;
    }

    private static IEnumerable<ReviewFinding> Limits(DelegationBrief brief)
    {
        string[] forbidden = brief.Limits is { } all ? [.. all.MustNotSay, .. all.MustNotPromise] : [];
        foreach ((string place, AnswerLimits? limits) in brief.CallTypes.Select(type => ($"{Place(type)}.limits", type.Limits)).Prepend(("limits", brief.Limits)))
        {
            if (limits is null)
            {
                continue;
            }

            for (int index = 0; index < limits.MayDecide.Count; index++)
            {
                if (forbidden.Concat(limits.MustNotSay).Concat(limits.MustNotPromise).Any(text => Same(text, limits.MayDecide[index])))
                {
                    yield return ReviewRules.Finding(ReviewRules.AllowedAndForbidden, FormattableString.Invariant($"{place}.mayDecide[{index}]"), "It is allowed here and forbidden elsewhere.", "Keep one of the two.");
                }
            }

            if (place != "limits" && limits.MaximumLength > brief.Limits?.MaximumLength)
            {
                yield return ReviewRules.Finding(ReviewRules.LengthLimits, place, $"The call type allows {limits.MaximumLength}, any call {brief.Limits!.MaximumLength}.", "Raise the limit for all calls, or lower this one.");
            }
        }
    }

    private static IEnumerable<ReviewFinding> Recording(DelegationBrief brief)
    {
        if (brief.DataProtection is { Recording: { } recording } protection && recording != RecordingConsent.None && !RequiredRules.Says(protection.RecordingNotice))
        {
            yield return ReviewRules.Finding(ReviewRules.RecordingNotice, "dataProtection", "Calls are recorded, and no words announce it.", "Write the words that are said before the recording starts.");
        }
    }

    private static object Identity(OutcomeMetric metric) =>
        metric.Measure is { } measure ? (measure, metric.CallType, metric.Within, metric.Disposition?.ToUpperInvariant()) : (metric.Name.Trim().ToUpperInvariant(), metric.CallType);

    // "At least 20, at most 60" is one band, not two targets.
    private static bool IsBand(MetricTarget one, MetricTarget other)
    {
        bool opposite = (one.Comparison is Comparison.AtLeast or Comparison.Above) != (other.Comparison is Comparison.AtLeast or Comparison.Above);
        (MetricTarget low, MetricTarget high) = one.Comparison is Comparison.AtLeast or Comparison.Above ? (one, other) : (other, one);
        return opposite && one.Unit == other.Unit && low.Value < high.Value;
    }

    private static bool IsEmpty(MetricTarget target) => target.Comparison switch
    {
        Comparison.AtLeast => target.Value is > 1 or <= 0,
        Comparison.Above => target.Value is >= 1 or < 0,
        Comparison.AtMost => target.Value is >= 1 or < 0,
        _ => target.Value is > 1 or <= 0,
    };

    private static IEnumerable<(CallType Type, int Index, CallAction Action)> Actions(DelegationBrief brief) =>
        brief.CallTypes.SelectMany(type => type.Actions.Select((action, index) => (type, index, action)));

    private static bool Same(string left, string right) => string.Equals(left.Trim().TrimEnd('.'), right.Trim().TrimEnd('.'), StringComparison.OrdinalIgnoreCase);

    private static string Place(OutcomeMetric metric) => $"outcomes[{BriefTexts.Escape(metric.Id)}]";

    private static string Place(CallType type) => $"callTypes[{BriefTexts.Escape(type.Id.Value)}]";

    private static string Place(CallType type, int action) => FormattableString.Invariant($"callTypes[{BriefTexts.Escape(type.Id.Value)}].actions[{action}]");

    private static ReviewFinding Unknown(string place, ContactId contact) =>
        ReviewRules.Finding(ReviewRules.UnknownContact, place, $"There is no contact '{contact}'.", "Add the contact with a number, or name one of the brief.");
}
