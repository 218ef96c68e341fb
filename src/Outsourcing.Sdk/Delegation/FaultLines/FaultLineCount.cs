using Outsourcing.Statistics;

namespace Outsourcing.Delegation;

/// <summary>How many of the failed calls went wrong in one way.</summary>
/// <param name="Kind">The way.</param>
/// <param name="Share">The calls, out of all that failed.</param>
/// <param name="Interval">Wilson's interval of the share, at 95 %.</param>
/// <param name="Cumulative">The share of this way and all more frequent ones (Pareto).</param>
public sealed record FaultLineCount(FaultLineKind Kind, Proportion Share, Interval Interval, double Cumulative);
