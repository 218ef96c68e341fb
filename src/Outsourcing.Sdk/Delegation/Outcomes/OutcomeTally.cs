using System.Text.Json.Serialization;
using Outsourcing.Statistics;

namespace Outsourcing.Delegation;

/// <summary>What one outcome metric counts over some calls. Tallies of disjoint calls add, in any order and grouping.</summary>
public sealed record OutcomeTally
{
    /// <summary>Gets the metric's id.</summary>
    public required string Metric { get; init; }

    /// <summary>Gets the calls (or transfers) that count as reached.</summary>
    public long Hits { get; init; }

    /// <summary>Gets out of how many: those the records tell about.</summary>
    public long Counted { get; init; }

    /// <summary>Gets how many more the metric is about, whose records do not tell.</summary>
    public long Unknown { get; init; }

    /// <summary>Gets the sum of the times, in seconds, for metrics that measure time.</summary>
    public decimal Seconds { get; init; }

    /// <summary>Gets the sum of the squared times, in square seconds.</summary>
    public decimal SquaredSeconds { get; init; }

    /// <summary>Gets the hits out of those counted.</summary>
    [JsonIgnore]
    public Proportion Share => new(Hits, Counted);

    /// <summary>Adds the tally of other calls.</summary>
    /// <param name="other">A tally of the same metric, over calls this one has not counted.</param>
    /// <returns>The tally of both.</returns>
    /// <exception cref="ArgumentException">The other tally is of another metric.</exception>
    public OutcomeTally Add(OutcomeTally other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return other.Metric == Metric
            ? this with
            {
                Hits = Hits + other.Hits,
                Counted = Counted + other.Counted,
                Unknown = Unknown + other.Unknown,
                Seconds = Seconds + other.Seconds,
                SquaredSeconds = SquaredSeconds + other.SquaredSeconds,
            }
            : throw new ArgumentException($"A tally of '{other.Metric}' does not add to one of '{Metric}'.", nameof(other));
    }
}
