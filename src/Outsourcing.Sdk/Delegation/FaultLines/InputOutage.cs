namespace Outsourcing.Delegation;

/// <summary>A time in which an input of the brief was not there for those who answer.</summary>
/// <param name="Input">The id of the input in the brief.</param>
/// <param name="From">When it began.</param>
/// <param name="Until">When it was over, itself outside; <see langword="null"/> while it lasts.</param>
public sealed record InputOutage(string Input, DateTimeOffset From, DateTimeOffset? Until);
