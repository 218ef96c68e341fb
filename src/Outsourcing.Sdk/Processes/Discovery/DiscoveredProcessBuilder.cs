using Outsourcing.Delegation;
using Outsourcing.Statistics;

namespace Outsourcing.Processes;

/// <summary>Turns what was added up into the process.</summary>
internal static class DiscoveredProcessBuilder
{
    internal static DiscoveredProcess Build(DiscoverySums sums, EventLogProblems problems)
    {
        int[] rank = Ranks(sums.ActivityNames);
        List<Way> ways = Ways(sums.Tree, rank);
        long cases = ways.Sum(way => way.Sums.Cases);
        long events = ways.Sum(way => way.Sums.Cases * way.Path.Length);
        bool timed = sums.LastTicks >= sums.FirstTicks;
        double weeks = timed ? (sums.LastTicks - sums.FirstTicks) / (double)TimeSpan.TicksPerDay / 7 : 0;
        Repetitions repetitions = Count(ways, sums.ActivityNames.Count);
        return new DiscoveredProcess
        {
            Cases = cases,
            Events = events,
            Activities = [.. Enumerable.Range(0, sums.ActivityNames.Count)
                .Where(index => sums.Activity(index).Events > 0)
                .Select(index => Activity(sums.ActivityNames[index], sums.Activity(index), repetitions.CasesByActivity[index], weeks))
                .OrderByDescending(activity => activity.Events).ThenBy(activity => activity.Name, StringComparer.Ordinal)],
            Flows = [.. sums.Flows.Select((flow, index) => Flow(sums, index, flow))
                .OrderBy(flow => flow.From, StringComparer.Ordinal).ThenBy(flow => flow.To, StringComparer.Ordinal)],
            StartActivities = Ends(sums, ways, way => way.Path[0]),
            EndActivities = Ends(sums, ways, way => way.Path[^1]),
            Variants = [.. ways.Select(way => Variant(sums, way))],
            VariantStatistics = Concentration([.. ways.Select(way => way.Sums.Cases)], cases),
            CaseLengths = ways.Count == 0 ? default : new CaseLengths(events / (double)cases, ways.Min(way => way.Path.Length), ways.Max(way => way.Path.Length)),
            Rework = new ReworkStatistics
            {
                Cases = new Proportion(repetitions.Cases, cases),
                Events = new Proportion(repetitions.Events, events),
                CasesWithSelfLoop = repetitions.SelfLoopCases,
            },
            Throughput = Durations(sums.Durations),
            Entropy = Entropy(sums.Tree),
            HandOvers = [.. sums.HandOvers
                .OrderByDescending(pair => pair.Count).ThenBy(pair => sums.Resources[pair.From], StringComparer.Ordinal).ThenBy(pair => sums.Resources[pair.To], StringComparer.Ordinal)
                .Select(pair => new HandOver { From = sums.Resources[pair.From], To = sums.Resources[pair.To], Count = pair.Count })],
            From = timed ? new DateTimeOffset(sums.FirstTicks, TimeSpan.Zero) : null,
            To = timed ? new DateTimeOffset(sums.LastTicks, TimeSpan.Zero) : null,
            Problems = problems,
        };
    }

    // The place of each activity among all by name, so that ways compare by names without comparing texts.
    private static int[] Ranks(TextIndex names)
    {
        int[] byName = [.. Enumerable.Range(0, names.Count).OrderBy(index => names[index], StringComparer.Ordinal)];
        int[] rank = new int[names.Count];
        for (int place = 0; place < byName.Length; place++)
        {
            rank[byName[place]] = place;
        }

        return rank;
    }

    private static List<Way> Ways(PrefixTree tree, int[] rank)
    {
        List<Way> ways = [];
        for (int node = 1; node < tree.Count; node++)
        {
            if (tree.Nodes[node].Cases is { } cases)
            {
                ways.Add(new Way(tree.Path(node), cases));
            }
        }

        ways.Sort((left, right) =>
        {
            int byCount = right.Sums.Cases.CompareTo(left.Sums.Cases);
            return byCount != 0 ? byCount : Compare(left.Path, right.Path);
        });
        return ways;

        int Compare(int[] left, int[] right)
        {
            for (int index = 0; index < Math.Min(left.Length, right.Length); index++)
            {
                int order = rank[left[index]].CompareTo(rank[right[index]]);
                if (order != 0)
                {
                    return order;
                }
            }

            return left.Length.CompareTo(right.Length);
        }
    }

