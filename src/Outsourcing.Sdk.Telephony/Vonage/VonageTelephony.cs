using System.Runtime.CompilerServices;
using Outsourcing.Calls;
using PhoneNumbers;

namespace Outsourcing.Telephony;

/// <summary>Vonage behind the neutral seam.</summary>
internal sealed class VonageTelephony(VonageClient client) : ITelephony
{
    public string Provider => VonageClient.ProviderName;

    public string Account => client.Account;

    public TelephonyCapabilities Capabilities =>
        TelephonyCapabilities.Calls | TelephonyCapabilities.CallList | TelephonyCapabilities.BuyNumbers | TelephonyCapabilities.ForwardNumbers
        | TelephonyCapabilities.Messages | TelephonyCapabilities.Recordings;

    public async IAsyncEnumerable<AvailableNumber> SearchNumbersAsync(NumberSearch search, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (VonageAvailableNumber found in client.SearchNumbers(search).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            yield return new AvailableNumber { Number = PhoneNumber.Parse("+" + found.Msisdn), Locality = found.Country };
        }
    }

    public async Task<OwnedNumber> BuyNumberAsync(PhoneNumber number, CancellationToken cancellationToken = default)
    {
        // Vonage asks for the country, and several share a calling code.
        PhoneNumberUtil plan = PhoneNumberUtil.GetInstance();
        PhoneNumbers.PhoneNumber parsed = plan.Parse(number.E164, null);
        string? country = plan.GetRegionCodeForNumber(parsed) ?? (plan.GetRegionCodesForCountryCode(parsed.CountryCode) is [var only] ? only : null);
        if (country is null)
        {
            throw new NotSupportedException("The numbering plan does not say which country the number is in, which Vonage asks for: use VonageClient.BuyNumberAsync.");
        }

        await client.BuyNumberAsync(country, number, cancellationToken).ConfigureAwait(false);
        return VonageMapping.Owned(country, number);
    }

    public async IAsyncEnumerable<OwnedNumber> ListNumbersAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (VonageNumber number in client.ListNumbers().WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            yield return number.ToOwned();
        }
    }

    public Task<OwnedNumber> RouteNumberAsync(OwnedNumber number, NumberRouting routing, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("At Vonage a number belongs to an application, whose settings hold the addresses: use VonageClient.ConfigureNumberAsync.");

    public Task ForwardNumberAsync(OwnedNumber number, PhoneNumber? target, CancellationToken cancellationToken = default) =>
        client.ForwardNumberAsync(number.Country(), number.Number, target, cancellationToken);

    public Task ReleaseNumberAsync(OwnedNumber number, CancellationToken cancellationToken = default) => client.ReleaseNumberAsync(number.Country(), number.Number, cancellationToken);

    public async Task<CallUpdate> PlaceCallAsync(PhoneNumber caller, PhoneNumber callee, CallFlow flow, CancellationToken cancellationToken = default)
    {
        VonageCallRequest request = new() { From = caller, To = callee, Flow = flow };
        CallUpdate placed = (await client.PlaceCallAsync(request, cancellationToken).ConfigureAwait(false)).ToUpdate(Account, client.Now);
        return placed with { Direction = CallDirection.Outbound, Caller = new CallParty { Number = callee }, Dialled = caller };
    }

    public async Task<CallUpdate?> GetCallAsync(CallId id, CancellationToken cancellationToken = default) =>
        (await client.GetCallAsync(id.ProviderCallId, cancellationToken).ConfigureAwait(false))?.ToUpdate(Account, client.Now);

    public async IAsyncEnumerable<CallUpdate> ListCallsAsync(DateTimeOffset startedFrom, DateTimeOffset startedUntil, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (VonageCall call in client.ListCalls(new VonageCallFilter { StartedFrom = startedFrom, StartedUntil = startedUntil }).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            yield return call.ToUpdate(Account, client.Now);
        }
    }

    public Task HangUpAsync(CallId id, CancellationToken cancellationToken = default) => client.HangUpAsync(id.ProviderCallId, cancellationToken);

    public async Task<string> SendTextAsync(PhoneNumber caller, PhoneNumber callee, string text, CancellationToken cancellationToken = default) =>
        (await client.SendMessageAsync(caller, callee, text, null, cancellationToken).ConfigureAwait(false)).MessageId!;
}
