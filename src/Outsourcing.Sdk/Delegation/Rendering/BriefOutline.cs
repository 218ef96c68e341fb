using System.Globalization;

namespace Outsourcing.Delegation;

/// <summary>Puts a brief into the order a reader needs; every format writes the same sections.</summary>
internal static class BriefOutline
{
    private const string Missing = "Not stated yet. Ask before the first call.";

    internal static IReadOnlyList<BriefSection> Of(DelegationBrief brief)
    {
        List<BriefSection> sections =
        [
            new("purpose", "What it is for", false, Purpose(brief)),
            new("call-types", "Which call is it?", false, Recognition(brief)),
        ];
        for (int i = 0; i < brief.CallTypes.Count; i++)
        {
            sections.Add(new(string.Create(CultureInfo.InvariantCulture, $"call-type-{i + 1}"), brief.CallTypes[i].Name, true, CallType(brief.CallTypes[i], brief)));
        }

        sections.Add(new("every-call", "Every call", true, EveryCall(brief)));
        sections.Add(new("outcomes", "What the work is judged by", false, Outcomes(brief)));
        sections.Add(new("hours", "Hours", false, Hours(brief.Hours)));
        sections.Add(new("on-call", "On call and escalation", false, OnCall(brief)));
        sections.Add(new("people", "People", false, People(brief)));
        sections.Add(new("inputs", "What you need from us", false, Inputs(brief)));
        sections.Add(new("volume", "How many calls to expect", false, Volume(brief.Volume)));
        sections.Add(new("data", "Data protection", false, Data(brief.DataProtection)));
        Optional(sections, "examples", "Examples", Examples(brief));
        Optional(sections, "glossary", "Words we use", [.. Rows("Words", ["Word", "Meaning"], brief.Glossary.Select(term => Row(term.Term, term.Meaning)))]);
        Optional(sections, "changes", "Changes", [.. Rows(
            "Changes",
            ["Version", "Date", "By", "What changed"],
            brief.ChangeLog.Select(change => Row(change.Version.ToString(CultureInfo.InvariantCulture), BriefWording.Date(change.On), change.By?.Value ?? "", change.Summary)))]);
        sections.Add(new("sign-off", "Sign-off", false, OrMissing(Rows(
            "Sign-off",
            ["Version", "By", "For", "At"],
            brief.SignOffs.Select(one => Row(one.Version.ToString(CultureInfo.InvariantCulture), one.By.Value, one.For ?? "", BriefWording.Moment(one.At)))))));
        return sections;
    }

    private static List<BriefBlock> Purpose(DelegationBrief brief) =>
    [
        new BriefBlock.Paragraph(brief.Purpose ?? Missing),
        new BriefBlock.Heading("When the work begins"),
        new BriefBlock.Paragraph(brief.Trigger ?? Missing),
        .. brief.Greeting is { } greeting ? (BriefBlock[])[new BriefBlock.Heading("How to answer"), new BriefBlock.Script(greeting)] : [],
    ];

    private static List<BriefBlock> Recognition(DelegationBrief brief) => OrMissing(Rows(
        "Call types",
        ["Call type", "How to recognise it", "Urgency", "Share of calls"],
        brief.CallTypes.Select(type => Row(
            type.Name,
            type.Recognition.Count == 0 ? "any other call" : string.Join(" / ", type.Recognition),
            type.Urgency?.Value ?? "",
            type.Share is { } share ? BriefWording.Share(share) : ""))));

    private static List<BriefBlock> CallType(CallType type, DelegationBrief brief)
    {
        List<BriefBlock> blocks = [];
        if (type.Urgency is { } urgency)
        {
            blocks.Add(new BriefBlock.Paragraph($"Urgency: {urgency.Value}"));
        }

        AddItems(blocks, "How to recognise it", type.Recognition);
        blocks.Add(new BriefBlock.Flow(type));
        if (type.Questions.Count > 0)
        {
            blocks.Add(new BriefBlock.Heading("Questions to ask, in this order"));
            blocks.AddRange(Rows("Questions", ["Question", "Answer", "Needed", "Why"], type.Questions.Select(question => Row(
                question.Text,
                BriefWording.Answer(question),
                question.Required ? "always" : "if the caller knows",
                question.Purpose ?? ""))));
        }

        blocks.Add(new BriefBlock.Heading("What to do, in this order"));
        blocks.Add(type.Actions.Count == 0
            ? new BriefBlock.Paragraph(Missing)
            : new BriefBlock.Items(true, [.. type.Actions.Select(action => BriefWording.Action(action, brief))]));
        AddKnowledge(blocks, type.Knowledge);
        AddLimits(blocks, type.Limits);
        AddItems(blocks, "Also", [.. brief.Clauses.Where(clause => clause.CallType == type.Id).Select(clause => clause.Text)]);
        return blocks;
    }

