namespace Outsourcing.Processes;

/// <summary>What makes a process consistent, and the one order its parts stand in.</summary>
internal sealed class ProcessRules
{
    private readonly Dictionary<string, int> _poolOrder = new(StringComparer.Ordinal);
    private readonly Dictionary<ProcessStepId, ProcessStep> _steps = [];
    private readonly Dictionary<ProcessStepId, int> _stepOrder = [];
    private readonly Dictionary<string, ProcessLane> _lanes = new(StringComparer.Ordinal);

    internal ProcessRules(
        IReadOnlyList<ProcessStep> steps,
        IReadOnlyList<SequenceFlow> flows,
        IReadOnlyList<ProcessPool> pools,
        IReadOnlyList<ProcessLane> lanes,
        IReadOnlyList<MessageFlow> messageFlows)
    {
        HashSet<string> ids = new(StringComparer.Ordinal);
        Pools = [.. pools.Where(pool => pool.IsParticipant), .. pools.Where(pool => !pool.IsParticipant)];
        CheckPools(ids);
        CheckSteps(steps, ids);
        Steps = [.. HoldersFirst(steps.Select(Whole))];
        foreach (ProcessStep step in Steps)
        {
            _stepOrder.Add(step.Id, _stepOrder.Count);
        }

        CheckLanes(lanes, ids);
        Lanes = [.. OuterLanesFirst(lanes)];
        CheckFlows(flows, ids);
        Flows = [.. flows.OrderBy(flow => Place(_steps[flow.Source].Pool)).ThenBy(flow => Place(_steps[flow.Source].Parent))];
        CheckMessageFlows(messageFlows, ids);
    }

    internal IReadOnlyList<ProcessStep> Steps { get; }

    internal IReadOnlyList<SequenceFlow> Flows { get; }

    internal IReadOnlyList<ProcessPool> Pools { get; }

    internal IReadOnlyList<ProcessLane> Lanes { get; }

    private void CheckPools(HashSet<string> ids)
    {
        foreach (ProcessPool pool in Pools)
        {
            Once(ids, pool.Id, "pool");
            _poolOrder.Add(pool.Id, _poolOrder.Count);
            Require(pool.IsParticipant || pool.Process is not null, $"The pool '{pool.Id}' neither takes part nor has a process of its own.");
            if (pool.Process is { } process && process != pool.Id)
            {
                Once(ids, process, "pool's process");
            }
        }
    }

    private void CheckSteps(IReadOnlyList<ProcessStep> steps, HashSet<string> ids)
    {
        HashSet<string> open = Pools.Where(pool => pool.Process is not null).Select(pool => pool.Id).ToHashSet(StringComparer.Ordinal);
        foreach (ProcessStep step in steps)
        {
            Once(ids, step.Id.Value, "step");
            _steps.Add(step.Id, step);
            Require(
                step.Pool is null ? Pools.Count == 0 : open.Contains(step.Pool),
                step.Pool is null
                    ? $"The step '{step.Id}' belongs to no pool although the process has some."
                    : $"The step '{step.Id}' belongs to the pool '{step.Pool}', which the process does not hold or whose steps are not shown.");
        }

        foreach (ProcessStep step in steps)
        {
            CheckKind(step);
            if (step.Parent is { } parent)
            {
                Known(_steps.TryGetValue(parent, out ProcessStep? holder), $"The step '{step.Id}' lies in the sub-process '{parent}'");
                Require(holder!.Kind.IsSubProcess, $"The step '{step.Id}' lies in '{parent}', which is a {holder.Kind} and holds no steps.");
                Require(holder.Pool == step.Pool, $"The step '{step.Id}' and the sub-process '{parent}' that holds it lie in different pools.");
            }

            if (step.Event?.AttachedTo is { } host)
            {
                Known(_steps.TryGetValue(host, out ProcessStep? activity), $"The boundary event '{step.Id}' sits on '{host}'");
                Require(activity!.Kind.IsActivity, $"The boundary event '{step.Id}' sits on '{host}', which is a {activity.Kind} and no activity.");
            }
        }

        NoCircle(steps, step => step.Parent is { } parent ? _steps[parent] : null, step => step.Id.Value, "sub-process");
    }

