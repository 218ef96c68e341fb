using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Outsourcing.Calls;
using Outsourcing.Storage;
using Outsourcing.Telephony;
using Shouldly;

namespace Outsourcing.EntityFrameworkCore.Tests;

/// <summary>Polling over every database: windows overlap, marks last, and what says nothing new is not stored again.</summary>
public sealed class CallPollingTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Poll_Again_ReadsFromBeforeTheMark_AndStoresOnlyNews(string database)
    {
        await using StoreHost host = await StoreHost.StartAsync(database);
        CallPolling polling = host.Services.GetRequiredService<CallPolling>();
        ListedCalls provider = new(host.Clock);
        CallPollingOptions options = new() { FirstWindow = TimeSpan.FromHours(30), Overlap = TimeSpan.FromHours(1) };
        provider.Calls["CA1"] = (Now.AddHours(-29), "completed");
        provider.Calls["CA2"] = (Now.AddMinutes(-20), "in-progress");

        int first = await polling.PollAsync(provider, options);
        host.Clock.Advance(TimeSpan.FromMinutes(10));
        int nothing = await polling.PollAsync(provider, options);
        provider.Calls["CA2"] = (Now.AddMinutes(-20), "completed");
        host.Clock.Advance(TimeSpan.FromMinutes(10));
        int ended = await polling.PollAsync(provider, options);

        (first, nothing, ended).ShouldBe((2, 0, 1));
        provider.Windows.ShouldBe(
        [
            (Now.AddHours(-30), Now.AddHours(-6)), (Now.AddHours(-6), Now),
            (Now.AddHours(-1), Now.AddMinutes(10)),
            (Now.AddMinutes(-50), Now.AddMinutes(20)),
        ]);
        (await host.Calls.GetAsync(new CallId("lines", "north", "CA2")))!.ToRecord().Status.ShouldBe(CallStatus.Completed);
        (await host.Calls.GetAsync(new CallId("lines", "north", "CA1")))!.Updates.Count.ShouldBe(1);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Poll_ThatFailsHalfway_GoesOnWhereItCameTo(string database)
    {
        await using StoreHost host = await StoreHost.StartAsync(database);
        CallPolling polling = host.Services.GetRequiredService<CallPolling>();
        ListedCalls provider = new(host.Clock) { FailAt = 2 };
        CallPollingOptions options = new() { FirstWindow = TimeSpan.FromDays(3), Overlap = TimeSpan.Zero };

        await Should.ThrowAsync<OutsourcingException>(() => polling.PollAsync(provider, options));
        await polling.PollAsync(provider, options);

        provider.Windows.Select(window => window.From).ShouldBe([Now.AddDays(-3), Now.AddDays(-2), Now.AddDays(-2), Now.AddDays(-1)]);
    }

    [Fact]
    public void Options_ThatCannotWork_AreRefusedAtRegistration() =>
        Should.Throw<ArgumentException>(() => new ServiceCollection().AddOutsourcing().AddCallPolling("north", options => options.Interval = TimeSpan.Zero)).Message.ShouldContain("above zero");

    /// <summary>A provider that lists calls by their start, as of now; all else it cannot.</summary>
    internal sealed class ListedCalls(TimeProvider time) : ITelephony
    {
        public PhoneNumber? Caller { get; init; }

        public Dictionary<string, (DateTimeOffset StartedAt, string Status)> Calls { get; } = [];

        public List<(DateTimeOffset From, DateTimeOffset Until)> Windows { get; } = [];

        public int FailAt { get; init; }

        public string Provider => "lines";

        public string Account => "north";

        public TelephonyCapabilities Capabilities => throw new NotSupportedException();

        public async IAsyncEnumerable<CallUpdate> ListCallsAsync(DateTimeOffset startedFrom, DateTimeOffset startedUntil, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            Windows.Add((startedFrom, startedUntil));
            if (Windows.Count == FailAt)
            {
                throw new OutsourcingException("away");
            }

            foreach ((string id, (DateTimeOffset startedAt, string status)) in Calls.Where(call => call.Value.StartedAt >= startedFrom && call.Value.StartedAt < startedUntil))
            {
                yield return new CallUpdate
                {
                    Call = new CallId("lines", "north", id),
                    Revision = new CallRevision(time.GetUtcNow(), $"fetch:{status}"),
                    Status = CallStatus.From(status),
                    StartedAt = startedAt,
                    Caller = Caller is null ? null : new CallParty { Number = Caller },
                    Verification = WebhookVerification.Fetched,
                };
            }
        }

        public IAsyncEnumerable<AvailableNumber> SearchNumbersAsync(NumberSearch search, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<OwnedNumber> BuyNumberAsync(PhoneNumber number, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public IAsyncEnumerable<OwnedNumber> ListNumbersAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<OwnedNumber> RouteNumberAsync(OwnedNumber number, NumberRouting routing, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task ReleaseNumberAsync(OwnedNumber number, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<CallUpdate> PlaceCallAsync(PhoneNumber caller, PhoneNumber callee, CallFlow flow, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<CallUpdate?> GetCallAsync(CallId id, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task HangUpAsync(CallId id, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<string> SendTextAsync(PhoneNumber caller, PhoneNumber callee, string text, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }
}
