using System.Runtime.CompilerServices;
using Outsourcing.Calls;

namespace Outsourcing.Telephony;

/// <summary>Bandwidth behind the neutral seam.</summary>
/// <remarks>
/// Numbers are bought where a sub-account is set, and belong to a location, whose application holds the addresses. Calls of the last 7 days
/// are listed; one still queued has no start, so a window of starts may leave it out.
/// </remarks>
internal sealed class BandwidthTelephony(BandwidthClient client) : ITelephony
{
    public string Provider => BandwidthClient.ProviderName;

    public string Account => client.Account;

    public TelephonyCapabilities Capabilities =>
        TelephonyCapabilities.Calls | TelephonyCapabilities.CallList | TelephonyCapabilities.Messages | TelephonyCapabilities.Recordings
        | (client.OrdersNumbers ? TelephonyCapabilities.BuyNumbers : TelephonyCapabilities.None);

    public async IAsyncEnumerable<AvailableNumber> SearchNumbersAsync(NumberSearch search, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (BandwidthAvailableNumber found in client.SearchNumbers(search).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            yield return new AvailableNumber { Number = found.Number };
        }
    }

    public async Task<OwnedNumber> BuyNumberAsync(PhoneNumber number, CancellationToken cancellationToken = default)
    {
        if (!client.OrdersNumbers)
        {
            throw new NotSupportedException("Bandwidth orders numbers for a sub-account, and none is set (capability BuyNumbers is missing): set BandwidthOptions.SiteId.");
        }

        await client.OrderNumberAsync(number, cancellationToken).ConfigureAwait(false);
        return Owned(number);
    }

    public async IAsyncEnumerable<OwnedNumber> ListNumbersAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (BandwidthNumber number in client.ListNumbers().WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            yield return Owned(number.Number);
        }
    }

    public Task<OwnedNumber> RouteNumberAsync(OwnedNumber number, NumberRouting routing, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("At Bandwidth a number belongs to a location, whose application holds the addresses: set them in the dashboard, and the location by BandwidthOptions.PeerId before ordering.");

    public Task ReleaseNumberAsync(OwnedNumber number, CancellationToken cancellationToken = default) => client.ReleaseNumberAsync(number.Number, cancellationToken);

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

    private static OwnedNumber Owned(PhoneNumber number) => new() { Id = number.E164, Number = number };
}
