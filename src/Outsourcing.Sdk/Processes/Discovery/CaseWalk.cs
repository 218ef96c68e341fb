namespace Outsourcing.Processes;

/// <summary>Walks through the events of one case in order, and adds what it sees to the sums.</summary>
internal sealed class CaseWalk(DiscoverySums sums)
{
    private Memory[] _memory = [];
    private int _stamp;
    private int _node;
    private bool _begun;
    private CaseEvent _last;
    private int _lastExecution;
    private long _firstTicks;
    private long _lastTicks;

    /// <summary>Gets the instant of the last event that was walked over; nothing earlier can be put in order any more.</summary>
    internal long LastTicks => _begun ? _last.Ticks : long.MinValue;

    internal void Begin()
    {
        _stamp++;
        _node = PrefixTree.Root;
        _begun = false;
        _lastExecution = -1;
        _firstTicks = CaseEvent.NoTime;
        _lastTicks = CaseEvent.NoTime;
    }

    internal void Advance(string caseId, in CaseEvent item)
    {
        int from = _node;
        _node = sums.Tree.Child(from, item.Activity, out bool isNew);
        ref PrefixTree.Node node = ref sums.Tree.Nodes[_node];
        if (isNew && from != PrefixTree.Root)
        {
            node.Flow = sums.FlowOf(sums.Tree.Nodes[from].Activity, item.Activity);
        }

        node.Events++;
        if (item.Ticks <= node.FirstTicks && sums.Tree.IsEarlier(item.Ticks, caseId, item.Order, node))
        {
            (node.FirstTicks, node.FirstCase, node.FirstOrder) = (item.Ticks, caseId, item.Order);
        }

        if (_begun)
        {
            Follow(sums.Flows[node.Flow], item);
        }

        Remember(item);
        if (item.IsTimed)
        {
            _firstTicks = _firstTicks == CaseEvent.NoTime ? Math.Min(item.Ticks, item.StartTicks == CaseEvent.NoTime ? item.Ticks : item.StartTicks) : _firstTicks;
            _lastTicks = item.Ticks;
        }

        _last = item;
        _begun = true;
    }

    /// <summary>Ends the case.</summary>
    /// <param name="revenue">What the case earned, when the log says so.</param>
    internal void End(decimal? revenue)
    {
        if (!_begun)
        {
            return;
        }

        ref PrefixTree.Node node = ref sums.Tree.Nodes[_node];
        VariantSums variant = node.Cases ??= new VariantSums();
        variant.Cases++;
        sums.Cases++;
        if (_firstTicks != CaseEvent.NoTime)
        {
            variant.TimedCases++;
            variant.Ticks += _lastTicks - _firstTicks;
            sums.Durations.Add(_lastTicks - _firstTicks);
            sums.FirstTicks = Math.Min(sums.FirstTicks, _firstTicks);
            sums.LastTicks = Math.Max(sums.LastTicks, _lastTicks);
        }

        if (revenue is { } earned)
        {
            variant.RevenueCases++;
            variant.Revenue += earned;
            variant.RevenueSquares += (double)earned * (double)earned;
        }
    }

    private void Follow(FlowSums flow, in CaseEvent item)
    {
        flow.Count++;
        bool handOver = item.Resource != CaseEvent.NoResource && _last.Resource != CaseEvent.NoResource && item.Resource != _last.Resource;
        bool timed = item.IsTimed && _last.IsTimed;
        long between = Math.Max(0, (item.StartTicks == CaseEvent.NoTime ? item.Ticks : item.StartTicks) - _last.Ticks);
        if (timed)
        {
            flow.Timed++;
            flow.Ticks += between;
        }

        if (handOver)
        {
            flow.HandOvers++;
            sums.HandOver(_last.Resource, item.Resource);
            if (timed)
            {
                flow.TimedHandOvers++;
                flow.HandOverTicks += between;
            }
        }
    }

