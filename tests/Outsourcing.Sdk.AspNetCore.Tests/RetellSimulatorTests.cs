using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Outsourcing.Answering;
using Outsourcing.Calls;
using Outsourcing.Storage;
using Outsourcing.Testing;
using Outsourcing.Webhooks;
using Shouldly;

namespace Outsourcing.AspNetCore.Tests;

/// <summary>Events of an answering service on loopback, into an app.</summary>
public sealed class RetellSimulatorTests
{
    private static readonly PhoneNumber Line = PhoneNumber.Parse("+12125550100");
    private static readonly PhoneNumber Caller = PhoneNumber.Parse("+12025550123");

    private static readonly CallScript Talk = new()
    {
        From = Caller,
        To = Line,
        Agent = new AgentScript
        {
            Turns = [ScriptedTurn.Agent("Lighthouse, how can I help?"), ScriptedTurn.Caller("A café needs a new brand. Can we talk?"), ScriptedTurn.Agent("I put you through.")],
            Summary = "A café asks for a brand.",
            Sentiment = CallSentiment.Positive,
            Answers = new Dictionary<string, PersonalText> { ["name"] = "Kim" },
            TransferTo = PhoneNumber.Parse("+12025550188"),
        },
    };

    [Fact]
    public async Task Events_DisturbedInEveryWay_StoreEachCallOnceWithAllThatCameOfIt()
    {
        await using RetellSimulator simulator = await RetellSimulator.StartAsync(new() { Seed = 7 });
        await using WebhookHost host = await StartAsync(simulator);
        simulator.Own(Line);

        IReadOnlyList<SimulatedCall> calls = await simulator.PlayAsync(
            Enumerable.Repeat(Talk, 40), new DeliveryDisturbance { Duplicated = 0.3, Tampered = 0.3, Replayed = 0.3, Late = 0.3, Shuffled = true });
        await host.SettleAsync();

        SimulatorStatistics sent = simulator.Statistics();
        sent.Sent(DeliveryKind.Tampered).ShouldBeGreaterThan(0);
        sent.Sent(DeliveryKind.Late).ShouldBeGreaterThan(0);
        (sent.Accepted(DeliveryKind.Tampered), sent.Accepted(DeliveryKind.Late)).ShouldBe((0, 0));
        sent.Deliveries.Where(delivery => delivery.Kind == DeliveryKind.Tampered).ShouldAllBe(delivery => delivery.Status == 403);
        sent.Accepted(DeliveryKind.Genuine).ShouldBe(120);
        WebhookCounts counts = host.Statistics.Of("retell", "desk");
        counts.Stored.ShouldBe(120);
        counts.Duplicates.ShouldBe(sent.Sent(DeliveryKind.Duplicate) + sent.Sent(DeliveryKind.Replayed));
        counts.RefusedFor(WebhookRefusal.WrongSignature).ShouldBe(sent.Sent(DeliveryKind.Tampered));
        counts.RefusedFor(WebhookRefusal.TooOld).ShouldBe(sent.Sent(DeliveryKind.Late));

        List<CallRecord> records = await RecordsAsync(host);
        records.Select(record => record.Id.ProviderCallId).Order().ShouldBe(calls.Select(call => call.Id).Order());
        records.ShouldAllBe(record => record.UpdateCount == 3);
        foreach (CallRecord record in records)
        {
            (record.Caller!.Number, record.Dialled, record.Status, record.Duration).ShouldBe((Caller, Line, CallStatus.Completed, TimeSpan.FromSeconds(90)));
            record.Transcript!.Select(turn => turn.Text.Value).ShouldBe(["Lighthouse, how can I help?", "A café needs a new brand. Can we talk?", "I put you through."]);
            (record.Summary!.Value.Value, record.Sentiment, record.Successful).ShouldBe(("A café asks for a brand.", CallSentiment.Positive, true));
            record.IntakeAnswers!.Select(answer => (answer.QuestionId, answer.Value!.Value.Value)).ShouldBe([("name", "Kim")]);
            record.Disposition.ShouldBe(new CallDisposition { Kind = DispositionKind.Transferred, RawReason = "call_transfer" });
            record.Transfers!.Single().Target.ShouldBe(PhoneNumber.Parse("+12025550188"));
            record.Charge.ShouldBe(new UsageCharge { Amount = 0.18m, Unit = "USD", BilledTime = TimeSpan.FromSeconds(90) });
        }
    }

    [Fact]
    public async Task Events_SentAgain_AreDuplicatesWhileTheSignatureIsFreshAndRefusedAfterIt()
    {
        FakeTimeProvider clock = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
        await using RetellSimulator simulator = await RetellSimulator.StartAsync(new() { Clock = clock });
        await using WebhookHost host = await StartAsync(simulator, services => services.AddSingleton<TimeProvider>(clock));
        simulator.Own(Line);
        await simulator.CallAsync(Talk);

        clock.Advance(TimeSpan.FromMinutes(5));
        await simulator.ReplayAsync();
        clock.Advance(TimeSpan.FromSeconds(1));
        await simulator.ReplayAsync();

        WebhookCounts counts = host.Statistics.Of("retell", "desk");
        (counts.Stored, counts.Duplicates, counts.RefusedFor(WebhookRefusal.TooOld), counts.TotalRefused).ShouldBe((3, 3, 3, 3));
    }

    [Fact]
    public async Task Events_OfAgentsAndOutcomes_GoWhereAndWhenTheProviderSendsThem()
    {
        await using RetellSimulator simulator = await RetellSimulator.StartAsync();
        await using WebhookHost host = await StartAsync(simulator);
        PhoneNumber quiet = PhoneNumber.Parse("+12125550101");
        simulator.Own(Line);
        simulator.Own(quiet, simulator.AddAgent(new JsonObject { ["webhook_url"] = new Uri(host.Address, "/elsewhere").AbsoluteUri, ["webhook_events"] = new JsonArray("call_ended") }));

        SimulatedCall unconnected = await simulator.CallAsync(new CallScript { To = Line, Answer = CallScriptAnswer.Busy });
        SimulatedCall elsewhere = await simulator.CallAsync(new CallScript { To = quiet });

        IReadOnlyList<SimulatedDelivery> sent = simulator.Statistics().Deliveries;
        sent.Select(delivery => (delivery.CallId, delivery.Report, delivery.Address.AbsolutePath)).ShouldBe(
            [(unconnected.Id, "call_ended", "/hooks/retell/desk"), (unconnected.Id, "call_analyzed", "/hooks/retell/desk"), (elsewhere.Id, "call_ended", "/elsewhere")]);
    }

    private static async Task<List<CallRecord>> RecordsAsync(WebhookHost host)
    {
        List<CallRecord> records = [];
        await foreach (CallRecord record in host.Services.GetRequiredService<ICallStore>().ListAsync(CallQuery.All))
        {
            records.Add(record);
        }

        return records;
    }

    private static async Task<WebhookHost> StartAsync(RetellSimulator simulator, Action<IServiceCollection>? configure = null)
    {
        WebhookHost host = await WebhookHost.StartAsync(null, services =>
        {
            services.AddSingleton<IWebhookReceiver>(new RetellWebhookReceiver("desk", [simulator.ApiKey]));
            configure?.Invoke(services);
        });
        simulator.WebhookUrl = new Uri(host.Address, "/hooks/retell/desk");
        return host;
    }
}
