namespace Outsourcing.Processes;

/// <summary>Finds what costs a process most elapsed hours: rework, uncommon ways and hand-overs.</summary>
public static class StreamliningWorkList
{
    /// <summary>Makes the list of what to streamline.</summary>
    /// <param name="process">The process found in the records.</param>
    /// <param name="length">How many items at most; at least 1.</param>
    /// <returns>The items, most hours first; those that cost none are left out.</returns>
    /// <remarks>
    /// Rework: the time from the end of an execution to the one that repeats it. Variant: the time its cases take beyond the mean of the
    /// commonest variants that hold 80 % of the cases. Hand-over: the time between two activities when the work changes hands, beyond what it
    /// takes when it does not (or all of it, when it always does).
    /// </remarks>
    public static IReadOnlyList<StreamliningItem> From(DiscoveredProcess process, int length = 10)
    {
        ArgumentNullException.ThrowIfNull(process);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        return ValueList.Copy(Rework(process).Concat(Variants(process)).Concat(HandOvers(process))
            .Where(item => item.Hours > 0)
            .OrderByDescending(item => item.Hours).ThenBy(item => item.Kind).ThenBy(item => item.Subject, StringComparer.Ordinal)
            .Take(length));
    }

    private static IEnumerable<StreamliningItem> Rework(DiscoveredProcess process) => process.Activities
        .Where(activity => activity.Rework.Total > 0)
        .Select(activity => new StreamliningItem
        {
            Kind = StreamliningKind.Rework,
            Subject = activity.Name,
            Occurrences = activity.Rework.Total,
            Hours = activity.LoopTime.TotalHours,
        });

    private static IEnumerable<StreamliningItem> Variants(DiscoveredProcess process)
    {
        int common = process.VariantStatistics.For80Percent;
        ProcessVariant[] timed = [.. process.Variants.Take(common).Where(variant => variant.MeanDuration is not null)];
        if (timed.Length == 0)
        {
            return [];
        }

        double usual = timed.Sum(variant => variant.MeanDuration!.Value.TotalHours * variant.Count) / timed.Sum(variant => variant.Count);
        return process.Variants.Skip(common).Where(variant => variant.MeanDuration is not null).Select(variant => new StreamliningItem
        {
            Kind = StreamliningKind.Variant,
            Subject = string.Join(" → ", variant.Activities),
            Occurrences = variant.Count,
            Hours = (variant.MeanDuration!.Value.TotalHours - usual) * variant.Count,
        });
    }

    private static IEnumerable<StreamliningItem> HandOvers(DiscoveredProcess process) => process.Flows
        .Where(flow => flow.HandOvers > 0 && flow.MeanHandOverTime is not null)
        .Select(flow => new StreamliningItem
        {
            Kind = StreamliningKind.HandOver,
            Subject = $"{flow.From} → {flow.To}",
            Occurrences = flow.HandOvers,
            Hours = (flow.MeanHandOverTime!.Value - (flow.MeanTimeWithinResource ?? TimeSpan.Zero)).TotalHours * flow.HandOvers,
        });
}