    private static List<BriefBlock> EveryCall(DelegationBrief brief)
    {
        List<BriefBlock> blocks = [];
        AddLimits(blocks, brief.Limits);
        AddKnowledge(blocks, brief.Knowledge);
        AddItems(blocks, "Also", [.. brief.Clauses.Where(clause => !brief.CallTypes.Any(type => type.Id == clause.CallType)).Select(clause => clause.Text)]);
        return OrMissing(blocks);
    }

    private static List<BriefBlock> Outcomes(DelegationBrief brief) => OrMissing(Rows(
        "Outcomes",
        ["Outcome", "Definition", "Counted", "Out of", "Target", "Source"],
        brief.Outcomes.Select(outcome => Row(
            outcome.Name,
            outcome.Definition ?? "",
            outcome.Numerator ?? "",
            outcome.Denominator ?? "",
            outcome.Target is { } target ? outcome.Window is { } window ? $"{BriefWording.Target(target)}, {BriefWording.Per(window)}" : BriefWording.Target(target) : "",
            outcome.Source ?? ""))));

    private static List<BriefBlock> Hours(ServiceHours? hours)
    {
        if (hours is null)
        {
            return OrMissing([]);
        }

        List<BriefBlock> blocks = [new BriefBlock.Paragraph($"All times are local times of {hours.TimeZone}.")];
        blocks.AddRange(Rows("Weekly hours", ["Day", "Hours"], Enumerable.Range(1, 7).Select(day => (DayOfWeek)(day % 7)).Select(day => Row(
            day.ToString(),
            hours.Weekly.Any(open => open.Day == day)
                ? string.Join(", ", hours.Weekly.Where(open => open.Day == day).OrderBy(open => open.From).Select(open => BriefWording.Hours(open.From, open.Until)))
                : "closed"))));
        blocks.AddRange(Rows("Holidays", ["Date", "Holiday", "Hours"], hours.Holidays.OrderBy(holiday => holiday.Date).Select(holiday => Row(
            BriefWording.Date(holiday.Date),
            holiday.Name,
            holiday is { From: { } from, Until: { } until } ? BriefWording.Hours(from, until) : "closed"))));
        blocks.Add(new BriefBlock.Paragraph(hours.OutOfHours is { } rule
            ? BriefWording.OutOfHours(rule.Kind) + (rule.Text is { } text ? $" {text}" : "")
            : $"Calls outside the hours: {Missing}"));
        return blocks;
    }

    private static List<BriefBlock> OnCall(DelegationBrief brief)
    {
        if (brief.OnCall is not { } schedule)
        {
            return OrMissing([]);
        }

        List<BriefBlock> blocks = [new BriefBlock.Paragraph($"All times are local times of {schedule.TimeZone}.")];
        blocks.AddRange(Rows("Turns", ["Rotation", "In turn", "Each turn", "From"], schedule.Rotations.Select(rotation => Row(
            rotation.Id,
            string.Join(", then ", rotation.Contacts.Select(contact => BriefWording.Contact(contact, brief))),
            BriefWording.Count(rotation.TurnDays, "day"),
            $"{BriefWording.Date(rotation.StartsOn)} {BriefWording.Time(rotation.HandoverAt)}"))));
        blocks.AddRange(Rows("Stand-ins", ["Who", "From", "Until", "Why"], schedule.Overrides.Select(one => Row(
            BriefWording.Contact(one.Contact, brief),
            BriefWording.Moment(one.From),
            BriefWording.Moment(one.Until),
            one.Reason ?? ""))));
        AddItems(
            blocks,
            "If nobody answers, in this order",
            [.. schedule.Escalation.Select(step => $"Call {BriefWording.Contact(step.Contact, brief)}{(step.Attempts > 1 ? $", {step.Attempts} times" : "")}; wait {BriefWording.Duration(step.Wait)} for an answer.")],
            ordered: true);
        return blocks;
    }

    private static List<BriefBlock> People(DelegationBrief brief) => OrMissing(
    [
        .. Rows("Responsibilities", ["Who", "Is", "For"], brief.Responsibilities.OrderByDescending(one => one.Kind).Select(one => Row(
            one.Party.Value,
            one.Kind.ToString().ToLowerInvariant(),
            one.For ?? "everything here"))),
        .. Rows("Contacts", ["Name", "Role", "Telephone, in this order", "E-mail", "If not reached"], brief.Contacts.Select(contact => Row(
            contact.Name.Value,
            contact.Role ?? "",
            string.Join(", ", contact.Numbers.Select(number => number.E164)),
            contact.Email?.Value ?? "",
            contact.Deputy is { } deputy ? BriefWording.Contact(deputy, brief) : ""))),
    ]);

