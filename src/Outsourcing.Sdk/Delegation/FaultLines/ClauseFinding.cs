using Outsourcing.Statistics;

namespace Outsourcing.Delegation;

/// <summary>Failed calls with one cause, and what to change.</summary>
public sealed record ClauseFinding
{
    /// <summary>Gets where they went wrong.</summary>
    public required FaultLineKind Kind { get; init; }

    /// <summary>Gets the clause they have in common, or where it is missing; <see langword="null"/> for causes outside the brief.</summary>
    public BriefPlace? Place { get; init; }

    /// <summary>Gets what was expected.</summary>
    public required string Expectation { get; init; }

    /// <summary>Gets the calls, out of all that failed.</summary>
    public required Proportion Share { get; init; }

    /// <summary>Gets the expected effect: the share of failures that would no longer have this cause, at most, by Wilson's interval at 95 %.</summary>
    public required Interval ExpectedEffect { get; init; }

    /// <summary>Gets the share of this cause and all more frequent ones (Pareto).</summary>
    public required double Cumulative { get; init; }

    /// <summary>Gets what to do.</summary>
    public required string Remedy { get; init; }

    /// <summary>Gets the clause to change; <see langword="null"/> when the remedy is outside the brief.</summary>
    public ClauseAmendment? Amendment { get; init; }

    /// <summary>Gets one diagnosis as an example: the earliest.</summary>
    public required CallDiagnosis Example { get; init; }
}
