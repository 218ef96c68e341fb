namespace Outsourcing.Calls;

/// <summary>Places an update among the updates of its call: by time, then the provider's sequence number, then its source.</summary>
/// <remarks>
/// Revisions are totally ordered, whatever order updates arrive in. <see cref="Origin"/> must identify the content of the
/// update (the provider's event id, or a hash of the body): two updates with equal revisions are one update.
/// </remarks>
public readonly record struct CallRevision : IComparable<CallRevision>
{
    private readonly string? _origin;

    /// <summary>Initializes the revision.</summary>
    /// <param name="at">When the provider says the update happened, or when it was received if it does not say.</param>
    /// <param name="origin">What identifies the update: the event id, or a hash of its content.</param>
    /// <param name="sequence">The provider's sequence number within the call, when there is one.</param>
    /// <exception cref="ArgumentException"><paramref name="origin"/> is empty or white space.</exception>
    [System.Text.Json.Serialization.JsonConstructor]
    public CallRevision(DateTimeOffset at, string origin, long sequence = 0)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(origin);
        At = at;
        Sequence = sequence;
        _origin = origin;
    }

    /// <summary>Gets when the update happened.</summary>
    public DateTimeOffset At { get; }

    /// <summary>Gets the provider's sequence number within the call; 0 when there is none.</summary>
    public long Sequence { get; }

    /// <summary>Gets what identifies the update.</summary>
    public string Origin => _origin ?? throw new InvalidOperationException("default(CallRevision) names no update.");

    /// <summary>Compares two revisions.</summary>
    /// <param name="left">The first revision.</param>
    /// <param name="right">The second revision.</param>
    public static bool operator <(CallRevision left, CallRevision right) => left.CompareTo(right) < 0;

    /// <inheritdoc cref="op_LessThan(CallRevision, CallRevision)"/>
    public static bool operator >(CallRevision left, CallRevision right) => left.CompareTo(right) > 0;

    /// <inheritdoc cref="op_LessThan(CallRevision, CallRevision)"/>
    public static bool operator <=(CallRevision left, CallRevision right) => left.CompareTo(right) <= 0;

    /// <inheritdoc cref="op_LessThan(CallRevision, CallRevision)"/>
    public static bool operator >=(CallRevision left, CallRevision right) => left.CompareTo(right) >= 0;

    /// <inheritdoc/>
    public int CompareTo(CallRevision other)
    {
        int order = At.UtcTicks.CompareTo(other.At.UtcTicks);
        order = order != 0 ? order : Sequence.CompareTo(other.Sequence);
        return order != 0 ? order : string.CompareOrdinal(_origin, other._origin);
    }
}
