using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Outsourcing.Calls;
using Outsourcing.Storage;
using Shouldly;

namespace Outsourcing.EntityFrameworkCore.Tests;

/// <summary>Retention that applies itself, on every database.</summary>
public sealed class RetentionTests
{
    private const string Planted = "+442079460777";
    private const string Phrase = "the boiler under the stairs";

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Run_RemovesCallsWithTheirRecordings_EmptiesCommands_AndWritesTheTrail(string database)
    {
        Eraser eraser = new();
        await using StoreHost host = await StoreHost.StartAsync(database, builder =>
        {
            builder.AddRetention(options => options.Calls = TimeSpan.FromDays(40)).AddOutboxSender<Publisher>();
            builder.Services.AddSingleton<IRecordingEraser>(eraser);
        });
        IPersonalDataStore people = host.Services.GetRequiredService<IPersonalDataStore>();
        ICommandOutbox outbox = host.Services.GetRequiredService<ICommandOutbox>();
        RetentionSchedule schedule = host.Services.GetRequiredService<RetentionSchedule>();
        await host.Calls.MergeAsync([.. Enumerable.Range(0, 250).Select(index => Call($"CA{index}", "RE" + index))]);
        await outbox.EnqueueAsync(new OutboxCommand { Key = "published/1", Name = "publish", Provider = "p", Account = "a", Payload = $"{{\"caller\":\"{Planted}\",\"said\":\"{Phrase}\"}}" });
        await ProcessAsync(host);
        host.Clock.Advance(TimeSpan.FromDays(41));
        await host.Calls.MergeAsync([StoreHost.Update("young", 1, "a", "completed") with { StartedAt = host.Clock.GetUtcNow() }]);

        bool ordered = await schedule.OrderDueAsync();
        bool again = await schedule.OrderDueAsync();
        await ProcessAsync(host);
        await ProcessAsync(host);

        (ordered, again).ShouldBe((true, false));
        (await host.Calls.ListAsync(CallQuery.All).Select(call => call.Id.ProviderCallId).ToListAsync()).ShouldBe(["young"]);
        eraser.Erased.Select(recording => recording.Recording).Order(StringComparer.Ordinal).ShouldBe(Enumerable.Range(0, 250).Select(index => "RE" + index).Order(StringComparer.Ordinal));
        ErasureReceipt receipt = (await people.ListErasuresAsync()).Single();
        (receipt.Cause, receipt.Calls, receipt.Recordings, receipt.RecordingsDeleted).ShouldBe((ErasureCause.Retention, 250, 250, 250));
        (await outbox.FindAsync("published/1"))!.State.ShouldBe(WorkState.Done);
        (await outbox.EnqueueAsync(new OutboxCommand { Key = "published/1", Name = "publish", Provider = "p", Account = "a" })).ShouldBeFalse();
        (await host.WithContextAsync(context => StoredTraces.FindAsync(context, host.File, Planted[1..], Phrase))).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Run_HasOtherTermsForATenantThatHasItsOwn(string database)
    {
        TenantId acme = TenantId.From("acme");
        TenantId unknown = TenantId.From("unknown");
        await using StoreHost host = await StoreHost.StartAsync(database, builder => builder
            .UseTenants(tenancy => tenancy.DefaultTenant = null)
            .AddRetention(options => options.ForTenant(acme, own => own.Calls = TimeSpan.FromDays(400)).Calls = TimeSpan.FromDays(40)));
        foreach (TenantId tenant in new[] { acme, unknown })
        {
            using IDisposable use = host.Tenants.Use(tenant);
            await host.Calls.MergeAsync([Call("CA1", null)]);
        }

        host.Clock.Advance(TimeSpan.FromDays(41));
        await host.Services.GetRequiredService<RetentionSchedule>().OrderDueAsync();
        await ProcessAsync(host);

        (await CountAsync(host, acme), await CountAsync(host, unknown)).ShouldBe((1, 0), "of tenants that no option names as well");
        host.Clock.Advance(TimeSpan.FromDays(360));
        await host.Services.GetRequiredService<RetentionSchedule>().OrderDueAsync();
        await ProcessAsync(host);
        (await CountAsync(host, acme)).ShouldBe(0);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task SeveralInstances_OrderEachIntervalOnce_AndStopWhenTold(string database)
    {
        await using StoreHost host = await StoreHost.StartAsync(database, builder => builder.AddRetention(options => options.Interval = TimeSpan.FromHours(1)));
        using CancellationTokenSource stop = new();
        Task[] instances = [.. Enumerable.Range(0, 3).Select(_ => ActivatorUtilities.CreateInstance<RetentionSchedule>(host.Services).RunAsync(stop.Token))];

        await UntilWaitingAsync(host, 3);
        (await OrderedAsync(host)).ShouldBe(1);
        host.Clock.Advance(TimeSpan.FromMinutes(15));
        await UntilWaitingAsync(host, 6);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => host.Services.GetRequiredService<RetentionSchedule>().OrderDueAsync()));
        (await OrderedAsync(host)).ShouldBe(1);
        for (int quarter = 0; quarter < 4; quarter++)
        {
            host.Clock.Advance(TimeSpan.FromMinutes(15));
            await UntilWaitingAsync(host, 3 * (quarter + 3));
            (await OrderedAsync(host)).ShouldBe(quarter >= 2 ? 2 : 1);
        }

        await stop.CancelAsync();
        await Task.WhenAll(instances).WaitAsync(TimeSpan.FromMinutes(1));
        (await ProcessAsync(host)).ShouldBe(2);
    }

