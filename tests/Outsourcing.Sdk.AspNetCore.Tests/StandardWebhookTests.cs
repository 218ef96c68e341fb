using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Outsourcing.Http;
using Outsourcing.Storage;
using Outsourcing.Testing;
using Outsourcing.Webhooks;
using Shouldly;

namespace Outsourcing.AspNetCore.Tests;

public sealed class StandardWebhookTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    [Fact]
    public async Task ChangedCall_ReachesTheSubscriberOncePerChange_SignedAndInACloudEvent()
    {
        List<WebhookRequest> received = [];
        await using WebApplication subscriber = await SubscriberAsync(received);
        await using TwilioSimulator simulator = await TwilioSimulator.StartAsync();
        await using WebhookHost host = await WebhookHost.StartAsync(simulator, services =>
        {
            services.AddOutsourcing().AddStandardWebhooks(options => options.Subscribe("billing", new Uri(subscriber.Urls.First()), Secret));
            services.AddHealthChecks().AddOutsourcing();
        });
        simulator.Own(PhoneNumber.Parse("+442079460100"), host.Hook, host.Hook);

        SimulatedCall call = await simulator.CallAsync(new CallScript { To = PhoneNumber.Parse("+442079460100") });
        using CancellationTokenSource ending = new(TimeSpan.FromSeconds(60));
        while (received.Count < 2)
        {
            await host.SettleAsync();
            await host.Services.GetRequiredService<CallDeliveryProcessor>().ProcessPendingAsync(ending.Token);
            await host.Services.GetRequiredService<OutboxProcessor>().ProcessPendingAsync(ending.Token);
            ending.Token.ThrowIfCancellationRequested();
        }

        received.Count.ShouldBe(2);
        received.ShouldAllBe(request => StandardWebhooks.Verify(request, new[] { Secret }, TimeProvider.System.GetUtcNow(), null).IsValid);
        received.Select(request => request.Header("webhook-id")).ShouldBeUnique();
        using JsonDocument last = JsonDocument.Parse(received[^1].Body);
        last.RootElement.GetProperty("specversion").GetString().ShouldBe("1.0");
        last.RootElement.GetProperty("type").GetString().ShouldBe("outsourcing.call.changed.v1");
        last.RootElement.GetProperty("subject").GetString().ShouldBe($"twilio/north/{call.Id}");
        HealthReport health = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(ending.Token);
        health.Status.ShouldBe(HealthStatus.Healthy);
    }

    [Fact]
    public void Subscribe_PlainHttpElsewhere_IsRefused() =>
        Should.Throw<ArgumentException>(() => new StandardWebhookOptions().Subscribe("x", new Uri("http://example.com/hook"), Secret)).Message.ShouldContain("https");

    private static async Task<WebApplication> SubscriberAsync(List<WebhookRequest> received)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        WebApplication app = builder.Build();
        app.Run(async context =>
        {
            using MemoryStream body = new();
            await context.Request.Body.CopyToAsync(body);
            lock (received)
            {
                received.Add(new WebhookRequest("POST", "http://subscriber/", context.Request.Headers.Select(header => KeyValuePair.Create(header.Key, header.Value.ToString())), body.ToArray()));
            }

            context.Response.StatusCode = StatusCodes.Status204NoContent;
        });
        await app.StartAsync();
        return app;
    }
}
