using Outsourcing.Storage;
using Outsourcing.Telephony;

namespace MinimalCrm.Work;

/// <summary>Asks the provider what its webhooks leave out, once a call is over: when it started, for one.</summary>
internal sealed class AskTheProvider([FromKeyedServices(CrmApp.Account)] ITelephony telephony, ICallStore calls) : ICallRecordHandler
{
    public async Task HandleAsync(CallRecordChange change, CancellationToken cancellationToken = default)
    {
        if (change.Record is { Status.IsFinal: true, StartedAt: null } && await telephony.GetCallAsync(change.Record.Id, cancellationToken) is { } told)
        {
            await calls.MergeAsync([told], cancellationToken);
        }
    }
}
