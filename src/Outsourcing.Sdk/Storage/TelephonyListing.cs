using Outsourcing.Calls;
using Outsourcing.Telephony;
using Outsourcing.Webhooks;

namespace Outsourcing.Storage;

/// <summary>Lists the calls of a telephony account, window by window.</summary>
internal sealed class TelephonyListing(ITelephony telephony, TimeProvider time) : ICallListing
{
    public string Provider => telephony.Provider;

    public string Account => telephony.Account;

    public bool ReadsWindows => true;

    public IAsyncEnumerable<CallUpdate> ReadAsync(DateTimeOffset since, CancellationToken cancellationToken = default) =>
        telephony.ListCallsAsync(since, time.GetUtcNow(), cancellationToken);

    public IAsyncEnumerable<CallUpdate> ReadAsync(DateTimeOffset since, DateTimeOffset until, CancellationToken cancellationToken = default) =>
        telephony.ListCallsAsync(since, until, cancellationToken);
}
