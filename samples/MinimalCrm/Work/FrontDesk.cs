using MinimalCrm.Demo;
using Outsourcing.Calls;
using Outsourcing.Delegation;
using Outsourcing.Engagements;
using Outsourcing.Storage;

namespace MinimalCrm.Work;

/// <summary>The simulated partner's report on a call that ended, by the version of the brief in force when it started. A real partner sends its own.</summary>
internal sealed class FrontDesk(ICallStore calls, IDocumentStore<Engagement> engagements, IDocumentStore<DelegationBrief> briefs) : ICallRecordHandler
{
    public async Task HandleAsync(CallRecordChange change, CancellationToken cancellationToken = default)
    {
        CallRecord call = change.Record;
        if (call.Status != CallStatus.Completed || call.Intent is not null || call.StartedAt is not { } start)
        {
            return;
        }

        Engagement? engagement = (await engagements.FindAsync(Seed.Engagement.Value, cancellationToken: cancellationToken))?.Document;
        if (engagement?.BriefVersionInForce(start) is not { } inForce
            || await briefs.FindAsync(inForce.Brief.Value, inForce.Version, cancellationToken) is not { } brief)
        {
            return;
        }

        // Merging is harmless when it is repeated: the report is the same each time.
        await calls.MergeAsync([FrontDeskWork.Report(call.Id, call.EndedAt ?? start, FrontDeskWork.MatterOf(call.Id), brief.Document)], cancellationToken);
    }
}
