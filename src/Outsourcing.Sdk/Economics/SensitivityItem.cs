namespace Outsourcing.Economics;

/// <summary>How the net gain moves when one input moves over its range and the others stay.</summary>
public sealed record SensitivityItem
{
    /// <summary>Gets the input.</summary>
    public required string Input { get; init; }

    /// <summary>Gets the unit of the input.</summary>
    public required string Unit { get; init; }

    /// <summary>Gets the range of the input.</summary>
    public required Interval Range { get; init; }

    /// <summary>Gets the net gain per month at the lower end.</summary>
    public required double NetAtLower { get; init; }

    /// <summary>Gets the net gain per month at the upper end.</summary>
    public required double NetAtUpper { get; init; }
}
