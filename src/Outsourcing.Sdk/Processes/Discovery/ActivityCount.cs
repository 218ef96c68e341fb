namespace Outsourcing.Processes;

/// <summary>An activity and how many cases it holds for.</summary>
/// <param name="Activity">The activity's name.</param>
/// <param name="Cases">How many cases.</param>
public readonly record struct ActivityCount(string Activity, long Cases);
