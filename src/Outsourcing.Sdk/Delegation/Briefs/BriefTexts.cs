using System.Globalization;

namespace Outsourcing.Delegation;

/// <summary>The one walk over the texts of a brief: what reads them and what replaces them see the same places.</summary>
internal sealed class BriefTexts(Func<BriefText, string> visit)
{
    internal DelegationBrief Map(DelegationBrief brief) => brief with
    {
        Title = Visit("title", BriefTextKind.Label, brief.Title),
        Purpose = Optional("purpose", BriefTextKind.Instruction, brief.Purpose),
        Trigger = Optional("trigger", BriefTextKind.Instruction, brief.Trigger),
        Greeting = Optional("greeting", BriefTextKind.Script, brief.Greeting),
        Inputs = Each("inputs", brief.Inputs, input => input.Id, (at, input) => input with
        {
            Name = Visit($"{at}.name", BriefTextKind.Label, input.Name),
            Access = Optional($"{at}.access", BriefTextKind.Instruction, input.Access),
        }),
        CallTypes = Each("callTypes", brief.CallTypes, type => type.Id.Value, CallType),
        Knowledge = Knowledge("knowledge", brief.Knowledge),
        Limits = Limits("limits", brief.Limits),
        Outcomes = Each("outcomes", brief.Outcomes, outcome => outcome.Id, (at, outcome) => outcome with
        {
            Name = Visit($"{at}.name", BriefTextKind.Label, outcome.Name),
            Definition = Optional($"{at}.definition", BriefTextKind.Definition, outcome.Definition),
            Numerator = Optional($"{at}.numerator", BriefTextKind.Definition, outcome.Numerator),
            Denominator = Optional($"{at}.denominator", BriefTextKind.Definition, outcome.Denominator),
            Source = Optional($"{at}.source", BriefTextKind.Definition, outcome.Source),
        }),
        Hours = brief.Hours is not { } hours ? null : hours with
        {
            Holidays = Each("hours.holidays", hours.Holidays, holiday => holiday.Date.ToString("O", CultureInfo.InvariantCulture), (at, holiday) => holiday with
            {
                Name = Visit($"{at}.name", BriefTextKind.Label, holiday.Name),
            }),
            OutOfHours = hours.OutOfHours is not { } rule ? null : rule with
            {
                Text = Optional("hours.outOfHours.text", BriefTextKind.Instruction, rule.Text),
            },
        },
        OnCall = brief.OnCall is not { } schedule ? null : schedule with
        {
            Overrides = Each("onCall.overrides", schedule.Overrides, one => one.Id, (at, one) => one with
            {
                Reason = Optional($"{at}.reason", BriefTextKind.Record, one.Reason),
            }),
        },
        Contacts = Each("contacts", brief.Contacts, contact => contact.Id.Value, (at, contact) => contact with
        {
            Role = Optional($"{at}.role", BriefTextKind.Label, contact.Role),
        }),
        Responsibilities = Each("responsibilities", brief.Responsibilities, null, (at, one) => one with
        {
            For = Optional($"{at}.for", BriefTextKind.Instruction, one.For),
        }),
        Volume = brief.Volume is not { } volume ? null : volume with
        {
            Source = Optional("volume.source", BriefTextKind.Definition, volume.Source),
        },
        DataProtection = brief.DataProtection is not { } protection ? null : protection with
        {
            Fields = Each("dataProtection.fields", protection.Fields, field => field.Name, (at, field) => field with
            {
                Purpose = Optional($"{at}.purpose", BriefTextKind.Definition, field.Purpose),
            }),
            RecordingNotice = Optional("dataProtection.recordingNotice", BriefTextKind.Script, protection.RecordingNotice),
            Rules = Optional("dataProtection.rules", BriefTextKind.Instruction, protection.Rules),
        },
        Clauses = Each("clauses", brief.Clauses, clause => clause.Id, (at, clause) => clause with
        {
            Text = Visit($"{at}.text", BriefTextKind.Instruction, clause.Text),
        }),
        Examples = Each("examples", brief.Examples, example => example.Id, (at, example) => example with
        {
            Dialogue = Visit($"{at}.dialogue", BriefTextKind.Example, example.Dialogue),
            Why = Optional($"{at}.why", BriefTextKind.Example, example.Why),
        }),
        Glossary = Each("glossary", brief.Glossary, term => term.Term, (at, term) => term with
        {
            Meaning = Visit($"{at}.meaning", BriefTextKind.Definition, term.Meaning),
        }),
        ChangeLog = Each("changeLog", brief.ChangeLog, null, (at, change) => change with
        {
            Summary = Visit($"{at}.summary", BriefTextKind.Record, change.Summary),
        }),
        SignOffs = Each("signOffs", brief.SignOffs, null, (at, one) => one with
        {
            For = Optional($"{at}.for", BriefTextKind.Record, one.For),
        }),
    };

