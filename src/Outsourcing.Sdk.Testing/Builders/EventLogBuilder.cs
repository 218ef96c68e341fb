using System.Globalization;
using Outsourcing.Processes;

namespace Outsourcing.Testing;

/// <summary>Makes an activity log from the ways its cases go; the same words and seed give the same log.</summary>
/// <remarks>
/// Immutable: each word gives a new builder. Without further words the first case starts on Monday, 2 March 2026 at 08:00 UTC, another
/// one every 10 minutes, and 30 minutes lie between the steps of a case.
/// </remarks>
public sealed class EventLogBuilder
{
    private readonly Plan _plan;

    /// <summary>Initializes a builder of an empty log.</summary>
    /// <param name="seed">What chance is drawn from: times within their ranges, who does a step, which cases are reworked.</param>
    public EventLogBuilder(int seed = 1)
        : this(new Plan { Seed = seed })
    {
    }

    private EventLogBuilder(Plan plan) => _plan = plan;

    /// <summary>Adds a case.</summary>
    /// <param name="name">The case, such as <c>A</c>.</param>
    /// <param name="activities">What is done, in order; at least one.</param>
    /// <returns>A builder with it.</returns>
    /// <exception cref="ArgumentException">There is no activity, or a name is empty.</exception>
    public EventLogBuilder Case(string name, params IReadOnlyList<string> activities)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return With(_plan with { Cases = [.. _plan.Cases, new Course(name, Checked(activities))] });
    }

    /// <summary>Adds cases that all go the same way, named <c>case-1</c> and so on by their place in the log.</summary>
    /// <param name="count">How many, 1 or more.</param>
    /// <param name="activities">What is done, in order; at least one.</param>
    /// <returns>A builder with them.</returns>
    /// <exception cref="ArgumentException">There is no activity, or a name is empty.</exception>
    public EventLogBuilder Cases(int count, params IReadOnlyList<string> activities)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        string[] way = Checked(activities);
        int before = _plan.Cases.Count;
        return With(_plan with
        {
            Cases = [.. _plan.Cases, .. Enumerable.Range(before + 1, count).Select(place => new Course(string.Create(CultureInfo.InvariantCulture, $"case-{place}"), way))],
        });
    }

    /// <summary>Says when the first case starts.</summary>
    /// <param name="start">The instant; its offset is that of all times.</param>
    /// <returns>A builder with it.</returns>
    public EventLogBuilder StartingAt(DateTimeOffset start) => With(_plan with { Start = start });

    /// <summary>Says how long after one case the next one starts.</summary>
    /// <param name="time">The time; zero or more.</param>
    /// <returns>A builder with it.</returns>
    public EventLogBuilder CasesApart(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        return With(_plan with { Apart = time });
    }

    /// <summary>Says how long a case waits from the end of one step to the start of the next.</summary>
    /// <param name="from">The shortest time; zero or more.</param>
    /// <param name="until">The longest time; <paramref name="from"/> when left out.</param>
    /// <returns>A builder with it.</returns>
    public EventLogBuilder Waiting(TimeSpan from, TimeSpan? until = null) => With(_plan with { Wait = Span.Of(from, until) });

    /// <summary>Says how long an activity takes; its events then say when it was started as well.</summary>
    /// <param name="activity">The activity.</param>
    /// <param name="from">The shortest time; zero or more.</param>
    /// <param name="until">The longest time; <paramref name="from"/> when left out.</param>
    /// <returns>A builder with it.</returns>
    public EventLogBuilder Taking(string activity, TimeSpan from, TimeSpan? until = null)
    {
        Span span = Span.Of(from, until);
        return With(activity, said => said with { Takes = span });
    }

    /// <summary>Says who does an activity; of several, one is drawn each time.</summary>
    /// <param name="activity">The activity.</param>
    /// <param name="resources">The people, teams or machines; at least one.</param>
    /// <returns>A builder with it.</returns>
    public EventLogBuilder DoneBy(string activity, params IReadOnlyList<string> resources)
    {
        string[] who = Checked(resources);
        return With(activity, said => said with { Resources = who });
    }

    /// <summary>Says that an activity is done once more, right after the first time, in some of the cases that have it.</summary>
    /// <param name="activity">The activity.</param>
    /// <param name="share">In what share of them, 0 to 1; the number is rounded, and the cases are drawn.</param>
    /// <returns>A builder with it.</returns>
    public EventLogBuilder Reworking(string activity, double share)
    {
        if (!(share is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(share), share, "A share lies between 0 and 1.");
        }

        return With(activity, said => said with { Rework = share });
    }

    /// <summary>Says what an activity costs each time.</summary>
    /// <param name="activity">The activity.</param>
    /// <param name="cost">The amount, in the log's currency.</param>
    /// <returns>A builder with it.</returns>
    public EventLogBuilder Costing(string activity, decimal cost) => With(activity, said => said with { Cost = cost });

    /// <summary>Says what an activity earns each time.</summary>
    /// <param name="activity">The activity.</param>
    /// <param name="revenue">The amount, in the log's currency.</param>
    /// <returns>A builder with it.</returns>
    public EventLogBuilder Earning(string activity, decimal revenue) => With(activity, said => said with { Revenue = revenue });

    /// <summary>Makes the log.</summary>
    /// <returns>The events, oldest first; those of one instant in the order of their cases.</returns>
    public IReadOnlyList<LogEvent> Build()
    {
        List<string>[] ways = [.. _plan.Cases.Select(item => item.Activities.ToList())];
        Rework(ways);
        List<LogEvent> events = [];
        for (int place = 0; place < ways.Length; place++)
        {
            // Each case draws from numbers of its own: one more case changes no other.
            Random random = new(unchecked((_plan.Seed * 1_000_003) + place));
            DateTimeOffset now = _plan.Start + (_plan.Apart * place);
            for (int step = 0; step < ways[place].Count; step++)
            {
                string activity = ways[place][step];
                Facts facts = _plan.Activities.GetValueOrDefault(activity) ?? new Facts();
                now += step == 0 ? TimeSpan.Zero : _plan.Wait.Draw(random);
                DateTimeOffset started = now;
                now += facts.Takes?.Draw(random) ?? TimeSpan.Zero;
                events.Add(new LogEvent
                {
                    Case = _plan.Cases[place].Name,
                    Activity = activity,
                    Timestamp = now,
                    StartedAt = facts.Takes is null ? null : started,
                    Resource = facts.Resources.Length == 0 ? (PersonalText?)null : new PersonalText(facts.Resources[random.Next(facts.Resources.Length)]),
                    Cost = facts.Cost,
                    Revenue = facts.Revenue,
                });
            }
        }

        return ValueList.Copy(events.OrderBy(item => item.Timestamp));
    }

    /// <summary>Makes the log and finds the process in it.</summary>
    /// <param name="options">How it is read; the defaults when left out.</param>
    /// <returns>The process.</returns>
    public DiscoveredProcess Discover(EventLogOptions? options = null)
    {
        ProcessDiscovery discovery = new(options);
        foreach (LogEvent item in Build())
        {
            discovery.Add(item);
        }

        return discovery.Complete();
    }

    private static EventLogBuilder With(Plan plan) => new(plan);

    private static string[] Checked(IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        return names.Count > 0 && names.All(name => !string.IsNullOrWhiteSpace(name))
            ? [.. names]
            : throw new ArgumentException("At least one name is needed, and none may be empty.", nameof(names));
    }

    private EventLogBuilder With(string activity, Func<Facts, Facts> say)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(activity);
        Dictionary<string, Facts> activities = new(_plan.Activities, StringComparer.Ordinal) { [activity] = say(_plan.Activities.GetValueOrDefault(activity) ?? new Facts()) };
        return With(_plan with { Activities = activities });
    }

    private void Rework(List<string>[] ways)
    {
        int rule = 0;
        foreach ((string activity, Facts facts) in _plan.Activities.Where(activity => activity.Value.Rework > 0).OrderBy(activity => activity.Key, StringComparer.Ordinal))
        {
            List<string>[] having = [.. ways.Where(way => way.Contains(activity))];
            new Random(unchecked((_plan.Seed * 31) + ++rule)).Shuffle(having);
            foreach (List<string> way in having.Take((int)Math.Round(facts.Rework * having.Length, MidpointRounding.AwayFromZero)))
            {
                way.Insert(way.IndexOf(activity), activity);
            }
        }
    }

    private sealed record Plan
    {
        public required int Seed { get; init; }

        public IReadOnlyList<Course> Cases { get; init; } = [];

        public IReadOnlyDictionary<string, Facts> Activities { get; init; } = new Dictionary<string, Facts>(StringComparer.Ordinal);

        public DateTimeOffset Start { get; init; } = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

        public TimeSpan Apart { get; init; } = TimeSpan.FromMinutes(10);

        public Span Wait { get; init; } = new(TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(30));
    }

    private sealed record Course(string Name, IReadOnlyList<string> Activities);

    private sealed record Facts
    {
        public Span? Takes { get; init; }

        public string[] Resources { get; init; } = [];

        public double Rework { get; init; }

        public decimal? Cost { get; init; }

        public decimal? Revenue { get; init; }
    }

    /// <summary>A time somewhere between two, in whole milliseconds.</summary>
    private readonly record struct Span(TimeSpan From, TimeSpan Until)
    {
        public static Span Of(TimeSpan from, TimeSpan? until)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(from, TimeSpan.Zero);
            ArgumentOutOfRangeException.ThrowIfLessThan(until ?? from, from, nameof(until));
            return new Span(from, until ?? from);
        }

        public TimeSpan Draw(Random random) => From + TimeSpan.FromMilliseconds(random.NextInt64((long)(Until - From).TotalMilliseconds + 1));
    }
}
