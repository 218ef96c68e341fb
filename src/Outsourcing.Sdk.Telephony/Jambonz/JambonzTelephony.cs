using System.Runtime.CompilerServices;
using Outsourcing.Calls;

namespace Outsourcing.Telephony;

/// <summary>jambonz behind the neutral seam.</summary>
internal sealed class JambonzTelephony(JambonzClient client) : ITelephony
{
    private const string NoNumbers = "jambonz sells no numbers (capability BuyNumbers is missing): get one from a carrier, then use JambonzClient.AddNumberAsync.";

    public string Provider => JambonzClient.ProviderName;

    public string Account => client.Account;

    public TelephonyCapabilities Capabilities =>
        TelephonyCapabilities.Calls | TelephonyCapabilities.CallList | TelephonyCapabilities.Messages | TelephonyCapabilities.Recordings;

    public IAsyncEnumerable<AvailableNumber> SearchNumbersAsync(NumberSearch search, CancellationToken cancellationToken = default) => throw new NotSupportedException(NoNumbers);

    public Task<OwnedNumber> BuyNumberAsync(PhoneNumber number, CancellationToken cancellationToken = default) => throw new NotSupportedException(NoNumbers);

    public async IAsyncEnumerable<OwnedNumber> ListNumbersAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (JambonzNumber number in client.ListNumbers().WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            // A carrier's pattern or short number is no telephone number; the client lists it.
            if (number.ToNumber() is { } known)
            {
                yield return new OwnedNumber { Id = number.PhoneNumberSid, Number = known };
            }
        }
    }

    public Task<OwnedNumber> RouteNumberAsync(OwnedNumber number, NumberRouting routing, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("At jambonz a number belongs to an application, whose settings hold the addresses: use JambonzClient.ConfigureNumberAsync.");

    public Task ReleaseNumberAsync(OwnedNumber number, CancellationToken cancellationToken = default) => client.ReleaseNumberAsync(number.Id, cancellationToken);

    public Task<CallUpdate> PlaceCallAsync(PhoneNumber caller, PhoneNumber callee, CallFlow flow, CancellationToken cancellationToken = default) =>
        throw new CallFlowNotSupportedException(Provider, flow.Steps[0].Name, "jambonz asks an application's hook what happens: use JambonzClient.PlaceCallAsync, and answer the flow there.");

    public async Task<CallUpdate?> GetCallAsync(CallId id, CancellationToken cancellationToken = default) =>
        (await client.GetCallAsync(id.ProviderCallId, cancellationToken).ConfigureAwait(false))?.ToUpdate(Account, client.Now);

    // Calls that go on come first: the list of past ones does not name them yet, and a call in both is one call by its id.
    public async IAsyncEnumerable<CallUpdate> ListCallsAsync(DateTimeOffset startedFrom, DateTimeOffset startedUntil, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        HashSet<string> given = new(StringComparer.Ordinal);
        DateTimeOffset now = client.Now;
        if (startedUntil >= now)
        {
            await foreach (JambonzCall call in client.ListCalls().WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                CallUpdate update = call.ToUpdate(Account, now);
                if (update.Status is not { IsFinal: true } && given.Add(call.CallSid))
                {
                    yield return update;
                }
            }
        }

        await foreach (JambonzRecentCall call in client.ListRecentCalls(startedFrom, startedUntil).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (given.Add(call.CallSid))
            {
                yield return call.ToUpdate(Account, client.Now);
            }
        }
    }

    public Task HangUpAsync(CallId id, CancellationToken cancellationToken = default) => client.HangUpAsync(id.ProviderCallId, cancellationToken);

    public async Task<string> SendTextAsync(PhoneNumber caller, PhoneNumber callee, string text, CancellationToken cancellationToken = default) =>
        (await client.SendMessageAsync(caller, callee, text, cancellationToken).ConfigureAwait(false)).Sid;
}
