using Outsourcing.Testing;

namespace Outsourcing.Snippets;

internal static class Testing
{
    internal static async Task SimulateAsync(Uri hook)
    {
        await using TwilioSimulator simulator = await TwilioSimulator.StartAsync(new TwilioSimulatorOptions { Seed = 7 });
        simulator.Own(PhoneNumber.Parse("+442079460100"), answer: hook, status: hook);
        IReadOnlyList<SimulatedCall> calls = await simulator.PlayAsync(
            [new CallScript { To = PhoneNumber.Parse("+442079460100"), TalksFor = TimeSpan.FromMinutes(2) }],
            new DeliveryDisturbance { Duplicated = 0.2, Tampered = 0.1, Replayed = 0.1, Late = 0.1, Shuffled = true });
        Console.WriteLine(calls.Count);
        SimulatorStatistics statistics = simulator.Statistics();
        Console.WriteLine($"tampered and accepted: {statistics.Accepted(DeliveryKind.Tampered)}");
        simulator.FailNext(RequestFault.Answer(429, retryAfterSeconds: 2));
        simulator.FailNext(RequestFault.Reset(afterEffect: true), path: "/Messages");
        simulator.FailNext(RequestFault.Stall());
    }

    internal static async Task SimulateCommandsAsync(Uri hook)
    {
        await using TelnyxSimulator telnyx = await TelnyxSimulator.StartAsync(new TelnyxSimulatorOptions { Patience = TimeSpan.FromSeconds(2) });
        telnyx.Webhook = hook;
        telnyx.Own(PhoneNumber.Parse("+12125550100"));
        SimulatedCall put = await telnyx.CallAsync(new CallScript { To = PhoneNumber.Parse("+12125550100"), RingsFor = TimeSpan.FromSeconds(5) });
        Console.WriteLine($"{put.Answer}: {put.Status}");
    }

    internal static async Task SimulateAgentAsync(Uri hook)
    {
        await using RetellSimulator retell = await RetellSimulator.StartAsync(new RetellSimulatorOptions { WebhookUrl = hook });
        retell.Own(PhoneNumber.Parse("+12125550101"), retell.AddAgent());
        await retell.CallAsync(new CallScript
        {
            To = PhoneNumber.Parse("+12125550101"),
            Agent = new AgentScript { Summary = new PersonalText("A leaking tap; wants a visit on Friday."), Successful = true },
        });
    }
}