    private static Repetitions Count(List<Way> ways, int activities)
    {
        Repetitions found = new(activities);
        int[] seen = new int[activities];
        foreach (Way way in ways)
        {
            Array.Clear(seen);
            int distinct = 0;
            bool loops = false;
            for (int index = 0; index < way.Path.Length; index++)
            {
                int activity = way.Path[index];
                loops |= index > 0 && way.Path[index - 1] == activity;
                distinct += ++seen[activity] == 1 ? 1 : 0;
                if (seen[activity] == 2)
                {
                    found.CasesByActivity[activity] += way.Sums.Cases;
                }
            }

            int repeated = way.Path.Length - distinct;
            found.Events += repeated * way.Sums.Cases;
            found.Cases += repeated > 0 ? way.Sums.Cases : 0;
            found.SelfLoopCases += loops ? way.Sums.Cases : 0;
        }

        return found;
    }

    private static DiscoveredActivity Activity(string name, ActivitySums sums, long casesRepeating, double weeks) => new()
    {
        Name = name,
        Events = sums.Events,
        Executions = sums.Executions,
        Cases = sums.Cases,
        CasesRepeating = casesRepeating,
        Rework = new ReworkCounts
        {
            Repeats = sums.Rework[0],
            Redos = sums.Rework[1],
            RepetitionsByUnknown = sums.Rework[2],
            RepeatSelfLoops = sums.Rework[3],
            RedoSelfLoops = sums.Rework[4],
            SelfLoopsByUnknown = sums.Rework[5],
        },
        LoopTime = Span(sums.LoopTicks),
        Service = sums.Service.ToSummary(),
        Waiting = sums.Waiting.ToSummary(),
        Volume = Volume(sums.ByHour, weeks),
        MeanCost = sums.Costs > 0 ? sums.Cost / sums.Costs : null,
    };

    // Less than a day of records says nothing about a week.
    private static WeeklyVolume? Volume(long[] byHour, double weeks) => weeks < 1.0 / 7 || byHour.All(count => count == 0)
        ? null
        : new WeeklyVolume
        {
            ObservedWeeks = weeks,
            Hours = [.. byHour.Select((count, hour) => (count, hour)).Where(pair => pair.count > 0).Select(pair => new HourVolume
            {
                Day = (DayOfWeek)(((pair.hour / 24) + 1) % 7),
                Hour = pair.hour % 24,
                PerWeek = pair.count / weeks,
            })],
        };

    private static DirectlyFollows Flow(DiscoverySums sums, int index, FlowSums flow)
    {
        (int from, int to) = sums.FlowEnds[index];
        return new DirectlyFollows
        {
            From = sums.ActivityNames[from],
            To = sums.ActivityNames[to],
            Count = flow.Count,
            MeanTime = Mean(flow.Ticks, flow.Timed),
            HandOvers = flow.HandOvers,
            MeanHandOverTime = Mean(flow.HandOverTicks, flow.TimedHandOvers),
            MeanTimeWithinResource = Mean(flow.Ticks - flow.HandOverTicks, flow.Timed - flow.TimedHandOvers),
        };
    }

    private static ActivityCount[] Ends(DiscoverySums sums, List<Way> ways, Func<Way, int> activity) =>
    [
        .. ways.GroupBy(activity)
            .Select(group => new ActivityCount(sums.ActivityNames[group.Key], group.Sum(way => way.Sums.Cases)))
            .OrderByDescending(end => end.Cases).ThenBy(end => end.Activity, StringComparer.Ordinal),
    ];

    private static ProcessVariant Variant(DiscoverySums sums, Way way) => new()
    {
        Activities = ValueList.Copy(way.Path.Select(activity => sums.ActivityNames[activity])),
        Count = way.Sums.Cases,
        MeanDuration = Mean(way.Sums.Ticks, way.Sums.TimedCases),
        RevenueCases = way.Sums.RevenueCases,
        Revenue = way.Sums.Revenue,
        RevenueSquares = way.Sums.RevenueSquares,
    };

