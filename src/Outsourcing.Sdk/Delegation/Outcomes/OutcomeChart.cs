using System.Text.Json.Serialization;

namespace Outsourcing.Delegation;

/// <summary>An outcome window by window, as a control chart.</summary>
public sealed record OutcomeChart
{
    /// <summary>Gets the metric's id.</summary>
    public required string Metric { get; init; }

    /// <summary>Gets the share over all windows; <see langword="null"/> without any.</summary>
    public double? Center { get; init; }

    /// <summary>Gets the windows in which something was counted, oldest first.</summary>
    /// <value>None by default.</value>
    public IReadOnlyList<OutcomePoint> Points { get; init => field = ValueList.Copy(value); } = ValueList.Empty<OutcomePoint>();

    /// <summary>Gets the windows that are a signal.</summary>
    [JsonIgnore]
    public IEnumerable<OutcomePoint> Signals => Points.Where(point => !point.InControl);
}
