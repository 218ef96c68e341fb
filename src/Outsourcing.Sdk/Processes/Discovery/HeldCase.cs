namespace Outsourcing.Processes;

/// <summary>A case whose events are still coming: held until they can be put in order, within a bound.</summary>
internal sealed class HeldCase(string id)
{
    private CaseEvent[] _events = [];
    private int _count;
    private bool _inOrder = true;
    private bool _committed;
    private CaseWalk? _own;

    internal string Id { get; private set; } = id;

    internal decimal? Revenue { get; set; }

    /// <summary>Makes the object ready for another case, keeping its room.</summary>
    internal void Reset(string caseId)
    {
        Id = caseId;
        _count = 0;
        _inOrder = true;
        _committed = false;
        _own = null;
        Revenue = null;
    }

    internal void Rename(string caseId) => Id = caseId;

    internal bool IsEmpty => _count == 0 && !_committed;

    internal void Add(CaseEvent item, DiscoverySums sums, ProblemLog problems, EventLogOptions options, long? line)
    {
        long last = _count > 0 ? _events[_count - 1].Ticks : _committed ? _own!.LastTicks : CaseEvent.NoTime;
        if (!item.IsTimed)
        {
            problems.Note(EventLogProblemKind.MissingTimestamp, line);
            item.Ticks = Math.Max(0, last);
        }

        if (item.Ticks < last)
        {
            bool late = _committed && item.Ticks < _own!.LastTicks;
            problems.Note(late ? EventLogProblemKind.LateEvent : EventLogProblemKind.OutOfOrderEvent, line);
            item.Ticks = late ? _own!.LastTicks : item.Ticks;
            _inOrder = false;
        }

        if (_count == _events.Length)
        {
            Array.Resize(ref _events, Math.Max(4, _count * 2));
        }

        _events[_count++] = item;
        if (_count >= options.MaximumEventsHeldPerCase)
        {
            if (_own is null)
            {
                _own = new CaseWalk(sums);
                _own.Begin();
                _committed = true;
            }

            Commit(_own, _count / 2, problems, options);
        }
    }

    internal IEnumerable<CaseEvent> Held => _events.Take(_count);

    internal bool IsCommitted => _committed;

    /// <summary>Walks through what is held, and ends the case.</summary>
    internal void Close(CaseWalk shared, ProblemLog problems, EventLogOptions options)
    {
        CaseWalk walk = _own ?? shared;
        if (_own is null)
        {
            walk.Begin();
        }

        Commit(walk, _count, problems, options);
        walk.End(Revenue);
    }

    private void Commit(CaseWalk walk, int count, ProblemLog problems, EventLogOptions options)
    {
        if (!_inOrder)
        {
            _events.AsSpan(0, _count).Sort(static (left, right) =>
                left.Ticks != right.Ticks ? left.Ticks.CompareTo(right.Ticks) : left.Order.CompareTo(right.Order));
            _inOrder = true;
        }

        int tie = 0;
        for (int index = 0; index < count; index++)
        {
            ref CaseEvent item = ref _events[index];
            if (_events[tie].Ticks != item.Ticks)
            {
                tie = index;
            }

            if (tie < index && EqualsEarlier(tie, index))
            {
                problems.Note(EventLogProblemKind.DuplicateEvent);
                if (options.DropDuplicates)
                {
                    continue;
                }
            }

            walk.Advance(Id, item);
        }

        _events.AsSpan(count, _count - count).CopyTo(_events);
        _count -= count;
    }

    private bool EqualsEarlier(int tie, int index)
    {
        for (int earlier = tie; earlier < index; earlier++)
        {
            if (_events[earlier].SameAs(_events[index]))
            {
                return true;
            }
        }

        return false;
    }
}
