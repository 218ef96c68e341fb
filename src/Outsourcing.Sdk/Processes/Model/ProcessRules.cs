namespace Outsourcing.Processes;

/// <summary>What makes a process consistent, and the order its steps stand in.</summary>
internal static class ProcessRules
{
    internal static IEnumerable<ProcessStep> Check(
        IReadOnlyList<ProcessStep> steps,
        IReadOnlyList<SequenceFlow> flows,
        IReadOnlyList<ProcessPool> pools,
        IReadOnlyList<ProcessLane> lanes,
        IReadOnlyList<MessageFlow> messageFlows)
    {
        HashSet<string> ids = new(StringComparer.Ordinal);
        HashSet<string> poolIds = new(StringComparer.Ordinal);
        foreach (ProcessPool pool in pools)
        {
            Once(ids, pool.Id, "pool");
            poolIds.Add(pool.Id);
        }

        Dictionary<ProcessStepId, ProcessStep> byId = [];
        foreach (ProcessStep step in steps)
        {
            Once(ids, step.Id.Value, "step");
            byId.Add(step.Id, step);
            Known(step.Pool is null || poolIds.Contains(step.Pool), $"The step '{step.Id}' belongs to the pool '{step.Pool}'");
        }

        foreach (ProcessStep step in steps)
        {
            if (step.Parent is { } parent)
            {
                Known(byId.TryGetValue(parent, out ProcessStep? holder), $"The step '{step.Id}' lies in the sub-process '{parent}'");
                Require(holder!.Kind.IsSubProcess, $"The step '{step.Id}' lies in '{parent}', which is a {holder.Kind} and holds no steps.");
                Require(holder.Pool == step.Pool, $"The step '{step.Id}' and the sub-process '{parent}' that holds it lie in different pools.");
            }

            if (step.Event?.AttachedTo is { } host)
            {
                Known(byId.ContainsKey(host), $"The boundary event '{step.Id}' sits on '{host}'");
            }

            Require(step.Event is null || step.Kind.IsEvent, $"The step '{step.Id}' is a {step.Kind} and has no event details.");
        }

        Dictionary<string, ProcessLane> lanesById = new(StringComparer.Ordinal);
        foreach (ProcessLane lane in lanes)
        {
            Once(ids, lane.Id, "lane");
            lanesById.Add(lane.Id, lane);
            Known(lane.Pool is null || poolIds.Contains(lane.Pool), $"The lane '{lane.Id}' belongs to the pool '{lane.Pool}'");
            foreach (ProcessStepId step in lane.Steps)
            {
                Known(byId.ContainsKey(step), $"The lane '{lane.Id}' names the step '{step}'");
            }
        }

        foreach (ProcessLane lane in lanes)
        {
            Known(lane.Parent is null || lanesById.ContainsKey(lane.Parent), $"The lane '{lane.Id}' divides the lane '{lane.Parent}'");
        }

        NoCircle(lanes, lane => lane.Parent is { } parent ? lanesById[parent] : null, lane => lane.Id, "lane");

        foreach (SequenceFlow flow in flows)
        {
            Once(ids, flow.Id, "flow");
            Known(byId.ContainsKey(flow.Source), $"The flow '{flow.Id}' leaves the step '{flow.Source}'");
            Known(byId.ContainsKey(flow.Target), $"The flow '{flow.Id}' leads to the step '{flow.Target}'");
        }

        foreach (MessageFlow flow in messageFlows)
        {
            Once(ids, flow.Id, "message flow");
            Known(IsEnd(flow.Source), $"The message flow '{flow.Id}' leaves '{flow.Source}'");
            Known(IsEnd(flow.Target), $"The message flow '{flow.Id}' leads to '{flow.Target}'");
        }

        NoCircle(steps, step => step.Parent is { } parent ? byId[parent] : null, step => step.Id.Value, "sub-process");
        return HoldersFirst(steps, pools);

        bool IsEnd(string id) => poolIds.Contains(id) || (!string.IsNullOrWhiteSpace(id) && byId.ContainsKey(ProcessStepId.From(id)));
    }

    // Pool by pool, each sub-process directly before its own steps; otherwise as given.
    private static IEnumerable<ProcessStep> HoldersFirst(IReadOnlyList<ProcessStep> steps, IReadOnlyList<ProcessPool> pools)
    {
        ILookup<ProcessStepId, ProcessStep> held = steps.Where(step => step.Parent is not null).ToLookup(step => step.Parent!.Value);
        Dictionary<string, int> order = pools.Select((pool, index) => (pool.Id, index)).ToDictionary(pair => pair.Id, pair => pair.index, StringComparer.Ordinal);
        Stack<ProcessStep> pending = new(steps
            .Where(step => step.Parent is null)
            .OrderBy(step => step.Pool is null ? -1 : order[step.Pool])
            .Reverse());
        while (pending.TryPop(out ProcessStep? step))
        {
            yield return step;
            foreach (ProcessStep inner in held[step.Id].Reverse())
            {
                pending.Push(inner);
            }
        }
    }

    private static void NoCircle<T>(IReadOnlyList<T> items, Func<T, T?> parent, Func<T, string> name, string what)
        where T : class
    {
        foreach (T item in items)
        {
            int climbed = 0;
            for (T? at = parent(item); at is not null; at = parent(at))
            {
                Require(++climbed <= items.Count, $"The {what} '{name(item)}' lies in itself.");
            }
        }
    }

    private static void Once(HashSet<string> ids, string id, string what) =>
        Require(ids.Add(id), $"The id '{id}' of a {what} stands twice in the process.");

    private static void Known(bool found, string reference) =>
        Require(found, $"{reference}, which the process does not hold.");

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new ArgumentException(otherwise);
        }
    }
}
