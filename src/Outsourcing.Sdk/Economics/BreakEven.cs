namespace Outsourcing.Economics;

/// <summary>Finds where two costs, linear between known bends, meet.</summary>
internal static class BreakEven
{
    internal static IReadOnlyList<decimal> Crossings(Func<decimal, decimal> first, Func<decimal, decimal> second, params IEnumerable<decimal> bends)
    {
        List<decimal> points = [0, .. bends.Where(bend => bend > 0).Distinct().Order()];

        // Beyond the last bend both are straight for ever; any point on shows the slope.
        points.Add((points[^1] * 2) + 1);
        List<decimal> crossings = [];
        for (int index = 0; index + 1 < points.Count; index++)
        {
            decimal from = points[index];
            decimal to = points[index + 1];
            bool last = index + 2 == points.Count;
            if (to - from < 1e-12m * to)
            {
                continue;
            }

            decimal atFrom = first(from) - second(from);
            decimal slope = (first(to) - second(to) - atFrom) / (to - from);
            if (Math.Abs(slope) < 1e-15m)
            {
                continue;
            }

            decimal meeting = from - (atFrom / slope);
            if (meeting > 0 && meeting >= from && (last || meeting < to) && !crossings.Contains(meeting))
            {
                crossings.Add(meeting);
            }
        }

        return crossings;
    }
}
