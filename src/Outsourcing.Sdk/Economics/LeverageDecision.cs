namespace Outsourcing.Economics;

/// <summary>Whether handing over the calls pays.</summary>
public sealed record LeverageDecision
{
    /// <summary>Gets whether it does.</summary>
    public required bool Pays { get; init; }

    /// <summary>Gets the plan with the greatest net gain (the smallest loss, where none pays).</summary>
    public required string Plan { get; init; }

    /// <summary>Gets its net gain per month.</summary>
    public required Money NetPerMonth { get; init; }

    /// <summary>Gets the range of the net gain.</summary>
    public required Interval NetRange { get; init; }
}
