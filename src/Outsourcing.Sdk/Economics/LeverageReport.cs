using System.Text.Json.Serialization;
using Outsourcing.Statistics;

namespace Outsourcing.Economics;

/// <summary>What handing over the calls is worth, plan by plan, from the business's own call log.</summary>
public sealed partial record LeverageReport
{
    /// <summary>Gets what the owner stated.</summary>
    public required LeverageCase Case { get; init; }

    /// <summary>Gets the inbound calls per month, spam left out.</summary>
    public required double CallsPerMonth { get; init; }

    /// <summary>Gets how many of the inbound calls nobody answered, spam left out.</summary>
    public required Proportion Lost { get; init; }

    /// <summary>Gets the owner's hours on inbound calls per month today.</summary>
    public required double OwnerHoursPerMonth { get; init; }

    /// <summary>Gets the 95 % range of <see cref="OwnerHoursPerMonth"/>.</summary>
    public required Interval OwnerHoursRange { get; init; }

    /// <summary>Gets the hours freed per month, oversight taken off; negative when oversight takes more than is freed.</summary>
    public required double FreedHoursPerMonth { get; init; }

    /// <summary>Gets what lost calls cost per month today.</summary>
    public required Money LostCallsBefore { get; init; }

    /// <summary>Gets what lost calls would cost per month with the partner; as before where its share is unknown.</summary>
    public required Money LostCallsAfter { get; init; }

    /// <summary>Gets the plans, the greatest net gain first.</summary>
    public required IReadOnlyList<PlanLeverage> Plans { get; init => field = ValueList.Copy(value); }

    /// <summary>Gets whether handing over pays; refused as undecided when the range of the net gain holds zero, and for want of evidence when the log is short.</summary>
    public required Verdict<LeverageDecision> Verdict { get; init; }

    /// <summary>Gets the best plan.</summary>
    [JsonIgnore]
    public PlanLeverage Best => Plans[0];
}
