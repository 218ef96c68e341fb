namespace Outsourcing.Processes;

/// <summary>A case whose events are still coming: held until they can be put in order, within a bound.</summary>
internal sealed class HeldCase(string id)
{
    private int _first = -1;
    private int _last = -1;
    private int _count;
    private long _lastTicks = CaseEvent.NoTime;
    private bool _inOrder = true;
    private CaseWalk? _own;

    internal string Id { get; private set; } = id;

    internal decimal? Revenue { get; set; }

    internal bool IsEmpty => _count == 0 && !IsCommitted;

    /// <summary>Gets whether the first events were walked over already, for want of room.</summary>
    internal bool IsCommitted => _own is not null;

    /// <summary>Makes the object ready for another case; the one before must have been closed.</summary>
    internal void Reset(string caseId)
    {
        Id = caseId;
        _lastTicks = CaseEvent.NoTime;
        _inOrder = true;
        _own = null;
        Revenue = null;
    }

    internal void Rename(string caseId) => Id = caseId;

    internal void Add(CaseEvent item, CaseBook book, long? line)
    {
        if (!item.IsTimed)
        {
            book.Problems.Note(EventLogProblemKind.MissingTimestamp, line);
            item.Ticks = Math.Max(0, _lastTicks);
        }

        if (item.Ticks < _lastTicks)
        {
            bool late = IsCommitted && item.Ticks < _own!.LastTicks;
            book.Problems.Note(late ? EventLogProblemKind.LateEvent : EventLogProblemKind.OutOfOrderEvent, line);
            item.Ticks = late ? _own!.LastTicks : item.Ticks;
            _inOrder = false;
        }

        _lastTicks = item.Ticks;
        int place = book.Store.Put(item);
        if (_count++ == 0)
        {
            _first = place;
        }
        else
        {
            book.Store[_last].Next = place;
        }

        _last = place;
        if (_count >= book.Options.MaximumEventsHeldPerCase)
        {
            if (_own is null)
            {
                _own = new CaseWalk(book.Sums);
                _own.Begin();
            }

            Commit(_own, _count / 2, book);
        }
    }

    /// <summary>Gets the events that are held, in the order they came.</summary>
    internal IEnumerable<CaseEvent> Held(CaseBook book)
    {
        for (int at = _count == 0 ? -1 : _first; at >= 0; at = book.Store[at].Next)
        {
            yield return book.Store[at];
        }
    }

    /// <summary>Walks through what is held, and ends the case.</summary>
    internal void Close(CaseBook book)
    {
        CaseWalk walk = _own ?? book.Walk;
        if (_own is null)
        {
            walk.Begin();
        }

        Commit(walk, _count, book);
        walk.End(Revenue);
    }

    private void Commit(CaseWalk walk, int count, CaseBook book)
    {
        Span<CaseEvent> events = book.Scratch(_count);
        int length = 0;
        for (int at = _count == 0 ? -1 : _first; at >= 0;)
        {
            events[length++] = book.Store[at];
            int next = book.Store[at].Next;
            book.Store.Free(at);
            at = next;
        }

        _count = 0;
        if (!_inOrder)
        {
            events.Sort(static (left, right) => left.Ticks != right.Ticks ? left.Ticks.CompareTo(right.Ticks) : left.Order.CompareTo(right.Order));
            _inOrder = true;
        }

        Walk(walk, events[..count], book);
        foreach (ref CaseEvent later in events[count..])
        {
            int place = book.Store.Put(later);
            if (_count++ == 0)
            {
                _first = place;
            }
            else
            {
                book.Store[_last].Next = place;
            }

            _last = place;
        }

        _lastTicks = length > 0 ? events[length - 1].Ticks : _lastTicks;
    }

    private void Walk(CaseWalk walk, Span<CaseEvent> events, CaseBook book)
    {
        int tie = 0;
        for (int index = 0; index < events.Length; index++)
        {
            ref CaseEvent item = ref events[index];
            if (events[tie].Ticks != item.Ticks)
            {
                tie = index;
            }

            if (tie < index && EqualsEarlier(events[tie..index], item))
            {
                book.Problems.Note(EventLogProblemKind.DuplicateEvent);
                if (book.Options.DropDuplicates)
                {
                    continue;
                }
            }

            walk.Advance(Id, item);
        }
    }

    private static bool EqualsEarlier(Span<CaseEvent> earlier, in CaseEvent item)
    {
        foreach (ref CaseEvent other in earlier)
        {
            if (other.SameAs(item))
            {
                return true;
            }
        }

        return false;
    }
}
