using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Outsourcing.Calls;
using Outsourcing.Storage;
using Outsourcing.Telephony;
using Outsourcing.Testing;
using Outsourcing.Webhooks;
using Shouldly;

namespace Outsourcing.AspNetCore.Tests;

/// <summary>An app that steers Telnyx's calls from its inbox: the command comes when the webhook was answered long ago.</summary>
public sealed class TelnyxSimulatorTests
{
    private static readonly PhoneNumber Line = PhoneNumber.Parse("+12125550100");
    private static readonly PhoneNumber Caller = PhoneNumber.Parse("+12125550155");
    private static readonly PhoneNumber Partner = PhoneNumber.Parse("+14155550123");

    [Fact]
    public async Task IncomingCall_IsAnsweredAndTransferredFromTheInbox()
    {
        await using TelnyxSimulator simulator = await StartAsync();
        await using WebhookHost host = await HostAsync(simulator);

        SimulatedCall call = await simulator.CallAsync(new CallScript { From = Caller, To = Line });
        await host.SettleAsync();

        (call.Answer, call.Status, call.Seconds).ShouldBe(("answer transfer", "normal_clearing", 99));
        Dictionary<string, CallRecord> records = await RecordsAsync(host);
        records.Keys.Order().ShouldBe(simulator.Calls.Select(known => known.Id).Order());
        CallRecord caller = records[call.Id];
        (caller.Direction, caller.Status, caller.RawStatus).ShouldBe((CallDirection.Inbound, CallStatus.Completed, "normal_clearing"));
        (caller.Caller!.Number, caller.Dialled).ShouldBe((Caller, Line));
        (caller.StartedAt, caller.AnsweredAt, caller.EndedAt).ShouldBe((call.StartedAt, call.StartedAt.AddSeconds(1), call.EndedAt));
        CallRecord partner = records[simulator.Calls[1].Id];
        (partner.Direction, partner.Status).ShouldBe((CallDirection.Outbound, CallStatus.Completed));
        (partner.Caller!.Number, partner.Dialled).ShouldBe((Partner, simulator.Calls[1].Script.From));
        (partner.AnsweredAt - partner.StartedAt).ShouldBe(TimeSpan.FromSeconds(8));
    }

    [Fact]
    public async Task DisturbedInEveryWay_EachCallIsStoredOnceWithItsEnd()
    {
        await using TelnyxSimulator simulator = await StartAsync();
        await using WebhookHost host = await HostAsync(simulator);
        CallScriptAnswer[] answers = [CallScriptAnswer.Answered, CallScriptAnswer.CallerHangsUp, CallScriptAnswer.Answered];

        IReadOnlyList<SimulatedCall> calls = await simulator.PlayAsync(
            Enumerable.Range(0, 24).Select(index => new CallScript { From = Caller, To = Line, Answer = answers[index % answers.Length] }),
            new DeliveryDisturbance { Duplicated = 0.3, Tampered = 0.3, Replayed = 0.3, Late = 0.3, Shuffled = true });
        await host.SettleAsync();

        SimulatorStatistics sent = simulator.Statistics();
        foreach (DeliveryKind refused in (DeliveryKind[])[DeliveryKind.Tampered, DeliveryKind.Late])
        {
            sent.Sent(refused).ShouldBeGreaterThan(0);
            sent.Deliveries.Where(delivery => delivery.Kind == refused).ShouldAllBe(delivery => delivery.Status == 403 && delivery.Attempts == 1);
        }

        // 16 calls are put through: 3 events and 4 of the second leg; 8 callers hang up before: 3 and 2.
        sent.Sent(DeliveryKind.Genuine).ShouldBe((16 * 7) + (8 * 5));
        sent.Accepted(DeliveryKind.Genuine).ShouldBe(sent.Sent(DeliveryKind.Genuine));
        WebhookCounts counts = host.Statistics.Of("telnyx", "north");
        counts.Stored.ShouldBe(sent.Sent(DeliveryKind.Genuine));
        counts.Duplicates.ShouldBe(sent.Sent(DeliveryKind.Duplicate) + sent.Sent(DeliveryKind.Replayed));
        counts.RefusedFor(WebhookRefusal.WrongSignature).ShouldBe(sent.Sent(DeliveryKind.Tampered));
        counts.RefusedFor(WebhookRefusal.TooOld).ShouldBe(sent.Sent(DeliveryKind.Late));

        // The reports of what nobody steers by came in disorder.
        string[] order = [.. sent.Deliveries.Where(delivery => delivery.Kind == DeliveryKind.Genuine && delivery.CallId == simulator.Calls[1].Id).Select(delivery => delivery.Report)];
        order.Order().ShouldBe(["call.answered", "call.bridged", "call.hangup", "call.initiated"]);
        sent.Deliveries.Where(delivery => delivery.Kind == DeliveryKind.Genuine).GroupBy(delivery => delivery.CallId)
            .Count(reports => reports.Last().Report != "call.hangup").ShouldBeGreaterThan(0);

        Dictionary<string, CallRecord> records = await RecordsAsync(host);
        records.Count.ShouldBe(48);
        foreach (SimulatedCall call in simulator.Calls)
        {
            CallRecord record = records[call.Id];
            (record.RawStatus, record.StartedAt, record.EndedAt, record.Direction).ShouldBe((call.Status, call.StartedAt, call.EndedAt, call.IsOutbound ? CallDirection.Outbound : CallDirection.Inbound));
            record.Status.ShouldBe(call.Status == "originator_cancel" ? CallStatus.Canceled : CallStatus.Completed);
        }

        calls.ShouldAllBe(call => call.Answer == "answer transfer");
    }

