using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Outsourcing.Calls;
using Outsourcing.Http;
using Outsourcing.Testing;
using Shouldly;

namespace Outsourcing.Telephony.Tests.Twilio;

/// <summary>The client against a provider on loopback that fails: what happens to calls that cost money.</summary>
public sealed class TwilioSimulatorTests
{
    private static readonly PhoneNumber Business = PhoneNumber.Parse("+12125550100");
    private static readonly PhoneNumber Partner = PhoneNumber.Parse("+14155550123");
    private static readonly CallFlow Hello = CallFlow.Of(new SayStep("Hello"), new HangUpStep());

    [Fact]
    public async Task Place_Get_List_AgreeOnTheCall()
    {
        await using TwilioSimulator simulator = await TwilioSimulator.StartAsync();
        await using ServiceProvider services = Services(simulator);
        ITelephony telephony = services.GetRequiredKeyedService<ITelephony>("north");
        simulator.Own(Business);

        CallUpdate placed = await telephony.PlaceCallAsync(Business, Partner, Hello);
        CallUpdate? read = await telephony.GetCallAsync(placed.Call);
        List<CallUpdate> listed = await ListAsync(telephony);

        placed.Direction.ShouldBe(CallDirection.Outbound);
        placed.Caller!.Number.ShouldBe(Partner);
        placed.Dialled.ShouldBe(Business);
        read!.Call.ShouldBe(placed.Call);
        listed.ShouldHaveSingleItem().Call.ShouldBe(placed.Call);
        (await telephony.GetCallAsync(new CallId("twilio", "north", "CA00000000000000000000000000000000"))).ShouldBeNull();
    }

    [Theory]
    [InlineData("reset before", 0)]
    [InlineData("reset after", 1)]
    [InlineData("stall before", 0)]
    [InlineData("stall after", 1)]
    [InlineData("500", 0)]
    public async Task Place_AnswerNeverComes_IsSentOnceAndSettledByLooking(string fault, int calls)
    {
        await using TwilioSimulator simulator = await TwilioSimulator.StartAsync();
        await using ServiceProvider services = Services(simulator, TimeSpan.FromSeconds(1));
        ITelephony telephony = services.GetRequiredKeyedService<ITelephony>("north");
        simulator.Own(Business);
        simulator.FailNext(fault switch
        {
            "reset before" => RequestFault.Reset(),
            "reset after" => RequestFault.Reset(afterEffect: true),
            "stall before" => RequestFault.Stall(),
            "stall after" => RequestFault.Stall(afterEffect: true),
            _ => RequestFault.Answer(500),
        });
        Stopwatch watch = Stopwatch.StartNew();

        ProviderOutcomeUnknownException unknown = await Should.ThrowAsync<ProviderOutcomeUnknownException>(() => telephony.PlaceCallAsync(Business, Partner, Hello));

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
        simulator.Calls.Count.ShouldBe(calls);
        Reconciled<CallUpdate> found = await telephony.ReconcileCallAsync(Business, Partner, unknown.Attempt);
        found.Outcome.ShouldBe(calls == 1 ? ReconciledOutcome.TookEffect : ReconciledOutcome.NotFound);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task Get_ProviderFailsForNow_IsTriedAgain(int status)
    {
        await using TwilioSimulator simulator = await TwilioSimulator.StartAsync();
        await using ServiceProvider services = Services(simulator);
        ITelephony telephony = services.GetRequiredKeyedService<ITelephony>("north");
        simulator.Own(Business);
        CallUpdate placed = await telephony.PlaceCallAsync(Business, Partner, Hello);
        simulator.FailNext(RequestFault.Answer(status, retryAfterSeconds: 0));

        (await telephony.GetCallAsync(placed.Call)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Numbers_SearchBuyRouteRelease_GoRound()
    {
        await using TwilioSimulator simulator = await TwilioSimulator.StartAsync();
        await using ServiceProvider services = Services(simulator);
        ITelephony telephony = services.GetRequiredKeyedService<ITelephony>("north");
        AvailableNumber? available = null;
        await foreach (AvailableNumber found in telephony.SearchNumbersAsync(new NumberSearch { Country = "US", Limit = 1 }))
        {
            available = found;
        }

        OwnedNumber owned = await telephony.BuyNumberAsync(available!.Number);
        OwnedNumber routed = await telephony.RouteNumberAsync(owned, new NumberRouting { Answer = new Uri("https://crm.example.com/hooks/twilio/north"), Status = new Uri("https://crm.example.com/hooks/twilio/north") });

        routed.Routing!.Answer.ShouldBe(new Uri("https://crm.example.com/hooks/twilio/north"));
        simulator.Numbers.ShouldHaveSingleItem();
        (await telephony.ReconcileNumberAsync(owned.Number)).Outcome.ShouldBe(ReconciledOutcome.TookEffect);
        await telephony.ReleaseNumberAsync(routed);
        simulator.Numbers.ShouldBeEmpty();
        (await telephony.ReconcileNumberAsync(owned.Number)).Outcome.ShouldBe(ReconciledOutcome.NotFound);
    }

    [Fact]
    [Reliability(15, "a missing secret: an error at the app's start that names account and field")]
    public void AddTwilio_MissingCredentials_FailsNamingAccountAndField()
    {
        ServiceCollection services = new();
        services.AddLogging();
        services.AddOutsourcing().AddTwilio("north", options => options.AccountSid = "AC1");
        using ServiceProvider provider = services.BuildServiceProvider();

        Should.Throw<Microsoft.Extensions.Options.OptionsValidationException>(() => provider.GetRequiredKeyedService<TwilioClient>("north"))
            .Message.ShouldBe("Twilio account 'north': AuthToken is missing.");

        // What a host runs when it starts.
        Should.Throw<Microsoft.Extensions.Options.OptionsValidationException>(() => provider.GetRequiredService<Microsoft.Extensions.Options.IStartupValidator>().Validate())
            .Message.ShouldBe("Twilio account 'north': AuthToken is missing.");
    }

    private static async Task<List<CallUpdate>> ListAsync(ITelephony telephony)
    {
        List<CallUpdate> calls = [];
        await foreach (CallUpdate call in telephony.ListCallsAsync(TimeProvider.System.GetUtcNow().AddHours(-1), TimeProvider.System.GetUtcNow().AddHours(1)))
        {
            calls.Add(call);
        }

        return calls;
    }

    private static ServiceProvider Services(TwilioSimulator simulator, TimeSpan? attempt = null)
    {
        ServiceCollection services = new();
        services.AddLogging();
        services.AddOutsourcing().AddTwilio("north", options =>
        {
            options.AccountSid = simulator.AccountSid;
            options.AuthToken = simulator.AuthToken;
            options.BaseAddress = simulator.BaseAddress;
            options.Http.RetryDelay = TimeSpan.Zero;
            options.Http.AttemptTimeout = attempt ?? options.Http.AttemptTimeout;
        });
        return services.BuildServiceProvider();
    }
}
