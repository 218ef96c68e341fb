using System.Runtime.CompilerServices;
using Outsourcing.Calls;

namespace Outsourcing.Telephony;

/// <summary>Plivo behind the neutral seam.</summary>
/// <remarks>Plivo has no setting that forwards a number: route it to the app, whose call flow dials.</remarks>
internal sealed class PlivoTelephony(PlivoClient client) : ITelephony
{
    // No call lasts longer: Plivo ends it.
    private static readonly TimeSpan LongestCall = TimeSpan.FromHours(24);
    private static readonly TimeSpan LongestWindow = TimeSpan.FromDays(30);

    public string Provider => PlivoClient.ProviderName;

    public string Account => client.Account;

    public TelephonyCapabilities Capabilities =>
        TelephonyCapabilities.Calls | TelephonyCapabilities.CallList | TelephonyCapabilities.BuyNumbers | TelephonyCapabilities.Messages | TelephonyCapabilities.Recordings;

    public async IAsyncEnumerable<AvailableNumber> SearchNumbersAsync(NumberSearch search, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (PlivoAvailableNumber found in client.SearchNumbers(search).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            yield return new AvailableNumber { Number = PhoneNumber.Parse("+" + found.Number), Locality = found.City ?? found.Region };
        }
    }

    public async Task<OwnedNumber> BuyNumberAsync(PhoneNumber number, CancellationToken cancellationToken = default)
    {
        await client.BuyNumberAsync(number, null, cancellationToken).ConfigureAwait(false);
        return new OwnedNumber { Id = number.E164[1..], Number = number };
    }

    public async IAsyncEnumerable<OwnedNumber> ListNumbersAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (PlivoNumber number in client.ListNumbers().WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            yield return number.ToOwned();
        }
    }

    public async Task<OwnedNumber> RouteNumberAsync(OwnedNumber number, NumberRouting routing, CancellationToken cancellationToken = default)
    {
        // At Plivo the addresses belong to an application, which several numbers may share: each number routed here gets its own.
        string name = $"number-{number.Number.E164[1..]}";
        PlivoApplicationSettings settings = new() { AnswerUrl = routing.Answer, FallbackUrl = routing.Fallback, HangupUrl = routing.Status };
        string? id = null;
        await foreach (PlivoApplication application in client.ListApplications(name).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (application.AppName == name)
            {
                id = application.AppId;
                break;
            }
        }

        if (id is null)
        {
            id = await client.CreateApplicationAsync(name, settings, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await client.UpdateApplicationAsync(id, settings, cancellationToken).ConfigureAwait(false);
        }

        await client.ConfigureNumberAsync(number.Number, id, null, cancellationToken).ConfigureAwait(false);
        return number with { Routing = routing };
    }

    public Task ReleaseNumberAsync(OwnedNumber number, CancellationToken cancellationToken = default) => client.ReleaseNumberAsync(number.Number, cancellationToken);

    public Task<CallUpdate> PlaceCallAsync(PhoneNumber caller, PhoneNumber callee, CallFlow flow, CancellationToken cancellationToken = default) =>
        throw new CallFlowNotSupportedException(Provider, flow.Steps[0].Name, "Plivo asks an address what to do when the call is answered: use PlivoClient.PlaceCallAsync, and answer the flow there.");

    public async Task<CallUpdate?> GetCallAsync(CallId id, CancellationToken cancellationToken = default) =>
        (await client.GetCallAsync(id.ProviderCallId, cancellationToken).ConfigureAwait(false))?.ToUpdate(Account, client.Now)
        ?? (await client.GetLiveCallAsync(id.ProviderCallId, "live", cancellationToken).ConfigureAwait(false))?.ToUpdate(Account, client.Now)
        ?? (await client.GetLiveCallAsync(id.ProviderCallId, "queued", cancellationToken).ConfigureAwait(false))?.ToUpdate(Account, client.Now);

    public async IAsyncEnumerable<CallUpdate> ListCallsAsync(DateTimeOffset startedFrom, DateTimeOffset startedUntil, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        // Calls move from waiting to going on to ended: listed in that order, none is missed between two lists.
        foreach (string status in new[] { "queued", "live" })
        {
            await foreach (string id in client.ListLiveCalls(status).WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                if (await client.GetLiveCallAsync(id, status, cancellationToken).ConfigureAwait(false) is { } call
                    && (call.SessionStart is null || (call.SessionStart >= startedFrom && call.SessionStart <= startedUntil)) && seen.Add(call.CallUuid))
                {
                    yield return call.ToUpdate(Account, client.Now);
                }
            }
        }

        // Plivo filters by the end, over 30 days at most.
        DateTimeOffset last = startedUntil + LongestCall;
        for (DateTimeOffset from = startedFrom; from < last; from += LongestWindow)
        {
            DateTimeOffset until = last - from > LongestWindow ? from + LongestWindow : last;
            await foreach (PlivoCall call in client.ListCalls(new PlivoCallFilter { EndedFrom = from, EndedUntil = until }).WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                if ((call.InitiationTime is null || (call.InitiationTime >= startedFrom && call.InitiationTime <= startedUntil)) && seen.Add(call.CallUuid))
                {
                    yield return call.ToUpdate(Account, client.Now);
                }
            }
        }
    }

    public Task HangUpAsync(CallId id, CancellationToken cancellationToken = default) => client.HangUpAsync(id.ProviderCallId, cancellationToken);

    public async Task<string> SendTextAsync(PhoneNumber caller, PhoneNumber callee, string text, CancellationToken cancellationToken = default) =>
        (await client.SendMessageAsync(caller, callee, text, null, cancellationToken).ConfigureAwait(false)).MessageUuid[0];
}
