using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Outsourcing.Testing;
using Shouldly;

namespace Outsourcing.AspNetCore.Tests;

public sealed class WebhookRefusalLimitTests
{
    private static readonly PhoneNumber Line = PhoneNumber.Parse("+442079460100");

    [Fact]
    public async Task SenderOfRefusedWebhooks_IsTurnedAwayForAWindow()
    {
        FakeTimeProvider clock = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
        await using TwilioSimulator simulator = await TwilioSimulator.StartAsync();
        await using WebhookHost host = await StartAsync(simulator, clock);
        using HttpMessageInvoker client = new(new SocketsHttpHandler());

        HttpStatusCode[] first = [await PostAsync(client, host), await PostAsync(client, host), await PostAsync(client, host)];
        using HttpRequestMessage request = new(HttpMethod.Post, host.Hook);
        using HttpResponseMessage turnedAway = await client.SendAsync(request, default);
        clock.Advance(TimeSpan.FromMinutes(1));
        HttpStatusCode later = await PostAsync(client, host);

        first.ShouldAllBe(status => status == HttpStatusCode.Forbidden);
        turnedAway.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        turnedAway.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromMinutes(1));
        (await turnedAway.Content.ReadAsStringAsync()).ShouldBe("""{"type":"about:blank","status":429}""");
        later.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task AddressThatBelievedWebhooksComeFrom_IsNeverTurnedAway()
    {
        await using TwilioSimulator simulator = await TwilioSimulator.StartAsync();
        await using WebhookHost host = await StartAsync(simulator, TimeProvider.System);
        simulator.Own(Line, host.Hook, host.Hook);
        using HttpMessageInvoker client = new(new SocketsHttpHandler());

        await simulator.CallAsync(new CallScript { To = Line });
        foreach (int _ in Enumerable.Range(0, 6))
        {
            (await PostAsync(client, host)).ShouldBe(HttpStatusCode.Forbidden);
        }

        await simulator.CallAsync(new CallScript { To = Line });
        simulator.Statistics().Deliveries.ShouldAllBe(delivery => delivery.IsAccepted);
    }

    private static Task<WebhookHost> StartAsync(TwilioSimulator simulator, TimeProvider clock) => WebhookHost.StartAsync(simulator, services =>
    {
        services.AddSingleton(clock);
        services.Configure<WebhookRefusalLimitOptions>(options => options.Refusals = 3);
    });

    private static async Task<HttpStatusCode> PostAsync(HttpMessageInvoker client, WebhookHost host)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, host.Hook) { Content = new FormUrlEncodedContent([new("CallSid", "CA1")]) };
        using HttpResponseMessage answer = await client.SendAsync(request, default);
        return answer.StatusCode;
    }
}
