using System.Runtime.InteropServices;

namespace Outsourcing.Processes;

/// <summary>Everything that is kept of the cases that were walked through; two of them add up.</summary>
internal sealed class DiscoverySums(EventLogOptions options)
{
    private readonly List<ActivitySums> _activities = [];
    private readonly Dictionary<long, int> _flowIndex = [];
    private readonly Dictionary<long, long> _handOvers = [];

    internal TextIndex ActivityNames { get; } = new();

    internal TextIndex Resources { get; } = new();

    internal PrefixTree Tree { get; } = new(options.TieOrder);

    internal List<FlowSums> Flows { get; } = [];

    internal List<(int From, int To)> FlowEnds { get; } = [];

    internal List<long> Durations { get; } = [];

    internal long Cases { get; set; }

    internal long FirstTicks { get; set; } = long.MaxValue;

    internal long LastTicks { get; set; } = long.MinValue;

    internal IEnumerable<(int From, int To, long Count)> HandOvers =>
        _handOvers.Select(pair => ((int)(pair.Key >> 32), (int)(uint)pair.Key, pair.Value));

    internal ActivitySums Activity(int activity)
    {
        while (_activities.Count <= activity)
        {
            _activities.Add(new ActivitySums());
        }

        return _activities[activity];
    }

    internal int FlowOf(int from, int to)
    {
        long key = Key(from, to);
        if (!_flowIndex.TryGetValue(key, out int index))
        {
            index = Flows.Count;
            _flowIndex.Add(key, index);
            Flows.Add(new FlowSums());
            FlowEnds.Add((from, to));
        }

        return index;
    }

    internal void HandOver(int from, int to, long count = 1) =>
        CollectionsMarshal.GetValueRefOrAddDefault(_handOvers, Key(from, to), out _) += count;

    internal int HourOfWeek(in CaseEvent item)
    {
        long local = options.BusinessTimeZone is { } zone
            ? item.Ticks + zone.GetUtcOffset(new DateTime(item.Ticks, DateTimeKind.Utc)).Ticks
            : item.Ticks + (item.OffsetMinutes * TimeSpan.TicksPerMinute);

        // Day one of the calendar, 1 January of the year 1, is a Monday.
        return (int)((Math.Max(0, local) / TimeSpan.TicksPerHour) % ActivitySums.HoursOfWeek);
    }

    internal void Add(DiscoverySums other, long orderOffset)
    {
        int[] activities = [.. Enumerable.Range(0, other.ActivityNames.Count).Select(index => ActivityNames.Of(other.ActivityNames[index]))];
        int[] resources = [.. Enumerable.Range(0, other.Resources.Count).Select(index => Resources.Of(other.Resources[index]))];
        for (int index = 0; index < other._activities.Count; index++)
        {
            Activity(activities[index]).Add(other._activities[index]);
        }

        for (int index = 0; index < other.Flows.Count; index++)
        {
            (int from, int to) = other.FlowEnds[index];
            Flows[FlowOf(activities[from], activities[to])].Add(other.Flows[index]);
        }

        foreach ((int from, int to, long count) in other.HandOvers)
        {
            HandOver(resources[from], resources[to], count);
        }

        AddTree(other.Tree, activities, orderOffset);
        Durations.AddRange(other.Durations);
        Cases += other.Cases;
        FirstTicks = Math.Min(FirstTicks, other.FirstTicks);
        LastTicks = Math.Max(LastTicks, other.LastTicks);
    }

    // A node's parent stands before it, so one pass in order finds every parent's place.
    private void AddTree(PrefixTree other, int[] activities, long orderOffset)
    {
        int[] place = new int[other.Count];
        for (int index = 1; index < other.Count; index++)
        {
            ref PrefixTree.Node theirs = ref other.Nodes[index];
            int parent = place[theirs.Parent];
            place[index] = Tree.Child(parent, activities[theirs.Activity], out bool isNew);
            ref PrefixTree.Node ours = ref Tree.Nodes[place[index]];
            if (isNew && parent != PrefixTree.Root)
            {
                ours.Flow = FlowOf(Tree.Nodes[parent].Activity, ours.Activity);
            }

            ours.Events += theirs.Events;
            if (theirs.FirstCase is { } first && Tree.IsEarlier(theirs.FirstTicks, first, theirs.FirstOrder + orderOffset, ours))
            {
                (ours.FirstTicks, ours.FirstCase, ours.FirstOrder) = (theirs.FirstTicks, first, theirs.FirstOrder + orderOffset);
            }

            if (theirs.Cases is { } cases)
            {
                (ours.Cases ??= new VariantSums()).Add(cases);
            }
        }
    }

    private static long Key(int from, int to) => ((long)from << 32) | (uint)to;
}
