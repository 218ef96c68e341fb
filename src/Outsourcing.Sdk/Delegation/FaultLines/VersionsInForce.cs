using Outsourcing.Engagements;

namespace Outsourcing.Delegation;

/// <summary>Which version was in force when, looked up by halving instead of replaying the engagement for every call.</summary>
internal sealed class VersionsInForce
{
    private readonly long[] _from;
    private readonly int?[] _version;

    internal VersionsInForce(Engagement engagement)
    {
        // The answer can change only where the engagement does, and at the edges of its period.
        DateTimeOffset[] turns = [.. engagement.Changes.Select(change => change.At).Append(engagement.From).Concat(engagement.Until is { } until ? [until] : []).Distinct().Order()];
        _from = [.. turns.Select(turn => turn.UtcTicks)];
        _version = [.. turns.Select(turn => engagement.BriefVersionInForce(turn)?.Version)];
    }

    internal int? At(DateTimeOffset moment)
    {
        int found = Array.BinarySearch(_from, moment.UtcTicks);
        int index = found >= 0 ? found : ~found - 1;
        return index < 0 ? null : _version[index];
    }
}