    [Fact]
    public async Task SwitchedOff_OrdersNothing()
    {
        await using StoreHost host = await StoreHost.StartAsync(Databases.Sqlite, builder => builder.AddRetention(options => options.Enabled = false));

        await host.Services.GetRequiredService<RetentionSchedule>().RunAsync(CancellationToken.None);

        (await OrderedAsync(host)).ShouldBe(0);
    }

    [Fact]
    public void Options_ThatCannotWork_AreRefusedAtRegistration()
    {
        Should.Throw<OutsourcingException>(() => new ServiceCollection().AddOutsourcing().AddRetention(options => options.Interval = TimeSpan.Zero)).Message.ShouldContain("a minute or more");
        Should.Throw<OutsourcingException>(() => new ServiceCollection().AddOutsourcing().AddRetention(options => options.ForTenant(TenantId.Default, own => own.Calls = TimeSpan.FromDays(-1))));
    }

    private static CallUpdate Call(string call, string? recording) => StoreHost.Update(call, 1, "a", "completed", Planted) with
    {
        Recording = recording is null ? null : new RecordingReference { Id = recording },
        Transcript = [new TranscriptTurn { Speaker = Speaker.Caller, Text = Phrase }],
    };

    private static Task<int> ProcessAsync(StoreHost host) => host.Services.GetRequiredService<OutboxProcessor>().ProcessPendingAsync();

    private static async Task<long> CountAsync(StoreHost host, TenantId tenant)
    {
        using IDisposable use = host.Tenants.Use(tenant);
        return await host.Calls.CountAsync(CallQuery.All);
    }

    private static Task<int> OrderedAsync(StoreHost host) => host.WithContextAsync(async context =>
        (await context.Database.SqlQueryRaw<int>("""SELECT COUNT(*) AS "Value" FROM "outsourcing_outbox" WHERE "Name" = {0}""", RetentionSchedule.CommandName).ToListAsync()).Single());

    // Each instance looks, and then waits for its next look.
    private static async Task UntilWaitingAsync(StoreHost host, int looks)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(1));
        while (host.Clock.Timers < looks)
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private sealed class Publisher : IOutboxSender
    {
        public string CommandName => "publish";

        public Task<string?> SendAsync(OutboxCommand command, CancellationToken cancellationToken = default) => Task.FromResult<string?>(null);

        public Task<OutboxLookup> LookUpAsync(OutboxCommand command, CancellationToken cancellationToken = default) => Task.FromResult(OutboxLookup.Unknown);
    }

    private sealed class Eraser : IRecordingEraser
    {
        private readonly Lock _gate = new();

        public string Provider => "lines";

        public string Account => "north";

        public bool EveryCall => false;

        public List<RecordingErasure> Erased { get; } = [];

        public Task EraseAsync(RecordingErasure recording, CancellationToken cancellationToken = default)
        {
            lock (_gate)
            {
                Erased.Add(recording);
            }

            return Task.CompletedTask;
        }
    }
}
