namespace Outsourcing.Economics;

/// <summary>Which is cheaper, one's own people or a plan.</summary>
public sealed record MakeOrBuyDecision
{
    /// <summary>Gets which costs less.</summary>
    public required Sourcing Cheaper { get; init; }

    /// <summary>Gets what one's own people cost per month.</summary>
    public required Money InHouse { get; init; }

    /// <summary>Gets what the plan costs per month.</summary>
    public required Money Outsourced { get; init; }

    /// <summary>Gets the volumes, in calls per month, at which both cost the same, ascending; empty when one is always cheaper.</summary>
    /// <remarks>There may be several: included units and opening hours make steps.</remarks>
    public required IReadOnlyList<decimal> BreakEvenCalls { get; init => field = ValueList.Copy(value); }
}