    // What a step says must be something its kind can say.
    private static void CheckKind(ProcessStep step)
    {
        ProcessStepKind kind = step.Kind;
        Require(step.Event is null || kind.IsEvent, $"The step '{step.Id}' is a {kind} and has no event details.");
        Require(step.Repetition == StepRepetition.Once || kind.IsActivity, $"The step '{step.Id}' is a {kind}; only an activity repeats.");
        Require(step.CalledElement is null || kind == ProcessStepKind.CallActivity, $"The step '{step.Id}' is a {kind}; only a call activity calls something.");
        Require(!step.TriggeredByEvent || kind.IsSubProcess, $"The step '{step.Id}' is a {kind}; only a sub-process is triggered by an event.");
        Require(
            kind != ProcessStepKind.BoundaryEvent || step.Event?.AttachedTo is not null,
            $"The boundary event '{step.Id}' names no activity it sits on (AttachedTo).");
        if (step.Event is { } details)
        {
            Require(details.AttachedTo is null || kind == ProcessStepKind.BoundaryEvent, $"The step '{step.Id}' is a {kind}; only a boundary event sits on an activity.");
            Require(
                details.Interrupting || kind == ProcessStepKind.BoundaryEvent || kind == ProcessStepKind.StartEvent,
                $"The step '{step.Id}' is a {kind}; only a start or boundary event lets the work go on.");
            Require(
                !details.ParallelMultiple || (kind != ProcessStepKind.EndEvent && kind != ProcessStepKind.IntermediateThrowEvent),
                $"The step '{step.Id}' is a {kind}; only an event that waits can need several triggers.");
        }
    }

    private void CheckLanes(IReadOnlyList<ProcessLane> lanes, HashSet<string> ids)
    {
        HashSet<string> open = Pools.Where(pool => pool.Process is not null).Select(pool => pool.Id).ToHashSet(StringComparer.Ordinal);
        foreach (ProcessLane lane in lanes)
        {
            Once(ids, lane.Id, "lane");
            _lanes.Add(lane.Id, lane);
            Require(
                lane.Pool is null ? Pools.Count == 0 : open.Contains(lane.Pool),
                $"The lane '{lane.Id}' belongs to the pool '{lane.Pool}', which the process does not hold or whose steps are not shown.");
            foreach (ProcessStepId step in lane.Steps)
            {
                Known(_steps.ContainsKey(step), $"The lane '{lane.Id}' names the step '{step}'");
            }

            if (lane.SubProcess is { } holder)
            {
                Known(_steps.TryGetValue(holder, out ProcessStep? step), $"The lane '{lane.Id}' lies in the sub-process '{holder}'");
                Require(step!.Kind.IsSubProcess && step.Pool == lane.Pool, $"The lane '{lane.Id}' lies in '{holder}', which is no sub-process of its pool.");
            }
        }

        foreach (ProcessLane lane in lanes)
        {
            if (lane.Parent is { } parent)
            {
                Known(_lanes.TryGetValue(parent, out ProcessLane? outer), $"The lane '{lane.Id}' divides the lane '{parent}'");
                Require(outer!.Pool == lane.Pool && outer.SubProcess == lane.SubProcess, $"The lane '{lane.Id}' and the lane '{parent}' it divides lie in different places.");
            }
        }

        NoCircle(lanes, lane => lane.Parent is { } parent ? _lanes[parent] : null, lane => lane.Id, "lane");
    }