    private CallType CallType(string place, CallType type) => type with
    {
        Name = Visit($"{place}.name", BriefTextKind.Label, type.Name),
        Recognition = Lines($"{place}.recognition", BriefTextKind.Instruction, type.Recognition),
        Questions = Each($"{place}.questions", type.Questions, question => question.Id, (at, question) => question with
        {
            Text = Visit($"{at}.text", BriefTextKind.Script, question.Text),
            Choices = Lines($"{at}.choices", BriefTextKind.Label, question.Choices),
            Purpose = Optional($"{at}.purpose", BriefTextKind.Definition, question.Purpose),
        }),
        Actions = Each($"{place}.actions", type.Actions, null, (at, action) => action with
        {
            When = Optional($"{at}.when", BriefTextKind.Instruction, action.When),
            Via = Optional($"{at}.via", BriefTextKind.Label, action.Via),
            Calendar = Optional($"{at}.calendar", BriefTextKind.Label, action.Calendar),
            Text = Optional($"{at}.text", action.Kind == CallActionKind.Instruct ? BriefTextKind.Instruction : BriefTextKind.Script, action.Text),
        }),
        Knowledge = Knowledge($"{place}.knowledge", type.Knowledge),
        Limits = Limits($"{place}.limits", type.Limits),
    };

    private IReadOnlyList<KnowledgeItem> Knowledge(string place, IReadOnlyList<KnowledgeItem> items) => Each(place, items, null, (at, item) => item with
    {
        Question = Visit($"{at}.question", BriefTextKind.Example, item.Question),
        Answer = Visit($"{at}.answer", BriefTextKind.Script, item.Answer),
    });

    private AnswerLimits? Limits(string place, AnswerLimits? limits) => limits is null ? null : limits with
    {
        MayDecide = Lines($"{place}.mayDecide", BriefTextKind.Instruction, limits.MayDecide),
        MustNotSay = Lines($"{place}.mustNotSay", BriefTextKind.Prohibition, limits.MustNotSay),
        MustNotPromise = Lines($"{place}.mustNotPromise", BriefTextKind.Prohibition, limits.MustNotPromise),
    };

    private IReadOnlyList<string> Lines(string place, BriefTextKind kind, IReadOnlyList<string> texts) =>
        Each(place, texts, null, (at, text) => Visit(at, kind, text));

    private static IReadOnlyList<T> Each<T>(string place, IReadOnlyList<T> items, Func<T, string>? key, Func<string, T, T> map)
    {
        if (items.Count == 0)
        {
            return items;
        }

        T[] mapped = new T[items.Count];
        bool changed = false;
        for (int i = 0; i < mapped.Length; i++)
        {
            string at = key is null ? string.Create(CultureInfo.InvariantCulture, $"{place}[{i}]") : $"{place}[{Escape(key(items[i]))}]";
            mapped[i] = map(at, items[i]);
            changed |= !EqualityComparer<T>.Default.Equals(mapped[i], items[i]);
        }

        return changed ? mapped : items;
    }

    private string? Optional(string place, BriefTextKind kind, string? text) => text is null ? null : Visit(place, kind, text);

    private string Visit(string place, BriefTextKind kind, string text) => visit(new BriefText(BriefPlace.From(place), kind, text));

    internal static string Escape(string key) => key.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("]", "\\]", StringComparison.Ordinal);
}
