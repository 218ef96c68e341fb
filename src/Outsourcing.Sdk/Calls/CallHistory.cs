namespace Outsourcing.Calls;

/// <summary>All updates of one call. Merging is associative, commutative and idempotent, so order and duplicates never matter.</summary>
/// <remarks>
/// <para>An immutable set ordered by <see cref="CallRevision"/>; equality is that of the set.</para>
/// <para>In the record each fact is the newest one known, with two exceptions: <see cref="CallFacts.Status"/> never goes
/// back (a late "ringing" reopens nothing: among words of the same standing the newest wins), and tags and completeness
/// unite.</para>
/// </remarks>
public sealed class CallHistory : IEquatable<CallHistory>
{
    private readonly CallUpdate[] _updates;

    private CallHistory(CallUpdate[] updates) => _updates = updates;

    /// <summary>Gets the call.</summary>
    public CallId Id => _updates[0].Call;

    /// <summary>Gets the updates, oldest revision first.</summary>
    public IReadOnlyList<CallUpdate> Updates => _updates;

    /// <summary>Starts the history of a call.</summary>
    /// <param name="update">An update.</param>
    /// <returns>The history with that update.</returns>
    public static CallHistory From(CallUpdate update)
    {
        ArgumentNullException.ThrowIfNull(update);
        return new([update]);
    }

    /// <summary>Makes the history of a call from updates in any order.</summary>
    /// <param name="updates">At least one update, all of one call.</param>
    /// <returns>The history.</returns>
    /// <exception cref="ArgumentException">There is no update, or they are of several calls.</exception>
    public static CallHistory From(IEnumerable<CallUpdate> updates)
    {
        ArgumentNullException.ThrowIfNull(updates);
        CallUpdate[] sorted = [.. updates.OrderBy(update => update.Revision).DistinctBy(update => update.Revision)];
        if (sorted.Length == 0)
        {
            throw new ArgumentException("A call's history has at least one update.", nameof(updates));
        }

        foreach (CallUpdate update in sorted)
        {
            RequireSameCall(sorted[0].Call, update.Call);
        }

        return new(sorted);
    }

    /// <summary>Unites two histories of one call.</summary>
    /// <param name="other">Another history of the same call.</param>
    /// <returns>The history with the updates of both; this one when the other adds nothing.</returns>
    /// <exception cref="ArgumentException">The other history is of another call.</exception>
    public CallHistory Merge(CallHistory other)
    {
        ArgumentNullException.ThrowIfNull(other);
        RequireSameCall(Id, other.Id);
        List<CallUpdate> merged = new(_updates.Length + other._updates.Length);
        int left = 0;
        int right = 0;
        while (left < _updates.Length || right < other._updates.Length)
        {
            int order = left == _updates.Length ? 1
                : right == other._updates.Length ? -1
                : _updates[left].Revision.CompareTo(other._updates[right].Revision);
            merged.Add(order <= 0 ? _updates[left] : other._updates[right]);
            left += order <= 0 ? 1 : 0;
            right += order >= 0 ? 1 : 0;
        }

        return merged.Count == _updates.Length ? this : new([.. merged]);
    }

    /// <summary>Adds an update.</summary>
    /// <param name="update">An update of the same call.</param>
    /// <returns>The history with it; this one when it is there already.</returns>
    /// <exception cref="ArgumentException">The update is of another call.</exception>
    public CallHistory Merge(CallUpdate update)
    {
        ArgumentNullException.ThrowIfNull(update);
        RequireSameCall(Id, update.Call);

        // Updates mostly come in their order: the place is looked for from the end.
        int place = _updates.Length;
        int order = -1;
        while (place > 0 && (order = _updates[place - 1].Revision.CompareTo(update.Revision)) > 0)
        {
            place--;
        }

        return place > 0 && order == 0 ? this : new([.. _updates.AsSpan(0, place), update, .. _updates.AsSpan(place)]);
    }

    /// <summary>Tells the call as all updates together tell it.</summary>
    /// <returns>The record.</returns>
    public CallRecord ToRecord() => CallProjection.Project(_updates);

    /// <summary>Tells which details a later update put right, such as a name that was misheard.</summary>
    /// <returns>The corrections, oldest first, each with both values; empty when no update contradicts an earlier one.</returns>
    public IReadOnlyList<CallCorrection> Corrections() => CallCorrections.Find(_updates);

    /// <inheritdoc/>
    public bool Equals(CallHistory? other) => other is not null && _updates.AsSpan().SequenceEqual(other._updates);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CallHistory);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Id, _updates.Length, _updates[^1].Revision);

    private static void RequireSameCall(CallId left, CallId right)
    {
        if (left != right)
        {
            throw new ArgumentException($"The updates are of two calls, {left} and {right}; a history is of one.");
        }
    }
}
