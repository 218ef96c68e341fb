using Outsourcing.Calls;
using Outsourcing.Economics;

namespace Outsourcing.Answering;

/// <summary>Compares what a partner reports with a log it does not keep, such as CallRail's: calls it missed, did not report, or reports though nobody called.</summary>
public static class PartnerCallAudit
{
    /// <summary>Compares two logs of one period and one set of lines.</summary>
    /// <param name="independent">The calls of the independent log.</param>
    /// <param name="reported">The calls the partner reports.</param>
    /// <param name="tolerance">How far the two may differ in when a call started, by clocks and by what counts as its start; null takes 2 minutes.</param>
    /// <returns>One line for each call, by time. Calls without a start cannot be compared and are left out; their number is in the result.</returns>
    /// <remarks>
    /// Two calls are one when they have the same caller, or one of the logs knows none, and start within the tolerance; of several
    /// the nearest, and each call once. A pure function; it looks at both logs as they are given, so a call near the end of the
    /// period may stand on one side alone.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="tolerance"/> is negative.</exception>
    public static PartnerCallAuditResult Compare(IEnumerable<CallRecord> independent, IEnumerable<CallRecord> reported, TimeSpan? tolerance = null)
    {
        ArgumentNullException.ThrowIfNull(independent);
        ArgumentNullException.ThrowIfNull(reported);
        TimeSpan reach = tolerance ?? TimeSpan.FromMinutes(2);
        ArgumentOutOfRangeException.ThrowIfLessThan(reach, TimeSpan.Zero, nameof(tolerance));
        CallRecord[] own = [.. independent];
        CallRecord[] theirs = [.. reported];
        CallRecord[] left = Timed(own);
        CallRecord[] right = Timed(theirs);
        int?[] pairOfLeft = Pair(left, right, reach, out bool[] taken);

        List<PartnerCallAuditLine> lines = [.. left.Select((call, index) => Line(call, pairOfLeft[index] is { } other ? right[other] : null))];
        lines.AddRange(right.Where((_, index) => !taken[index]).Select(call => Line(null, call)));
        return new PartnerCallAuditResult
        {
            Lines = [.. lines.OrderBy(line => (line.Independent ?? line.Reported)!.StartedAt).ThenBy(line => (line.Independent ?? line.Reported)!.Id.Value, StringComparer.Ordinal)],
            Untimed = own.Length - left.Length + theirs.Length - right.Length,
        };
    }

    private static CallRecord[] Timed(CallRecord[] calls) => [.. calls.Where(call => call.StartedAt is not null).OrderBy(call => call.StartedAt).ThenBy(call => call.Id.Value, StringComparer.Ordinal)];

    // The same caller goes before an unknown one, the nearer in time before the farther; the order of the logs decides nothing.
    private static int?[] Pair(CallRecord[] left, CallRecord[] right, TimeSpan reach, out bool[] taken)
    {
        List<(bool Unknown, TimeSpan Apart, int Left, int Right)> candidates = [];
        int first = 0;
        for (int index = 0; index < left.Length; index++)
        {
            DateTimeOffset start = left[index].StartedAt!.Value;
            while (first < right.Length && right[first].StartedAt < start - reach)
            {
                first++;
            }

            for (int other = first; other < right.Length && right[other].StartedAt <= start + reach; other++)
            {
                PhoneNumber? here = left[index].Caller?.Number;
                PhoneNumber? there = right[other].Caller?.Number;
                if (here is null || there is null || here == there)
                {
                    candidates.Add((here is null || there is null, (start - right[other].StartedAt!.Value).Duration(), index, other));
                }
            }
        }

        int?[] pairs = new int?[left.Length];
        taken = new bool[right.Length];
        foreach ((_, _, int index, int other) in candidates.Order())
        {
            if (pairs[index] is null && !taken[other])
            {
                pairs[index] = other;
                taken[other] = true;
            }
        }

        return pairs;
    }

    private static PartnerCallAuditLine Line(CallRecord? independent, CallRecord? reported)
    {
        bool? answered = independent is null ? null : BillableCall.From(independent) is { } own ? own.IsAnswered : null;
        bool? claimed = reported is null ? null : BillableCall.From(reported) is { } told ? told.IsAnswered : null;
        return new PartnerCallAuditLine
        {
            Independent = independent,
            Reported = reported,
            Finding = independent is null ? PartnerCallFinding.Unfounded
                : reported is null ? (answered == false ? PartnerCallFinding.MissedAndUnreported : PartnerCallFinding.Unreported)
                : answered == false && claimed == true ? PartnerCallFinding.ClaimedAsAnswered
                : answered == false ? PartnerCallFinding.Missed
                : PartnerCallFinding.Agreed,
        };
    }
}
