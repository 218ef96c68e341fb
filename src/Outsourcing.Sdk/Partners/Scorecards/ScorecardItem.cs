namespace Outsourcing.Partners;

/// <summary>One question a reviewer answers about a call.</summary>
public sealed record ScorecardItem
{
    /// <summary>Gets the item's stable name within its template.</summary>
    public required string Id { get; init => field = string.IsNullOrWhiteSpace(value) ? throw new ArgumentException("An item has a stable name.", nameof(value)) : value; }

    /// <summary>Gets the question, so put that yes is good.</summary>
    public required string Question { get; init; }

    /// <summary>Gets the points a yes earns; above 0.</summary>
    /// <value>The default is 1.</value>
    public double Points { get; init => field = value > 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "An item is worth more than 0 points."); } = 1;

    /// <summary>Gets whether a no fails the whole call, whatever else was good.</summary>
    public bool AutoFail { get; init; }
}