    // An execution is an activity's life in a case: schedule or start, then complete; or one event where the log has no lifecycle.
    private void Remember(in CaseEvent item)
    {
        if (item.Activity >= _memory.Length)
        {
            Array.Resize(ref _memory, Math.Max(item.Activity + 1, Math.Max(16, _memory.Length * 2)));
        }

        ref Memory memory = ref _memory[item.Activity];
        ActivitySums activity = sums.Activity(item.Activity);
        activity.Events++;
        bool known = memory.Stamp == _stamp;
        if (!known)
        {
            memory = new Memory { Stamp = _stamp, Scheduled = CaseEvent.NoTime, Started = CaseEvent.NoTime };
            activity.Cases++;
        }

        switch (item.Lifecycle)
        {
            case LifecycleTransition.Schedule:
                if (memory.Open == 0)
                {
                    Execute(ref memory, activity, item);
                }

                memory.Open = Math.Max(1, memory.Open);
                memory.Scheduled = item.IsTimed ? item.Ticks : CaseEvent.NoTime;
                break;
            case LifecycleTransition.Start:
                Start(ref memory, activity, item);
                break;
            case LifecycleTransition.Other:
                break;
            default:
                Complete(ref memory, activity, item);
                break;
        }
    }

    private void Start(ref Memory memory, ActivitySums activity, in CaseEvent item)
    {
        if (memory.Open == 0 || memory.Running > 0)
        {
            Execute(ref memory, activity, item);
            memory.Open++;
        }

        if (item.IsTimed && memory.Scheduled != CaseEvent.NoTime)
        {
            activity.Waiting.Add(item.Ticks - memory.Scheduled);
        }
        else if (item.IsTimed && _begun && _last.IsTimed)
        {
            activity.Waiting.Add(item.Ticks - _last.Ticks);
        }

        memory.Scheduled = CaseEvent.NoTime;
        memory.Running++;

        // Two runs at once: which completion belongs to which start is not known, so neither is timed.
        memory.Started = memory.Running == 1 && item.IsTimed ? item.Ticks : CaseEvent.NoTime;
    }

    private void Complete(ref Memory memory, ActivitySums activity, in CaseEvent item)
    {
        if (memory.Open == 0)
        {
            Execute(ref memory, activity, item);
            if (item.StartTicks != CaseEvent.NoTime && item.IsTimed && item.StartTicks <= item.Ticks)
            {
                activity.Service.Add(item.Ticks - item.StartTicks);
                if (_begun && _last.IsTimed)
                {
                    activity.Waiting.Add(Math.Max(0, item.StartTicks - _last.Ticks));
                }
            }
        }
        else
        {
            memory.Open--;
            if (memory.Running > 0)
            {
                memory.Running--;
                if (memory.Started != CaseEvent.NoTime && item.IsTimed)
                {
                    activity.Service.Add(item.Ticks - memory.Started);
                }
            }

            memory.Started = CaseEvent.NoTime;
        }

        memory.LastTicks = item.IsTimed ? item.Ticks : CaseEvent.NoTime;
    }

    private void Execute(ref Memory memory, ActivitySums activity, in CaseEvent item)
    {
        activity.Executions++;
        if (item.IsTimed)
        {
            activity.ByHour[sums.HourOfWeek(item)]++;
        }

        if (memory.Executions > 0)
        {
            int kind = item.Resource == CaseEvent.NoResource || memory.Resource == CaseEvent.NoResource ? 2 : item.Resource == memory.Resource ? 0 : 1;
            activity.Rework[kind + (_lastExecution == item.Activity ? 3 : 0)]++;
            if (item.IsTimed && memory.LastTicks != CaseEvent.NoTime)
            {
                activity.LoopsTimed++;
                activity.LoopTicks += Math.Max(0, item.Ticks - memory.LastTicks);
            }
        }

        memory.Executions++;
        memory.Resource = item.Resource;
        memory.LastTicks = item.IsTimed ? item.Ticks : CaseEvent.NoTime;
        _lastExecution = item.Activity;
    }

    private struct Memory
    {
        internal int Stamp;
        internal int Executions;
        internal int Open;
        internal int Running;
        internal int Resource;
        internal long Scheduled;
        internal long Started;
        internal long LastTicks;
    }
}