    private void CheckFlows(IReadOnlyList<SequenceFlow> flows, HashSet<string> ids)
    {
        HashSet<ProcessStepId> defaults = [];
        foreach (SequenceFlow flow in flows)
        {
            Once(ids, flow.Id, "flow");
            Known(_steps.TryGetValue(flow.Source, out ProcessStep? source), $"The flow '{flow.Id}' leaves the step '{flow.Source}'");
            Known(_steps.TryGetValue(flow.Target, out ProcessStep? target), $"The flow '{flow.Id}' leads to the step '{flow.Target}'");
            Require(!flow.IsDefault || defaults.Add(flow.Source), $"Two flows are the default of the step '{flow.Source}'.");
            Require(source!.Pool == target!.Pool, $"The flow '{flow.Id}' leads from one pool to another; that is a message flow.");
        }
    }

    private void CheckMessageFlows(IReadOnlyList<MessageFlow> messageFlows, HashSet<string> ids)
    {
        Require(messageFlows.Count == 0 || Pools.Count > 0, "Messages flow between parties, and the process has no pools.");
        foreach (MessageFlow flow in messageFlows)
        {
            Once(ids, flow.Id, "message flow");
            Known(IsEnd(flow.Source), $"The message flow '{flow.Id}' leaves '{flow.Source}'");
            Known(IsEnd(flow.Target), $"The message flow '{flow.Id}' leads to '{flow.Target}'");
        }

        bool IsEnd(string id) => !string.IsNullOrWhiteSpace(id) && (_poolOrder.ContainsKey(id) || _steps.ContainsKey(ProcessStepId.From(id)));
    }

    // An event without details is an event without triggers: one way to say it.
    private static ProcessStep Whole(ProcessStep step) => step.Kind.IsEvent && step.Event is null ? step with { Event = new StepEvent() } : step;

    // Pool by pool, each sub-process directly before its own steps; otherwise as given.
    private IEnumerable<ProcessStep> HoldersFirst(IEnumerable<ProcessStep> steps)
    {
        ProcessStep[] given = [.. steps];
        ILookup<ProcessStepId, ProcessStep> held = given.Where(step => step.Parent is not null).ToLookup(step => step.Parent!.Value);
        Stack<ProcessStep> pending = new(given.Where(step => step.Parent is null).OrderBy(step => Place(step.Pool)).Reverse());
        while (pending.TryPop(out ProcessStep? step))
        {
            yield return step;
            foreach (ProcessStep inner in held[step.Id].Reverse())
            {
                pending.Push(inner);
            }
        }
    }

    private IEnumerable<ProcessLane> OuterLanesFirst(IReadOnlyList<ProcessLane> lanes)
    {
        ILookup<string?, ProcessLane> divided = lanes.ToLookup(lane => lane.Parent);
        Stack<ProcessLane> pending = new(divided[null].OrderBy(lane => Place(lane.Pool)).ThenBy(lane => Place(lane.SubProcess)).Reverse());
        while (pending.TryPop(out ProcessLane? lane))
        {
            yield return lane;
            foreach (ProcessLane inner in divided[lane.Id].Reverse())
            {
                pending.Push(inner);
            }
        }
    }

    private int Place(string? pool) => pool is null ? -1 : _poolOrder[pool];

    private int Place(ProcessStepId? holder) => holder is { } id ? _stepOrder[id] : -1;

    private static void NoCircle<T>(IReadOnlyList<T> items, Func<T, T?> parent, Func<T, string> name, string what)
        where T : class
    {
        HashSet<T> rooted = new(ReferenceEqualityComparer.Instance);
        foreach (T item in items)
        {
            List<T> climbed = [];
            for (T? at = item; at is not null && !rooted.Contains(at); at = parent(at))
            {
                Require(climbed.Count <= items.Count, $"The {what} '{name(item)}' lies in itself.");
                climbed.Add(at);
            }

            rooted.UnionWith(climbed);
        }
    }

    private static void Once(HashSet<string> ids, string id, string what)
    {
        Require(!string.IsNullOrWhiteSpace(id), $"The id of a {what} is empty.");
        Require(ids.Add(id), $"The id '{id}' of a {what} stands twice in the process.");
    }

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