    [Fact]
    public async Task WebhookRecordedAndSentLater_IsRefusedAsTooOld()
    {
        FakeTimeProvider clock = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
        await using TelnyxSimulator simulator = await StartAsync(new() { Clock = clock, Patience = TimeSpan.FromMilliseconds(50) });
        await using WebhookHost host = await HostAsync(simulator, services => services.AddSingleton<TimeProvider>(clock), steers: false);
        await simulator.CallAsync(new CallScript { From = Caller, To = Line });

        await simulator.ReplayAsync();
        clock.Advance(TimeSpan.FromMinutes(6));
        await simulator.ReplayAsync();

        simulator.Statistics().Deliveries.Where(delivery => delivery.Kind == DeliveryKind.Replayed).Select(delivery => delivery.IsAccepted).ShouldBe([true, true, false, false]);
        WebhookCounts counts = host.Statistics.Of("telnyx", "north");
        (counts.Stored, counts.Duplicates, counts.RefusedFor(WebhookRefusal.TooOld)).ShouldBe((2, 2, 2));
    }

    [Fact]
    public async Task WebhookRefused_NoCommandIsWaitedFor()
    {
        await using TelnyxSimulator simulator = await StartAsync(new() { Patience = TimeSpan.FromHours(1) });
        await using WebhookHost host = await HostAsync(simulator, services => services.Configure<WebhookEndpointOptions>(options => options.MaximumBodyBytes = 10), steers: false);

        SimulatedCall call = await simulator.CallAsync(new CallScript { From = Caller, To = Line });

        call.Status.ShouldBe("originator_cancel");
        simulator.Statistics().Deliveries.ShouldAllBe(delivery => delivery.Status == 413);
    }

    private static async Task<TelnyxSimulator> StartAsync(TelnyxSimulatorOptions? options = null)
    {
        // A machine under load may take a while to come to the call: a minute is no part of the test's time.
        TelnyxSimulator simulator = await TelnyxSimulator.StartAsync(options ?? new() { Seed = 7, Patience = TimeSpan.FromMinutes(1) });
        simulator.Own(Line);
        return simulator;
    }

    private static async Task<WebhookHost> HostAsync(TelnyxSimulator simulator, Action<IServiceCollection>? configure = null, bool steers = true)
    {
        WebhookHost host = await WebhookHost.StartAsync(null, services =>
        {
            IOutsourcingBuilder builder = services.AddOutsourcing().AddTelnyx("north", options =>
            {
                options.ApiKey = simulator.ApiKey;
                options.PublicKey = simulator.PublicKey;
                options.ConnectionId = simulator.ConnectionId;
                options.BaseAddress = simulator.BaseAddress;
            });
            if (steers)
            {
                builder.AddCallRecordHandler<PutThrough>("put-through");
            }

            configure?.Invoke(services);
        });
        simulator.Webhook = new Uri(host.Address, "/hooks/telnyx/north");
        return host;
    }

    private static async Task<Dictionary<string, CallRecord>> RecordsAsync(WebhookHost host)
    {
        Dictionary<string, CallRecord> records = [];
        await foreach (CallRecord record in host.Services.GetRequiredService<ICallStore>().ListAsync(CallQuery.All))
        {
            records.Add(record.Id.ProviderCallId, record);
        }

        return records;
    }

    private sealed class PutThrough([FromKeyedServices("north")] TelnyxClient client) : ICallRecordHandler
    {
        public async Task HandleAsync(CallRecordChange change, CancellationToken cancellationToken = default)
        {
            CallRecord record = change.Record;
            if (record.Direction == CallDirection.Inbound && record.Status == CallStatus.Ringing && change.Previous is null)
            {
                await client.AnswerAsync(record.Id.ProviderCallId, cancellationToken);
                await client.TransferAsync(record.Id.ProviderCallId, Partner, cancellationToken: cancellationToken);
            }
        }
    }
}
