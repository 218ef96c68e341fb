namespace Outsourcing.Delegation;

/// <summary>A stretch of time.</summary>
/// <param name="From">Its first moment.</param>
/// <param name="Until">The first moment after it.</param>
public readonly record struct OpenPeriod(DateTimeOffset From, DateTimeOffset Until);
