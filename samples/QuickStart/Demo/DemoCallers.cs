using Outsourcing;
using Outsourcing.Testing;

namespace QuickStart.Demo;

/// <summary>Who calls during the fortnight, and what each wants; the same callers on every run.</summary>
internal sealed class DemoCallers
{
    private DemoCallers(IReadOnlyList<CallScript> scripts, IReadOnlyDictionary<DateTimeOffset, string> wants)
    {
        Scripts = scripts;
        Wants = wants;
    }

    internal IReadOnlyList<CallScript> Scripts { get; }

    /// <summary>Gets what the caller of each call wants, by the call's start.</summary>
    internal IReadOnlyDictionary<DateTimeOffset, string> Wants { get; }

    internal static DemoCallers Of(PhoneNumber number, DateTimeOffset from)
    {
        Random random = new(20261102);
        List<CallScript> scripts = [];
        Dictionary<DateTimeOffset, string> wants = [];
        for (int day = 0; day < 14; day++)
        {
            DateTimeOffset morning = from.AddDays(day).AddHours(14);
            if (morning.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
            {
                continue;
            }

            for (int call = 0; call < 9; call++)
            {
                double kind = random.NextDouble();
                DateTimeOffset at = morning.AddMinutes((call * 47) + random.Next(40)).AddSeconds(random.Next(60));
                scripts.Add(new CallScript
                {
                    To = number,
                    From = PhoneNumber.Parse($"+1202555{random.Next(100, 200):0000}"),
                    StartedAt = at,
                    RingsFor = TimeSpan.FromSeconds(random.Next(3, 16)),
                    TalksFor = TimeSpan.FromSeconds(random.Next(50, 260)),
                    Answer = random.NextDouble() < 0.03 ? CallScriptAnswer.CallerHangsUp : CallScriptAnswer.Answered,
                });
                wants[at] = kind < 0.48 ? "new-enquiry" : kind < 0.8 ? "campaign-question" : "invoice-question";
            }
        }

        return new DemoCallers(scripts, wants);
    }
}
