using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using Outsourcing.Calls;
using Outsourcing.Telephony;

namespace Outsourcing.Testing;

/// <summary>A telephony account in memory: numbers, calls and texts that a test sets up, sees and lets fail.</summary>
/// <remarks>
/// <para>
/// It is as strict as a real provider: a call or text from a number the account does not own is refused, as is buying a number that is
/// not on offer, or ending a call that is unknown. Until a test offers numbers of its own, twenty American and twenty British ones are
/// on offer, all from ranges reserved for fiction.
/// </para>
/// <para>Every operation completes at once. Safe for use by several threads.</para>
/// </remarks>
public sealed class FakeTelephony : ITelephony
{
    private const TelephonyCapabilities Everything = TelephonyCapabilities.Calls | TelephonyCapabilities.CallList | TelephonyCapabilities.BuyNumbers
        | TelephonyCapabilities.ForwardNumbers | TelephonyCapabilities.Messages | TelephonyCapabilities.Recordings | TelephonyCapabilities.IdempotentCommands;

    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly List<Offered> _offers = [.. Fictional("US", 12125550100, "New York"), .. Fictional("GB", 442079460080, "London")];
    private readonly List<OwnedNumber> _owned = [];
    private readonly Dictionary<PhoneNumber, PhoneNumber> _forwarded = [];
    private readonly Dictionary<CallId, CallUpdate> _calls = [];
    private readonly HashSet<string> _impossible = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(TelephonyFault Fault, TelephonyOperation? Only)> _faults = [];
    private bool _ownOffers;
    private int _lastNumber;
    private int _lastCall;
    private int _lastText;

    /// <summary>Initializes an account that owns nothing and can do everything.</summary>
    /// <param name="account">The account, as the app names it.</param>
    /// <param name="provider">The provider; kept in lower case.</param>
    /// <param name="time">The clock that calls and texts take their times from; the system's when left out.</param>
    public FakeTelephony(string account = "main", string provider = "fake", TimeProvider? time = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(account);
        ArgumentException.ThrowIfNullOrWhiteSpace(provider);
        Account = account;
        Provider = provider.ToLowerInvariant();
        _time = time ?? TimeProvider.System;
    }

    /// <inheritdoc/>
    public string Provider { get; }

    /// <inheritdoc/>
    public string Account { get; }

    /// <summary>Gets or sets what the provider can do; an operation whose capability is missing throws <see cref="NotSupportedException"/>.</summary>
    /// <value>The default is everything.</value>
    public TelephonyCapabilities Capabilities { get; set; } = Everything;

    /// <summary>Gets or sets whether the provider can route a single number to an address, which some cannot.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool RoutesNumbers { get; set; } = true;

    /// <summary>Gets what was asked, in order: what was refused or told to fail too, what a missing capability stopped not.</summary>
    public Collected<TelephonyRequest> Requests { get; } = new();

    /// <summary>Gets the texts that were sent, in order.</summary>
    public Collected<FakeText> Texts { get; } = new();

    /// <summary>Gets the numbers owned now, in the order they were got.</summary>
    public IReadOnlyList<OwnedNumber> Numbers
    {
        get
        {
            lock (_gate)
            {
                return ValueList.Copy(_owned);
            }
        }
    }

    /// <summary>Gets the calls as they are now, newest start first.</summary>
    public IReadOnlyList<CallUpdate> Calls
    {
        get
        {
            lock (_gate)
            {
                return ValueList.Copy(NewestFirst());
            }
        }
    }

    /// <summary>Offers a number for sale. The first one takes the place of those on offer by default.</summary>
    /// <param name="number">The number.</param>
    /// <param name="country">Its country as ISO 3166-1 alpha-2, such as <c>US</c>.</param>
    /// <param name="locality">Its town or region.</param>
    /// <returns>This account.</returns>
    /// <exception cref="ArgumentException">The number is not of that country.</exception>
    public FakeTelephony Offer(PhoneNumber number, string country, string? locality = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(country);
        Offered offer = new(number, country, National(number, country), locality);
        lock (_gate)
        {
            if (!_ownOffers)
            {
                _offers.Clear();
                _ownOffers = true;
            }

            _offers.Add(offer);
        }

        return this;
    }

