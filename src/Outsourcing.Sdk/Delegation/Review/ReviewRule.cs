namespace Outsourcing.Delegation;

/// <summary>One rule of the review.</summary>
/// <param name="Code">The stable code.</param>
/// <param name="Severity">How much its findings matter.</param>
/// <param name="Title">What it looks for.</param>
/// <param name="Why">Why that leads to work done wrong.</param>
public sealed record ReviewRule(string Code, ReviewSeverity Severity, string Title, string Why);
