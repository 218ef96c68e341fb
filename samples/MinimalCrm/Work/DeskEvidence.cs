using Outsourcing.Delegation;
using Outsourcing.Storage;

namespace MinimalCrm.Work;

/// <summary>What the demo knows of its front desk: it acknowledged every version, lacks nothing and has people enough.</summary>
internal sealed class DeskEvidence : IFaultLineEvidenceSource
{
    public Task<FaultLineEvidence> CompleteAsync(FaultLineEvidence known, CancellationToken cancellationToken = default) => Task.FromResult(known with
    {
        Receipts = [.. known.Versions.Select(brief => new BriefReceipt { Version = brief.Version, DeliveredAt = known.Engagement.From.AddDays(-3), AcknowledgedAt = known.Engagement.From.AddDays(-2), By = "The front desk" })],
        Outages = [],
        CapacityPerHour = 1_000,
    });
}