    /// <summary>Lets the account own a number from the start.</summary>
    /// <param name="number">The number.</param>
    /// <param name="routing">Where its calls go.</param>
    /// <returns>The number owned.</returns>
    /// <exception cref="ArgumentException">The account owns it already.</exception>
    public OwnedNumber Own(PhoneNumber number, NumberRouting? routing = null)
    {
        lock (_gate)
        {
            return Find(number) is null ? Add(number, routing) : throw new ArgumentException($"The account owns {number} already.", nameof(number));
        }
    }

    /// <summary>Tells where a number's calls are forwarded to.</summary>
    /// <param name="number">The number.</param>
    /// <returns>The target; <see langword="null"/> when they are not.</returns>
    public PhoneNumber? ForwardingOf(PhoneNumber number)
    {
        lock (_gate)
        {
            return _forwarded.TryGetValue(number, out PhoneNumber target) ? target : null;
        }
    }

    /// <summary>Makes a step of call flows one the provider cannot do: placing a call with it throws <see cref="CallFlowNotSupportedException"/>.</summary>
    /// <param name="step">The step's name, such as <c>voicemail</c>.</param>
    /// <returns>This account.</returns>
    public FakeTelephony WithoutStep(string step)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(step);
        lock (_gate)
        {
            _impossible.Add(step);
        }

