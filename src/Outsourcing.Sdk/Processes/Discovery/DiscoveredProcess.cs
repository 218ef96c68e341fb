namespace Outsourcing.Processes;

/// <summary>The process as the records show it: activities, their order, the ways cases take, times, rework and hand-overs.</summary>
public sealed partial class DiscoveredProcess
{
    internal DiscoveredProcess()
    {
    }

    /// <summary>Gets how many cases there are.</summary>
    public required long Cases { get; init; }

    /// <summary>Gets how many events there are.</summary>
    public required long Events { get; init; }

    /// <summary>Gets the activities, commonest first.</summary>
    public required IReadOnlyList<DiscoveredActivity> Activities { get; init; }

    /// <summary>Gets which activity directly follows which, by name.</summary>
    public required IReadOnlyList<DirectlyFollows> Flows { get; init; }

    /// <summary>Gets the activities cases start with, commonest first.</summary>
    public required IReadOnlyList<ActivityCount> StartActivities { get; init; }

    /// <summary>Gets the activities cases end with, commonest first.</summary>
    public required IReadOnlyList<ActivityCount> EndActivities { get; init; }

    /// <summary>Gets the ways through the process, commonest first; equally common ones by name.</summary>
    public required IReadOnlyList<ProcessVariant> Variants { get; init; }

    /// <summary>Gets how concentrated the cases are on few variants.</summary>
    public required VariantStatistics VariantStatistics { get; init; }

    /// <summary>Gets how many events a case has.</summary>
    public required CaseLengths CaseLengths { get; init; }

    /// <summary>Gets how much is done more than once.</summary>
    public required ReworkStatistics Rework { get; init; }

    /// <summary>Gets the time from the first to the last event of a case; <see langword="null"/> without times.</summary>
    public required DurationSummary? Throughput { get; init; }

    /// <summary>Gets how unpredictable the course of a case is.</summary>
    public required SequenceEntropy Entropy { get; init; }

    /// <summary>Gets how often work passed between resources, commonest first; empty when the records name none.</summary>
    public required IReadOnlyList<HandOver> HandOvers { get; init; }

    /// <summary>Gets the first instant in the records; <see langword="null"/> without times.</summary>
    public required DateTimeOffset? From { get; init; }

    /// <summary>Gets the last instant in the records; <see langword="null"/> without times.</summary>
    public required DateTimeOffset? To { get; init; }

    /// <summary>Gets what was wrong, or remarkable, in the records.</summary>
    public required EventLogProblems Problems { get; init; }

    /// <summary>Gets an activity.</summary>
    /// <param name="name">Its name in the records.</param>
    /// <returns>The activity, or <see langword="null"/> when the records hold none of that name.</returns>
    public DiscoveredActivity? Activity(string name) => Activities.FirstOrDefault(activity => activity.Name == name);

    /// <summary>Gets the numbers in one line.</summary>
    /// <returns>For example <c>262200 events, 13087 cases, 24 activities, 4366 variants</c>.</returns>
    public override string ToString() => FormattableString.Invariant($"{Events} events, {Cases} cases, {Activities.Count} activities, {Variants.Count} variants");
}
