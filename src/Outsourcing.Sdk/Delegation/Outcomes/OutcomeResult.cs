using System.Text.Json.Serialization;

namespace Outsourcing.Delegation;

/// <summary>One outcome metric over the calls of a period.</summary>
public sealed record OutcomeResult
{
    /// <summary>Gets the metric.</summary>
    public required OutcomeMetric Metric { get; init; }

    /// <summary>Gets what was counted.</summary>
    public required OutcomeTally Tally { get; init; }

    /// <summary>Gets the observed value, in the unit of the target; <see langword="null"/> when nothing was counted.</summary>
    public double? Value { get; init; }

    /// <summary>Gets the range of the true value: Wilson's for shares, Student's for mean times.</summary>
    public Interval? Interval { get; init; }

    /// <summary>Gets whether the target is met or missed, or the refusal to say.</summary>
    public required Verdict<OutcomeState> Verdict { get; init; }

    /// <summary>Gets the state, refusal included.</summary>
    [JsonIgnore]
    public OutcomeState State => Verdict.IsDecided ? Verdict.Value : OutcomeState.InsufficientEvidence;
}
