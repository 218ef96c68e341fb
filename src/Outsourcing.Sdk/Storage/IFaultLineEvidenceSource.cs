using Outsourcing.Delegation;

namespace Outsourcing.Storage;

/// <summary>Adds what only the app knows to the evidence a scheduled review looks for the fault line by.</summary>
/// <remarks>Register one to have faults located further than the stores tell. Without it the receipts and the outages count as unknown.</remarks>
public interface IFaultLineEvidenceSource
{
    /// <summary>Completes the evidence.</summary>
    /// <param name="known">Engagement, versions and arrivals as the stores have them.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The evidence, with receipts, outages or capacity added.</returns>
    Task<FaultLineEvidence> CompleteAsync(FaultLineEvidence known, CancellationToken cancellationToken = default);
}
