using System.Runtime.CompilerServices;
using Outsourcing.Calls;

namespace Outsourcing.Telephony;

/// <summary>Telnyx behind the neutral seam.</summary>
/// <remarks>
/// With a TeXML account, calls are read, listed and ended by their CallSid, which is what TeXML's callbacks name them by; without, by the
/// call control id that Call Control's webhooks carry, and past calls are not listed. A call's leg id and session id are never a call's id here.
/// </remarks>
internal sealed class TelnyxTelephony(TelnyxClient client) : ITelephony
{
    public string Provider => TelnyxClient.ProviderName;

    public string Account => client.Account;

    public TelephonyCapabilities Capabilities =>
        TelephonyCapabilities.Calls | TelephonyCapabilities.BuyNumbers | TelephonyCapabilities.ForwardNumbers | TelephonyCapabilities.Messages
        | TelephonyCapabilities.Recordings | TelephonyCapabilities.IdempotentCommands | (client.HasTexml ? TelephonyCapabilities.CallList : TelephonyCapabilities.None);

    public async IAsyncEnumerable<AvailableNumber> SearchNumbersAsync(NumberSearch search, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (TelnyxAvailableNumber found in client.SearchNumbers(search).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            yield return new AvailableNumber { Number = PhoneNumber.Parse(found.PhoneNumber) };
        }
    }

    public async Task<OwnedNumber> BuyNumberAsync(PhoneNumber number, CancellationToken cancellationToken = default)
    {
        TelnyxNumberOrder order = await client.OrderNumberAsync(number, cancellationToken).ConfigureAwait(false);
        await foreach (TelnyxNumber owned in client.ListNumbers(number, limit: 1).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            return new OwnedNumber { Id = owned.Id, Number = number };
        }

        // Not there yet: the order's id stands in until a listing names the number.
        return new OwnedNumber { Id = order.Id, Number = number };
    }

    public async IAsyncEnumerable<OwnedNumber> ListNumbersAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (TelnyxNumber number in client.ListNumbers().WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            yield return new OwnedNumber { Id = number.Id, Number = PhoneNumber.Parse(number.PhoneNumber) };
        }
    }

    public Task<OwnedNumber> RouteNumberAsync(OwnedNumber number, NumberRouting routing, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("At Telnyx a number belongs to an application, whose settings hold the addresses: use TelnyxClient.ConfigureNumberAsync.");

    public Task ForwardNumberAsync(OwnedNumber number, PhoneNumber? target, CancellationToken cancellationToken = default) => client.ForwardNumberAsync(number.Id, target, cancellationToken);

    public Task ReleaseNumberAsync(OwnedNumber number, CancellationToken cancellationToken = default) => client.ReleaseNumberAsync(number.Id, cancellationToken);

    public Task<CallUpdate> PlaceCallAsync(PhoneNumber caller, PhoneNumber callee, CallFlow flow, CancellationToken cancellationToken = default) =>
        throw new CallFlowNotSupportedException(Provider, flow.Steps[0].Name, "Telnyx takes commands when the call is answered: use TelnyxClient.PlaceCallAsync, and its commands when call.answered comes.");

    public async Task<CallUpdate?> GetCallAsync(CallId id, CancellationToken cancellationToken = default) => client.HasTexml
        ? (await client.GetTexmlCallAsync(id.ProviderCallId, cancellationToken).ConfigureAwait(false))?.ToUpdate(Account, client.Now)
        : (await client.GetCallAsync(id.ProviderCallId, cancellationToken).ConfigureAwait(false))?.ToUpdate(Account, client.Now);

    public IAsyncEnumerable<CallUpdate> ListCallsAsync(DateTimeOffset startedFrom, DateTimeOffset startedUntil, CancellationToken cancellationToken = default) => client.HasTexml
        ? ListTexmlCallsAsync(startedFrom, startedUntil, cancellationToken)
        : throw new NotSupportedException("Telnyx's Call Control lists no past calls (capability CallList is missing); its webhooks report them. Where TeXML answers the calls, set TelnyxOptions.TexmlAccountId.");

    public Task HangUpAsync(CallId id, CancellationToken cancellationToken = default) =>
        client.HasTexml ? client.HangUpTexmlCallAsync(id.ProviderCallId, cancellationToken) : client.HangUpAsync(id.ProviderCallId, cancellationToken);

    public async Task<string> SendTextAsync(PhoneNumber caller, PhoneNumber callee, string text, CancellationToken cancellationToken = default) =>
        (await client.SendMessageAsync(caller, callee, text, null, cancellationToken).ConfigureAwait(false)).Id;

    private async IAsyncEnumerable<CallUpdate> ListTexmlCallsAsync(DateTimeOffset startedFrom, DateTimeOffset startedUntil, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        TelnyxTexmlCallFilter filter = new() { StartedFrom = startedFrom, StartedUntil = startedUntil };
        await foreach (TelnyxTexmlCall call in client.ListTexmlCalls(filter).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            yield return call.ToUpdate(Account, client.Now);
        }
    }
}