    private static List<BriefBlock> Inputs(DelegationBrief brief) => OrMissing(Rows(
        "Inputs",
        ["What", "How to get at it", "From whom", "Available from"],
        brief.Inputs.Select(input => Row(
            input.Name,
            input.Access ?? "",
            input.ProvidedBy?.Value ?? "",
            input.AvailableFrom is { } from ? BriefWording.Date(from) : ""))));

    private static List<BriefBlock> Volume(ExpectedVolume? volume)
    {
        if (volume is null)
        {
            return OrMissing([]);
        }

        string range = volume.Range is { } interval ? $" (between {BriefWording.Number(interval.Lower)} and {BriefWording.Number(interval.Upper)})" : "";
        string[] facts =
        [
            $"{BriefWording.Number(volume.Calls)} calls {BriefWording.Per(volume.Per)}{range}.",
            .. volume.BusiestHour is { } busiest ? (string[])[$"{BriefWording.Number(busiest)} calls in the busiest hour."] : [],
            .. volume.AverageLength is { } length ? (string[])[$"A call lasts {BriefWording.Duration(length)} on average."] : [],
            .. volume.Source is { } source ? (string[])[$"Source: {source}"] : [],
        ];
        return [new BriefBlock.Items(false, facts)];
    }

    private static List<BriefBlock> Data(DataProtection? data)
    {
        if (data is null)
        {
            return OrMissing([]);
        }

        List<BriefBlock> blocks =
        [
            .. Rows("Data of callers", ["Data", "Used for", "Specially protected"], data.Fields.Select(field => Row(field.Name, field.Purpose ?? "", field.Sensitive ? "yes" : "no"))),
            new BriefBlock.Paragraph(data.RetentionDays is { } days ? $"Delete the data after {BriefWording.Count(days, "day")}." : $"When to delete the data: {Missing}"),
            new BriefBlock.Paragraph(data.Recording is { } consent ? BriefWording.Recording(consent) : $"Recording: {Missing}"),
        ];
        if (data.RecordingNotice is { } notice)
        {
            blocks.Add(new BriefBlock.Script(notice));
        }

        if (data.Rules is { } rules)
        {
            blocks.Add(new BriefBlock.Paragraph(rules));
        }

        return blocks;
    }

    private static List<BriefBlock> Examples(DelegationBrief brief)
    {
        List<BriefBlock> blocks = [];
        foreach (BriefExample example in brief.Examples)
        {
            string type = brief.CallTypes.FirstOrDefault(one => one.Id == example.CallType)?.Name is { } name ? $" ({name})" : "";
            blocks.Add(new BriefBlock.Heading((example.Good ? "Like this" : "Not like this") + type));
            blocks.Add(new BriefBlock.Script(example.Dialogue));
            if (example.Why is { } why)
            {
                blocks.Add(new BriefBlock.Paragraph($"Why: {why}"));
            }
        }

        return blocks;
    }

    private static void AddLimits(List<BriefBlock> blocks, AnswerLimits? limits)
    {
        if (limits is null)
        {
            return;
        }

        AddItems(blocks, "You may decide", limits.MayDecide);
        AddItems(blocks, "Never say", limits.MustNotSay);
        AddItems(blocks, "Never promise", limits.MustNotPromise);
        if (limits.SpendingAuthority is { } money)
        {
            blocks.Add(new BriefBlock.Paragraph($"You may grant or spend up to {money} per call."));
        }

        if (limits.MaximumLength is { } length)
        {
            blocks.Add(new BriefBlock.Paragraph($"A call lasts at most {BriefWording.Duration(length)}."));
        }
    }

    private static void AddKnowledge(List<BriefBlock> blocks, IReadOnlyList<KnowledgeItem> items)
    {
        if (items.Count > 0)
        {
            blocks.Add(new BriefBlock.Heading("If the caller asks"));
            blocks.AddRange(Rows("Questions of callers", ["The caller asks", "Answer"], items.Select(item => Row(item.Question, item.Answer))));
        }
    }

    private static void AddItems(List<BriefBlock> blocks, string title, IReadOnlyList<string> items, bool ordered = false)
    {
        if (items.Count > 0)
        {
            blocks.Add(new BriefBlock.Heading(title));
            blocks.Add(new BriefBlock.Items(ordered, items));
        }
    }

    private static void Optional(List<BriefSection> sections, string anchor, string title, List<BriefBlock> blocks)
    {
        if (blocks.Count > 0)
        {
            sections.Add(new(anchor, title, false, blocks));
        }
    }

    private static List<BriefBlock> OrMissing(IEnumerable<BriefBlock> blocks)
    {
        List<BriefBlock> all = [.. blocks];
        return all.Count > 0 ? all : [new BriefBlock.Paragraph(Missing)];
    }

    private static IEnumerable<BriefBlock> Rows(string caption, string[] columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        IReadOnlyList<string>[] all = [.. rows];
        return all.Length == 0 ? [] : [new BriefBlock.Table(caption, columns, all)];
    }

    private static string[] Row(params string[] cells) => cells;
}