        return this;
    }

    /// <summary>Lets the provider know a call, or more of it, such as one that came in.</summary>
    /// <param name="state">The call as the provider has it now, such as <see cref="CallBuilder.ToFetched"/> makes it; it takes the place of what was said of it before.</param>
    /// <returns>This account.</returns>
    /// <exception cref="ArgumentException">The call belongs to another provider or account.</exception>
    public FakeTelephony AddCall(CallUpdate state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Call.Provider != Provider || !string.Equals(state.Call.Account, Account, StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"The call belongs to {state.Call.Provider}/{state.Call.Account}, not to {Provider}/{Account}; make it with the fake's own provider and account.", nameof(state));
        }

        lock (_gate)
        {
            _calls[state.Call] = state with { Verification = WebhookVerification.Fetched };
        }

        return this;
    }

    /// <summary>Lets a call that is under way go on: it rings, is answered, or ends, now by the fake's clock.</summary>
    /// <param name="id">The call.</param>
    /// <param name="status">Where it is from now on.</param>
    /// <returns>The call as it is now, as a webhook would report it.</returns>
    /// <exception cref="ArgumentException">There is no such call.</exception>
    /// <exception cref="InvalidOperationException">The call is over.</exception>
    public CallUpdate Progress(CallId id, CallStatus status)
    {
        lock (_gate)
        {
            CallUpdate call = _calls.GetValueOrDefault(id) ?? throw new ArgumentException($"There is no call {id}; place it, or add it with AddCall.", nameof(id));
            return call.Status is { IsFinal: true }
                ? throw new InvalidOperationException($"The call {id} is over ({call.Status}) and cannot become {status}.")
                : _calls[id] = Next(call, status);
        }
    }

    /// <summary>Lets the next operation fail.</summary>
    /// <param name="fault">How.</param>
    /// <param name="only">Which operation; the next one, whichever it is, when left out.</param>
    /// <param name="times">How many of them, 1 or more.</param>
    public void FailNext(TelephonyFault fault, TelephonyOperation? only = null, int times = 1)
    {
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        lock (_gate)
        {
            _faults.AddRange(Enumerable.Repeat((fault, only), times));
        }
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException"><see cref="TelephonyCapabilities.BuyNumbers"/> is missing.</exception>
    public IAsyncEnumerable<AvailableNumber> SearchNumbersAsync(NumberSearch search, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(search);
        Require(TelephonyCapabilities.BuyNumbers, "sells no numbers");
        return ReadAsync(Request(TelephonyOperation.SearchNumbers) with { Search = search }, () => Search(search), cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException"><see cref="TelephonyCapabilities.BuyNumbers"/> is missing.</exception>
    public Task<OwnedNumber> BuyNumberAsync(PhoneNumber number, CancellationToken cancellationToken = default)
    {
        Require(TelephonyCapabilities.BuyNumbers, "sells no numbers");
        return SendAsync(
            Request(TelephonyOperation.BuyNumber) with { Number = number },
            () => Find(number) is null && _offers.Exists(offer => offer.Number == number)
                ? Add(number, null)
                : throw new RefusedException(TelephonyFault.Refused(code: "number-not-available")),
            cancellationToken);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<OwnedNumber> ListNumbersAsync(CancellationToken cancellationToken = default) =>
        ReadAsync<OwnedNumber>(Request(TelephonyOperation.ListNumbers), () => [.. _owned], cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException"><see cref="RoutesNumbers"/> is <see langword="false"/>.</exception>
    public Task<OwnedNumber> RouteNumberAsync(OwnedNumber number, NumberRouting routing, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(number);
        ArgumentNullException.ThrowIfNull(routing);
        return RoutesNumbers
            ? SendAsync(
                Request(TelephonyOperation.RouteNumber) with { Number = number.Number, Routing = routing },
                () => _owned[PlaceOf(number)] = _owned[PlaceOf(number)] with { Routing = routing },
                cancellationToken)
            : throw new NotSupportedException($"At {Provider} a number belongs to an application, whose settings hold the addresses.");
    }

    /// <inheritdoc/>
    public Task ForwardNumberAsync(OwnedNumber number, PhoneNumber? target, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(number);
        Require(TelephonyCapabilities.ForwardNumbers, "has no setting that forwards a number");
        return SendAsync(
            Request(TelephonyOperation.ForwardNumber) with { Number = number.Number, Target = target },
            () =>
            {
                PhoneNumber owned = _owned[PlaceOf(number)].Number;
                if (target is { } other)
                {
                    _forwarded[owned] = other;
                }
                else
                {
                    _forwarded.Remove(owned);
                }

                return owned;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task ReleaseNumberAsync(OwnedNumber number, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(number);
        return SendAsync(
            Request(TelephonyOperation.ReleaseNumber) with { Number = number.Number },
            () =>
            {
                OwnedNumber owned = _owned[PlaceOf(number)];
                _owned.Remove(owned);
                return _forwarded.Remove(owned.Number);
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException"><see cref="TelephonyCapabilities.Calls"/> is missing.</exception>
    /// <exception cref="CallFlowNotSupportedException"><see cref="WithoutStep"/> ruled a step out.</exception>
    public Task<CallUpdate> PlaceCallAsync(PhoneNumber caller, PhoneNumber callee, CallFlow flow, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(flow);
        Require(TelephonyCapabilities.Calls, "places no calls");
        lock (_gate)
        {
            if (flow.Steps.FirstOrDefault(step => _impossible.Contains(step.Name)) is { } step)
            {
                throw new CallFlowNotSupportedException(Provider, step.Name, "Leave the step out.");
            }
        }

        return SendAsync(
            Request(TelephonyOperation.PlaceCall) with { Caller = caller, Callee = callee, Flow = flow },
            () =>
            {
                RequireOwned(caller);
                return Place(caller, callee);
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException"><see cref="TelephonyCapabilities.Calls"/> is missing.</exception>
    public Task<CallUpdate?> GetCallAsync(CallId id, CancellationToken cancellationToken = default)
    {
        Require(TelephonyCapabilities.Calls, "reads no calls");
        return SendAsync(Request(TelephonyOperation.GetCall) with { Call = id }, () => _calls.GetValueOrDefault(id), cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>Newest start first; both ends of the window are in it. A call whose start is not said counts from its revision.</remarks>
    /// <exception cref="NotSupportedException"><see cref="TelephonyCapabilities.CallList"/> is missing.</exception>
    public IAsyncEnumerable<CallUpdate> ListCallsAsync(DateTimeOffset startedFrom, DateTimeOffset startedUntil, CancellationToken cancellationToken = default)
    {
        Require(TelephonyCapabilities.CallList, "lists no past calls");
        return ReadAsync<CallUpdate>(
            Request(TelephonyOperation.ListCalls) with { StartedFrom = startedFrom, StartedUntil = startedUntil },
            () => [.. NewestFirst().Where(call => StartOf(call) >= startedFrom && StartOf(call) <= startedUntil)],
            cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException"><see cref="TelephonyCapabilities.Calls"/> is missing.</exception>
    public Task HangUpAsync(CallId id, CancellationToken cancellationToken = default)
    {
        Require(TelephonyCapabilities.Calls, "ends no calls");
        return SendAsync(
            Request(TelephonyOperation.HangUp) with { Call = id },
            () =>
            {
                CallUpdate call = _calls.GetValueOrDefault(id) ?? throw new RefusedException(TelephonyFault.Refused(HttpStatusCode.NotFound));
                return call.Status is { IsFinal: true } ? call : _calls[id] = Next(call, call.AnsweredAt is null ? CallStatus.Canceled : CallStatus.Completed);
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException"><see cref="TelephonyCapabilities.Messages"/> is missing.</exception>
    public Task<string> SendTextAsync(PhoneNumber caller, PhoneNumber callee, string text, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        Require(TelephonyCapabilities.Messages, "sends no texts");
        return SendAsync(
            Request(TelephonyOperation.SendText) with { Caller = caller, Callee = callee, Text = text },
            () =>
            {
                RequireOwned(caller);
                FakeText sent = new() { Id = Id("text", ++_lastText), Caller = caller, Callee = callee, Text = text, SentAt = _time.GetUtcNow() };
                Texts.Add(sent);
                return sent.Id;
            },
            cancellationToken);
    }

    // The part after the country code, found by dialling it within the country.
    private static string National(PhoneNumber number, string country)
    {
        for (int code = 1; code <= 3; code++)
        {
            string national = number.E164[(1 + code)..];
            if (PhoneNumber.TryParse(national, out PhoneNumber dialled, country) && dialled == number)
            {
                return national;
            }
        }

        throw new ArgumentException($"The number {number} is not of the country '{country}'.", nameof(country));
    }

    private static IEnumerable<Offered> Fictional(string country, long first, string locality) => Enumerable.Range(0, 20)
        .Select(place => PhoneNumber.Parse(string.Create(CultureInfo.InvariantCulture, $"+{first + place}")))
        .Select(number => new Offered(number, country, National(number, country), locality));

    private static string Id(string kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{kind}-{number}");

    private static DateTimeOffset StartOf(CallUpdate call) => call.StartedAt ?? call.Revision.At;

    private IEnumerable<CallUpdate> NewestFirst() => _calls.Values.OrderByDescending(StartOf).ThenBy(call => call.Call.Value, StringComparer.Ordinal);

    private List<AvailableNumber> Search(NumberSearch search) =>
    [
        .. _offers
            .Where(offer => string.Equals(offer.Country, search.Country, StringComparison.OrdinalIgnoreCase)
                && (search.AreaCode is null || offer.National.StartsWith(search.AreaCode, StringComparison.Ordinal))
                && (search.Contains is null || offer.Number.E164.Contains(search.Contains, StringComparison.Ordinal))
                && Find(offer.Number) is null)
            .Take(search.Limit)
            .Select(offer => new AvailableNumber { Number = offer.Number, Locality = offer.Locality }),
    ];

    private OwnedNumber? Find(PhoneNumber number) => _owned.Find(owned => owned.Number == number);

    private int PlaceOf(OwnedNumber number) => _owned.FindIndex(owned => owned.Id == number.Id) is var place and >= 0
        ? place
        : throw new RefusedException(TelephonyFault.Refused(HttpStatusCode.NotFound));

    private OwnedNumber Add(PhoneNumber number, NumberRouting? routing)
    {
        OwnedNumber owned = new() { Id = Id("number", ++_lastNumber), Number = number, Routing = routing };
        _owned.Add(owned);
        return owned;
    }

    private void RequireOwned(PhoneNumber caller)
    {
        if (Find(caller) is null)
        {
            throw new RefusedException(TelephonyFault.Refused(code: "caller-not-owned"));
        }
    }

    private CallUpdate Place(PhoneNumber caller, PhoneNumber callee)
    {
        CallId id;
        do
        {
            id = new CallId(Provider, Account, Id("call", ++_lastCall));
        }
        while (_calls.ContainsKey(id));

        DateTimeOffset now = _time.GetUtcNow();
        return _calls[id] = new CallUpdate
        {
            Call = id,
            Revision = new CallRevision(now, "fake:queued"),
            Verification = WebhookVerification.Fetched,
            Direction = CallDirection.Outbound,
            Status = CallStatus.Queued,
            RawStatus = CallStatus.Queued.Value,
            Caller = new CallParty { Number = callee },
            Dialled = caller,
            StartedAt = now,
        };
    }

    private CallUpdate Next(CallUpdate call, CallStatus status)
    {
        DateTimeOffset now = _time.GetUtcNow();
        DateTimeOffset? answered = call.AnsweredAt ?? (status == CallStatus.InProgress || status == CallStatus.Completed ? now : null);
        return call with
        {
            Revision = new CallRevision(now, $"fake:{status}", call.Revision.Sequence + 1),
            Status = status,
            RawStatus = status.Value,
            AnsweredAt = answered,
            EndedAt = status.IsFinal ? now : call.EndedAt,
            Duration = status.IsFinal ? now - (answered ?? now) : call.Duration,
            Completeness = call.Completeness | (status.IsFinal ? CallCompleteness.Ended : CallCompleteness.None),
        };
    }

    private void Require(TelephonyCapabilities capability, string lack)
    {
        if (!Capabilities.HasFlag(capability))
        {
            throw new NotSupportedException($"{Provider} {lack} (capability {capability} is missing).");
        }
    }

    private TelephonyRequest Request(TelephonyOperation operation) => new() { Operation = operation, At = _time.GetUtcNow() };

    private async IAsyncEnumerable<T> ReadAsync<T>(TelephonyRequest request, Func<IReadOnlyList<T>> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (T one in await SendAsync(request with { At = _time.GetUtcNow() }, read, cancellationToken).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return one;
        }
    }

    private Task<T> SendAsync<T>(TelephonyRequest request, Func<T> effect, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellationToken);
        }

        lock (_gate)
        {
            TelephonyFault? fault = TakeFault(request.Operation);
            T? result = default;
            if (fault is null or { TakesEffect: true })
            {
                try
                {
                    result = effect();
                }
                catch (RefusedException refused)
                {
                    // What the provider would have refused had no effect, and its answer is lost all the same.
                    fault ??= refused.Fault;
                }
            }

            Requests.Add(request with { Failed = fault is not null });
            return fault is null ? Task.FromResult(result!) : Task.FromException<T>(fault.ToException(Provider, Account, request));
        }
    }

    private TelephonyFault? TakeFault(TelephonyOperation operation)
    {
        int place = _faults.FindIndex(planned => planned.Only is null || planned.Only == operation);
        if (place < 0)
        {
            return null;
        }

        TelephonyFault fault = _faults[place].Fault;
        _faults.RemoveAt(place);
        return fault;
    }

    private sealed record Offered(PhoneNumber Number, string Country, string National, string? Locality);

    private sealed class RefusedException(TelephonyFault fault) : Exception
    {
        public TelephonyFault Fault { get; } = fault;
    }
}
