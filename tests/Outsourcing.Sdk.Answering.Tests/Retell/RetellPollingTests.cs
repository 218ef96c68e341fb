using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Outsourcing.Calls;
using Outsourcing.Storage;
using Outsourcing.Webhooks;
using Shouldly;

namespace Outsourcing.Answering.Tests.Retell;

/// <summary>The host polls an answering service's account as it polls a telephony provider's.</summary>
public sealed class RetellPollingTests
{
    [Fact]
    public async Task AddCallPolling_OfARetellAccount_ReadsFromBeforeTheWatermark_AndStoresOnlyNews()
    {
        FakeTimeProvider clock = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
        Memory memory = new();
        const string Ended = """{"items":[{"call_id":"c1","call_status":"ended","start_timestamp":1772438400000,"end_timestamp":1772438460000}],"has_more":false}""";
        StubAccount http = new StubAccount().Answer("POST /v3/list-calls", Ended).Answer("POST /v3/list-calls", Ended);
        await using ServiceProvider services = http.Build((builder, network) =>
        {
            builder.Services.AddSingleton<TimeProvider>(clock);
            builder.AddRetell("desk", options => options.ApiKey = "K", network).AddStorageProcessing().AddCallPolling("desk");
            builder.Services.AddSingleton<ICallStore>(memory).AddSingleton<IPollPositions>(memory).AddSingleton<IPollTurns>(memory);
        });
        CallPollingRegistration registration = services.GetRequiredService<CallPollingRegistration>();
        ICallListing listing = registration.Resolve(services).ShouldHaveSingleItem();
        CallPolling polling = services.GetRequiredService<CallPolling>();

        int first = await polling.PollAsync(listing, registration.Options);
        clock.Advance(TimeSpan.FromMinutes(5));
        int second = await polling.PollAsync(listing, registration.Options);

        (listing.Provider, listing.Account, listing.ReadsWindows).ShouldBe(("retell", "desk", false));
        (first, second).ShouldBe((1, 0));
        memory.Stored.Keys.ShouldHaveSingleItem().Value.ShouldBe("retell/desk/c1");
        DateTimeOffset start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
        http.Sent.Select(sent => DateTimeOffset.FromUnixTimeMilliseconds(JsonElement.Parse(sent.Body).GetProperty("filter_criteria").GetProperty("start_timestamp").GetProperty("value").GetInt64()))
            .ShouldBe([start - registration.Options.FirstWindow, start - registration.Options.Overlap]);
    }

    private sealed class Memory : ICallStore, IPollPositions, IPollTurns
    {
        private string? _position;

        public Dictionary<CallId, CallHistory> Stored { get; } = [];

        public Task<int> MergeAsync(IReadOnlyCollection<CallUpdate> updates, CancellationToken cancellationToken = default)
        {
            foreach (CallUpdate update in updates)
            {
                Stored[update.Call] = Stored.TryGetValue(update.Call, out CallHistory? known) ? known.Merge(update) : CallHistory.From([update]);
            }

            return Task.FromResult(updates.Count);
        }

        public Task<CallHistory?> GetAsync(CallId id, CancellationToken cancellationToken = default) => Task.FromResult(Stored.GetValueOrDefault(id));

        public Task<string?> FindAsync(string provider, string account, CancellationToken cancellationToken = default) => Task.FromResult(_position);

        public Task KeepAsync(string provider, string account, string position, CancellationToken cancellationToken = default)
        {
            _position = position;
            return Task.CompletedTask;
        }

        public IAsyncEnumerable<CallRecord> ListAsync(CallQuery query, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<long> CountAsync(CallQuery query, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<PollTurn> TakeAsync(string provider, string account, TimeSpan interval, TimeSpan duration, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<bool> RenewAsync(PollTurn turn, TimeSpan duration, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<bool> EndAsync(PollTurn turn, PollEnd outcome, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        Task<PollStanding?> IPollTurns.FindAsync(string provider, string account, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
