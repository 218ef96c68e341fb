using Outsourcing.Statistics;

namespace Outsourcing.Delegation;

/// <summary>One window of a control chart.</summary>
/// <param name="From">When the window begins, local midnight.</param>
/// <param name="Share">The hits out of those counted.</param>
/// <param name="LowerLimit">The lower control limit.</param>
/// <param name="UpperLimit">The upper control limit.</param>
/// <param name="InControl">Whether the share lies within the limits: what is outside is a signal, what is inside is noise.</param>
public sealed record OutcomePoint(DateTimeOffset From, Proportion Share, double LowerLimit, double UpperLimit, bool InControl);
