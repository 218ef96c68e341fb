using System.Runtime.CompilerServices;
using Outsourcing.Calls;

namespace Outsourcing.Telephony;

/// <summary>Bandwidth behind the neutral seam.</summary>
/// <remarks>
/// Numbers are bought and routed by Bandwidth's XML API or in its dashboard, so that capability is missing. Calls of the last 7 days
/// are listed; one still queued has no start, so a window of starts may leave it out.
/// </remarks>
internal sealed class BandwidthTelephony(BandwidthClient client) : ITelephony
{
    private const string NoNumbers = "Bandwidth's numbers are bought, routed and released by its XML Numbers API or in its dashboard, which this package does not reach (capability BuyNumbers is missing).";

    public string Provider => BandwidthClient.ProviderName;

    public string Account => client.Account;

    public TelephonyCapabilities Capabilities =>
        TelephonyCapabilities.Calls | TelephonyCapabilities.CallList | TelephonyCapabilities.Messages | TelephonyCapabilities.Recordings;

    public IAsyncEnumerable<AvailableNumber> SearchNumbersAsync(NumberSearch search, CancellationToken cancellationToken = default) => throw new NotSupportedException(NoNumbers);

    public Task<OwnedNumber> BuyNumberAsync(PhoneNumber number, CancellationToken cancellationToken = default) => throw new NotSupportedException(NoNumbers);

    public IAsyncEnumerable<OwnedNumber> ListNumbersAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException(NoNumbers);

    public Task<OwnedNumber> RouteNumberAsync(OwnedNumber number, NumberRouting routing, CancellationToken cancellationToken = default) => throw new NotSupportedException(NoNumbers);

    public Task ReleaseNumberAsync(OwnedNumber number, CancellationToken cancellationToken = default) => throw new NotSupportedException(NoNumbers);

    public Task<CallUpdate> PlaceCallAsync(PhoneNumber caller, PhoneNumber callee, CallFlow flow, CancellationToken cancellationToken = default) =>
        throw new CallFlowNotSupportedException(Provider, flow.Steps[0].Name, "Bandwidth asks for the document when the call is answered: use BandwidthClient.PlaceCallAsync with an AnswerUrl, and answer the flow there.");

    public async Task<CallUpdate?> GetCallAsync(CallId id, CancellationToken cancellationToken = default) =>
        (await client.GetCallAsync(id.ProviderCallId, cancellationToken).ConfigureAwait(false))?.ToUpdate(Account, client.Now);

    public async IAsyncEnumerable<CallUpdate> ListCallsAsync(DateTimeOffset startedFrom, DateTimeOffset startedUntil, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        BandwidthCallFilter filter = new() { StartedFrom = startedFrom, StartedUntil = startedUntil };
        await foreach (BandwidthCall call in client.ListCalls(filter).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            yield return call.ToUpdate(Account, client.Now);
        }
    }

    public Task HangUpAsync(CallId id, CancellationToken cancellationToken = default) => client.HangUpAsync(id.ProviderCallId, cancellationToken);

    public async Task<string> SendTextAsync(PhoneNumber caller, PhoneNumber callee, string text, CancellationToken cancellationToken = default) =>
        (await client.SendMessageAsync(caller, callee, text, null, cancellationToken).ConfigureAwait(false)).Id;
}
