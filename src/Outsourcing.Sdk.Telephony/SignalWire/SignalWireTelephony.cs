using System.Runtime.CompilerServices;
using Outsourcing.Calls;

namespace Outsourcing.Telephony;

/// <summary>SignalWire behind the neutral seam.</summary>
/// <remarks>SignalWire has no setting that forwards a number: route it to the app, whose call flow dials.</remarks>
internal sealed class SignalWireTelephony(SignalWireClient client) : ITelephony
{
    public string Provider => SignalWireClient.ProviderName;

    public string Account => client.Account;

    public TelephonyCapabilities Capabilities =>
        TelephonyCapabilities.Calls | TelephonyCapabilities.CallList | TelephonyCapabilities.BuyNumbers | TelephonyCapabilities.Messages | TelephonyCapabilities.Recordings;

    public async IAsyncEnumerable<AvailableNumber> SearchNumbersAsync(NumberSearch search, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (SignalWireAvailableNumber found in client.SearchNumbers(search).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            yield return new AvailableNumber { Number = PhoneNumber.Parse(found.PhoneNumber), Locality = found.Locality ?? found.Region };
        }
    }

    public async Task<OwnedNumber> BuyNumberAsync(PhoneNumber number, CancellationToken cancellationToken = default) =>
        (await client.BuyNumberAsync(number, null, cancellationToken).ConfigureAwait(false)).ToOwned();

    public async IAsyncEnumerable<OwnedNumber> ListNumbersAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (SignalWireNumber number in client.ListNumbers().WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            yield return number.ToOwned();
        }
    }

    public async Task<OwnedNumber> RouteNumberAsync(OwnedNumber number, NumberRouting routing, CancellationToken cancellationToken = default)
    {
        SignalWireNumberSettings settings = new() { VoiceUrl = routing.Answer, VoiceFallbackUrl = routing.Fallback, StatusCallback = routing.Status };
        return (await client.ConfigureNumberAsync(number.Id, settings, cancellationToken).ConfigureAwait(false)).ToOwned();
    }

    public Task ReleaseNumberAsync(OwnedNumber number, CancellationToken cancellationToken = default) => client.ReleaseNumberAsync(number.Id, cancellationToken);

    public async Task<CallUpdate> PlaceCallAsync(PhoneNumber caller, PhoneNumber callee, CallFlow flow, CancellationToken cancellationToken = default)
    {
        SignalWireCallRequest request = new() { From = caller, To = callee, Document = SignalWireMarkup.Instance.Render(flow) };
        return (await client.PlaceCallAsync(request, cancellationToken).ConfigureAwait(false)).ToUpdate(Account, client.Now);
    }

    public async Task<CallUpdate?> GetCallAsync(CallId id, CancellationToken cancellationToken = default) =>
        (await client.GetCallAsync(id.ProviderCallId, cancellationToken).ConfigureAwait(false))?.ToUpdate(Account, client.Now);

    public async IAsyncEnumerable<CallUpdate> ListCallsAsync(DateTimeOffset startedFrom, DateTimeOffset startedUntil, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        SignalWireCallFilter filter = new() { StartedFrom = startedFrom, StartedUntil = startedUntil };
        await foreach (SignalWireCall call in client.ListCalls(filter).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            yield return call.ToUpdate(Account, client.Now);
        }
    }

    public Task HangUpAsync(CallId id, CancellationToken cancellationToken = default) => client.HangUpAsync(id.ProviderCallId, cancellationToken);

    public async Task<string> SendTextAsync(PhoneNumber caller, PhoneNumber callee, string text, CancellationToken cancellationToken = default) =>
        (await client.SendMessageAsync(caller, callee, text, null, cancellationToken).ConfigureAwait(false)).Sid;
}