    private static VariantStatistics Concentration(long[] counts, long cases)
    {
        double n = cases;
        double seen = 0;
        int for80 = 0;
        while (for80 < counts.Length && seen < 0.8 * n)
        {
            seen += counts[for80++];
        }

        double entropy = -counts.Sum(count => count / n * Math.Log(count / n));
        double weighted = counts.Select((count, index) => (counts.Length - index) * (double)count).Sum();
        return new VariantStatistics
        {
            Count = counts.Length,
            TopShare = cases == 0 ? 0 : counts[0] / n,
            TopThreeShare = cases == 0 ? 0 : counts.Take(3).Sum() / n,
            For80Percent = for80,
            Ratio = cases == 0 ? 0 : counts.Length / n,
            Entropy = Math.Max(0, entropy),
            EntropyNormalizedByCases = cases <= 1 ? 0 : Math.Max(0, entropy) / Math.Log(n),
            Gini = cases == 0 ? 0 : ((2 * weighted / n) - (counts.Length + 1)) / counts.Length,
            HerfindahlIndex = counts.Sum(count => count / n * (count / n)),
        };
    }

    private static DurationSummary? Durations(List<long> ticks)
    {
        if (ticks.Count == 0)
        {
            return null;
        }

        double[] seconds = [.. ticks.Select(value => value / (double)TimeSpan.TicksPerSecond)];
        Array.Sort(seconds);
        double mean = seconds.Average();
        return new DurationSummary
        {
            Count = seconds.Length,
            MeanSeconds = mean,
            MedianSeconds = Estimate.Quantile(seconds, 0.5),
            Percentile90Seconds = Estimate.Quantile(seconds, 0.9),
            MinimumSeconds = seconds[0],
            MaximumSeconds = seconds[^1],
            StandardDeviationSeconds = Math.Sqrt(seconds.Sum(value => (value - mean) * (value - mean)) / seconds.Length),
        };
    }

    private static SequenceEntropy Entropy(PrefixTree tree)
    {
        int states = tree.Count - 1;
        int[] eldest = EldestChildren(tree);
        int[] partition = new int[tree.Count];
        int partitions = 1;
        for (int node = 1; node < tree.Count; node++)
        {
            int parent = tree.Nodes[node].Parent;
            partition[node] = eldest[parent] == node ? partition[parent] : partitions++;
        }

        long[] statesOf = new long[partitions];
        long[] eventsOf = new long[partitions];
        long events = 0;
        for (int node = 1; node < tree.Count; node++)
        {
            statesOf[partition[node]]++;
            eventsOf[partition[node]] += tree.Nodes[node].Events;
            events += tree.Nodes[node].Events;
        }

        // Sums of fractions depend on their order in the last digit; sizes in order make them the same for any order of cases.
        Array.Sort(statesOf);
        Array.Sort(eventsOf);
        double variant = TimesLog(states) - statesOf.Sum(TimesLog);
        double sequence = TimesLog(events) - eventsOf.Sum(TimesLog);
        return new SequenceEntropy
        {
            States = states,
            Partitions = states == 0 ? 0 : partitions,
            Variant = variant,
            VariantNormalized = states <= 1 ? 0 : variant / TimesLog(states),
            Sequence = sequence,
            SequenceNormalized = events <= 1 ? 0 : sequence / TimesLog(events),
            PerEvent = events == 0 ? 0 : sequence / events,
        };
    }

    // The child that was reached first in time; a tree's nodes stand in the order they were made, which a merge or a late case changes.
    private static int[] EldestChildren(PrefixTree tree)
    {
        int[] eldest = new int[tree.Count];
        Array.Fill(eldest, -1);
        for (int node = 1; node < tree.Count; node++)
        {
            ref PrefixTree.Node child = ref tree.Nodes[node];
            if (eldest[child.Parent] < 0 || tree.IsEarlier(child, tree.Nodes[eldest[child.Parent]]))
            {
                eldest[child.Parent] = node;
            }
        }

        return eldest;
    }

    private static double TimesLog(long count) => count == 0 ? 0 : count * Math.Log(count);

    private static TimeSpan? Mean(Int128 ticks, long count) => count == 0 ? null : Span(ticks / count);

    private static TimeSpan Span(Int128 ticks) => new((long)Int128.Clamp(ticks, 0, long.MaxValue));

    private sealed record Way(int[] Path, VariantSums Sums);

    private sealed class Repetitions(int activities)
    {
        internal long[] CasesByActivity { get; } = new long[activities];

        internal long Cases { get; set; }

        internal long Events { get; set; }

        internal long SelfLoopCases { get; set; }
    }
}
