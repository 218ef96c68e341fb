using Outsourcing.Statistics;

namespace Outsourcing.Processes;

/// <summary>Attributes the revenue in the records to the activities of the process.</summary>
public static class RevenueAttribution
{
    /// <summary>Shares the revenue of each case equally among the distinct activities it went through.</summary>
    /// <param name="process">A process found in records that carry revenue.</param>
    /// <param name="confidence">The confidence level of the intervals, between 0 and 1 exclusive.</param>
    /// <returns>The contribution of each activity, by name; the shares sum to 1. Empty when the records carry no revenue.</returns>
    /// <remarks>
    /// This is the Shapley value (1953) of the game in which a set of activities earns the revenue of the cases that need no other: each case
    /// is a unanimity game, whose value its members share equally. The interval is that of a ratio of means, by linearization.
    /// </remarks>
    public static IReadOnlyDictionary<string, RevenueContribution> Shapley(DiscoveredProcess process, double confidence = 0.95)
    {
        Sample sample = new(process, confidence);
        return ValueMap.Copy(sample.Activities.Select(activity => KeyValuePair.Create(activity, sample.Total <= 0 ? null! : sample.Contribution(
            "shapley",
            sample.Groups.Where(group => group.Has(activity)).Sum(group => group.Revenue / group.Activities.Count) / sample.Total,
            (group, share) => (group.Has(activity) ? 1.0 / group.Activities.Count : 0) - share,
            static (_, _) => 0)))
            .Where(pair => pair.Value is not null));
    }

    /// <summary>Compares the mean revenue of all cases with that of the cases that did without the activity.</summary>
    /// <param name="process">A process found in records that carry revenue.</param>
    /// <param name="leastCases">How many cases with and without an activity are needed; 30 when left out.</param>
    /// <param name="confidence">The confidence level of the intervals, between 0 and 1 exclusive.</param>
    /// <returns>The part of the revenue that would be missing if every case earned what those without the activity earn, by activity; activities with too few cases on either side are left out.</returns>
    /// <remarks>It shows what goes together, not what causes what: cases with and without an activity may differ in other ways.</remarks>
    public static IReadOnlyDictionary<string, RevenueContribution> StepRemoval(DiscoveredProcess process, int leastCases = 30, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(leastCases, 2);
        Sample sample = new(process, confidence);
        Dictionary<string, RevenueContribution> found = new(StringComparer.Ordinal);
        foreach (string activity in sample.Activities)
        {
            double without = sample.Groups.Where(group => !group.Has(activity)).Sum(group => group.Cases);
            if (sample.Total <= 0 || without < leastCases || sample.Cases - without < leastCases)
            {
                continue;
            }

            // 1 - R with R = mean without / mean of all; the influence of a case with revenue r on R is
            // (n / n0 · [case without] · (r - m0) - R · (r - m)) / m.
            double mean = sample.Total / sample.Cases;
            double meanWithout = sample.Groups.Where(group => !group.Has(activity)).Sum(group => group.Revenue) / without;
            double weight = sample.Cases / without;
            double ratio = meanWithout / mean;
            found.Add(activity, sample.Contribution(
                "step-removal",
                1 - ratio,
                (group, _) => (group.Has(activity) ? 0 : weight) - ratio,
                (group, _) => (ratio * mean) - (group.Has(activity) ? 0 : weight * meanWithout)));
        }

        return ValueMap.Copy(found);
    }

    private sealed class Sample
    {
        private readonly double _quantile;

        internal Sample(DiscoveredProcess process, double confidence)
        {
            ArgumentNullException.ThrowIfNull(process);
            if (!(confidence is > 0 and < 1))
            {
                throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "A confidence level lies between 0 and 1, such as 0.95.");
            }

            Groups = [.. process.Variants.Where(variant => variant.RevenueCases > 0).Select(variant => new Group(
                variant.Activities.ToHashSet(StringComparer.Ordinal), variant.RevenueCases, (double)variant.Revenue, variant.RevenueSquares))];
            Activities = [.. process.Activities.Select(activity => activity.Name)];
            Cases = Groups.Sum(group => group.Cases);
            Total = Groups.Sum(group => group.Revenue);
            _quantile = Cases < 2 ? double.PositiveInfinity : SpecialFunctions.StudentQuantile(0.5 + (confidence / 2), Cases - 1);
        }

        internal IReadOnlyList<Group> Groups { get; }

        internal IReadOnlyList<string> Activities { get; }

        internal double Cases { get; }

        internal double Total { get; }

        // A case's influence on the share is slope · revenue + offset, divided by the mean revenue; its variance needs only sums over groups.
        internal RevenueContribution Contribution(string method, double share, Func<Group, double, double> slope, Func<Group, double, double> offset)
        {
            double squares = Groups.Sum(group =>
            {
                double a = slope(group, share);
                double b = offset(group, share);
                return (a * a * group.Squares) + (2 * a * b * group.Revenue) + (b * b * group.Cases);
            });
            double half = Cases < 2 ? 1 : _quantile * Math.Sqrt(Math.Max(0, squares) * Cases / (Cases - 1)) / Total;
            return new RevenueContribution
            {
                Share = Math.Clamp(share, 0, 1),
                Interval = new Interval(Math.Clamp(share - half, 0, 1), Math.Clamp(share + half, 0, 1)),
                Origin = EvidenceOrigin.Measured,
                Method = method,
                Cases = (long)Cases,
            };
        }
    }

    private sealed record Group(HashSet<string> Activities, double Cases, double Revenue, double Squares)
    {
        internal bool Has(string activity) => Activities.Contains(activity);
    }
}
