using System.Globalization;
using System.Text;

namespace Outsourcing.Delegation;

/// <summary>Writes the questions of a quiz. A question is asked only when its wrong answers are wrong for certain.</summary>
internal sealed class QuizWriter(DelegationBrief brief, int seed)
{
    private const int MostChoices = 4;
    private int _number;

    internal IEnumerable<QuizItem> Items() =>
    [
        .. brief.CallTypes.SelectMany(Recognition),
        .. brief.CallTypes.SelectMany(FirstAction),
        .. brief.CallTypes.SelectMany(RequiredQuestions),
        .. Prohibitions("limits", brief.Limits, "on any call"),
        .. brief.CallTypes.SelectMany(type => Prohibitions($"{Place(type)}.limits", type.Limits, $"on a call of the kind \u201c{type.Name}\u201d")),
        .. brief.Outcomes.SelectMany(Target),
        .. LongestCall(),
        .. Escalation(),
        .. Holidays(),
    ];

    private IEnumerable<QuizItem> Recognition(CallType type)
    {
        IEnumerable<string> others = brief.CallTypes.Where(other => other.Id != type.Id && !other.Recognition.Intersect(type.Recognition).Any()).Select(other => other.Name);
        return type.Recognition.SelectMany((sign, index) =>
            Item($"{Place(type)}.recognition[{index}]", $"Which kind of call is it? {sign}", type.Name, others));
    }

    private IEnumerable<QuizItem> FirstAction(CallType type) => type.Actions.Count == 0
        ? []
        : Item(
            $"{Place(type)}.actions[0]",
            $"What do you do first on a call of the kind \u201c{type.Name}\u201d, after your questions?",
            BriefWording.Action(type.Actions[0], brief),
            brief.CallTypes.SelectMany(other => other.Actions).Where(action => action != type.Actions[0]).Select(action => BriefWording.Action(action, brief)));

    private IEnumerable<QuizItem> RequiredQuestions(CallType type)
    {
        IEnumerable<string> foreign = brief.CallTypes
            .SelectMany(other => other.Questions)
            .Where(question => type.Questions.All(own => own.Text != question.Text))
            .Select(question => question.Text);
        return type.Questions.Where(question => question.Required).SelectMany(question => Item(
            $"{Place(type)}.questions[{BriefTexts.Escape(question.Id)}]",
            $"Which of these do you always ask on a call of the kind \u201c{type.Name}\u201d?",
            question.Text,
            foreign));
    }

    private IEnumerable<QuizItem> Prohibitions(string place, AnswerLimits? limits, string where)
    {
        if (limits is null)
        {
            return [];
        }

        string[] allowed = [.. limits.MayDecide, .. brief.Knowledge.Select(item => $"To \u201c{item.Question}\u201d: {item.Answer}")];
        return
        [
            .. limits.MustNotPromise.SelectMany((promise, index) => Item($"{place}.mustNotPromise[{index}]", $"What do you never promise {where}?", promise, allowed)),
            .. limits.MustNotSay.SelectMany((words, index) => Item($"{place}.mustNotSay[{index}]", $"What do you never say {where}?", words, allowed)),
        ];
    }

    private IEnumerable<QuizItem> Target(OutcomeMetric outcome)
    {
        if (outcome.Target is not { } target)
        {
            return [];
        }

        double[] factors = target.Unit == "1" && target.Value > 0.55 ? [0.5, 0.75, 0.9] : [0.5, 1.5, 2];
        return Item(
            $"outcomes[{BriefTexts.Escape(outcome.Id)}].target",
            $"What must \u201c{outcome.Name}\u201d reach?",
            BriefWording.Target(target),
            factors.Select(factor => BriefWording.Target(target with { Value = Math.Round(target.Value * factor, 4) })));
    }

    private IEnumerable<QuizItem> LongestCall() => brief.Limits?.MaximumLength is not { } length || length < TimeSpan.FromMinutes(1)
        ? []
        : Item("limits.maximumLength", "How long does a call last at most?", BriefWording.Duration(length), new[] { 0.5, 2, 3 }.Select(factor => BriefWording.Duration(TimeSpan.FromSeconds(Math.Round(length.TotalSeconds * factor)))));

    private IEnumerable<QuizItem> Escalation() => brief.OnCall?.Escalation.Select((step, index) => (step, index)).SelectMany(at => Item(
        $"onCall.escalation[{at.index}]",
        at.index == 0 ? "Something cannot wait. Whom do you call first?" : string.Create(CultureInfo.InvariantCulture, $"Nobody answered the first {at.index} step(s) of the escalation. Whom do you call next?"),
        BriefWording.Contact(at.step.Contact, brief),
        brief.Contacts.Select(contact => BriefWording.Contact(contact.Id, brief)).Append(BriefWording.Contact(null, brief)))) ?? [];

    private IEnumerable<QuizItem> Holidays() => brief.Hours?.Holidays.SelectMany(holiday => Item(
        $"hours.holidays[{BriefWording.Date(holiday.Date)}]",
        $"Until when are calls answered on {BriefWording.Date(holiday.Date)} ({holiday.Name})?",
        holiday.Until is { } until && holiday.From is not null ? $"until {BriefWording.Time(until)}" : "not at all",
        brief.Hours.Weekly.Where(open => open.Day == holiday.Date.DayOfWeek).Select(open => $"until {BriefWording.Time(open.Until)}").Append("not at all"))) ?? [];

    private IEnumerable<QuizItem> Item(string place, string question, string right, IEnumerable<string> wrong)
    {
        string id = string.Create(CultureInfo.InvariantCulture, $"q{++_number}");
        string[] others = [.. wrong.Where(choice => choice != right).Distinct(StringComparer.Ordinal).OrderBy(choice => Rank(id, choice)).Take(MostChoices - 1)];
        if (others.Length == 0)
        {
            return [];
        }

        string[] choices = [.. others.Append(right).OrderBy(choice => Rank(place, choice))];
        return [new() { Id = id, Place = BriefPlace.From(place), Question = question, Choices = choices, Right = Array.IndexOf(choices, right) }];
    }

    /// <summary>An order that looks random, is the same everywhere, and changes with the seed.</summary>
    private ulong Rank(string salt, string choice) => Fnv1a(string.Create(CultureInfo.InvariantCulture, $"{seed}\n{salt}\n{choice}"));

    private static ulong Fnv1a(string text)
    {
        ulong hash = 14_695_981_039_346_656_037;
        foreach (byte b in Encoding.UTF8.GetBytes(text))
        {
            hash = unchecked((hash ^ b) * 1_099_511_628_211);
        }

        // FNV's last characters hardly reach its high bits, which order sorts by.
        return unchecked((hash ^ (hash >> 32)) * 0x9E37_79B9_7F4A_7C15);
    }

    private static string Place(CallType type) => $"callTypes[{BriefTexts.Escape(type.Id.Value)}]";
}
