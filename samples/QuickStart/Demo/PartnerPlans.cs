using Outsourcing.Economics;
using Outsourcing.Partners;

namespace QuickStart.Demo;

/// <summary>What the three services ask for, in the ways services of this kind bill.</summary>
internal static class PartnerPlans
{
    internal static IReadOnlyDictionary<PartnerId, BillingPlan> All { get; } = new Dictionary<PartnerId, BillingPlan>
    {
        [PartnerCandidates.Harbor] = new() { Name = "Harbor Desk 500", Currency = "USD", BaseFee = 395, Unit = BillingUnit.Minute, IncludedUnits = 300, UnitPrice = 1.25m, Increment = TimeSpan.FromSeconds(30) },
        [PartnerCandidates.Northline] = new() { Name = "Northline Minute", Currency = "USD", BaseFee = 180, Unit = BillingUnit.Minute, IncludedUnits = 100, UnitPrice = 1.60m, Increment = TimeSpan.FromMinutes(1), WrapUp = TimeSpan.FromMinutes(1) },
        [PartnerCandidates.Quick] = new() { Name = "QuickAnswer per call", Currency = "USD", BaseFee = 99, Unit = BillingUnit.PerCall, IncludedUnits = 30, UnitPrice = 2.40m },
    };
}
