extern alias reference;

using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Outsourcing.Calls;
using Outsourcing.Storage;
using Outsourcing.Testing;
using reference::StandardWebhooks;
using Shouldly;

namespace Outsourcing.AspNetCore.Tests;

/// <summary>The way from a call to a subscriber in an app as it runs, by the real clock.</summary>
public sealed class StandardWebhookTests
{
    [Fact]
    public async Task ChangedCall_ReachesTheSubscriberOncePerChange_SignedAndInACloudEvent()
    {
        await using WebhookSubscriber subscriber = await WebhookSubscriber.StartAsync();
        await using TwilioSimulator simulator = await TwilioSimulator.StartAsync();
        await using WebhookHost host = await WebhookHost.StartAsync(simulator, services =>
        {
            services.AddOutsourcing().AddStandardWebhooks(options => options.Subscribe("billing", subscriber.Address, WebhookBook.Secret).PrivateHosts.Add("127.0.0.1"));
            services.AddHealthChecks().AddOutsourcing();
        });
        simulator.Own(PhoneNumber.Parse("+442079460100"), host.Hook, host.Hook);

        SimulatedCall call = await simulator.CallAsync(new CallScript { To = PhoneNumber.Parse("+442079460100") });
        WebhookSubscriber.Received[] received = [await subscriber.NextAsync(), await subscriber.NextAsync()];

        received.Select(request => request.Id).ShouldBeUnique();
        foreach (WebhookSubscriber.Received request in received)
        {
            // The other implementation's whole check, its five minutes included.
            HeaderDictionary headers = new() { ["webhook-id"] = request.Id, ["webhook-timestamp"] = request.Timestamp, ["webhook-signature"] = request.Signatures };
            Should.NotThrow(() => new StandardWebhook(WebhookBook.Secret).Verify(request.Body, headers));
            Should.Throw<Exception>(() => new StandardWebhook(WebhookBook.Other).Verify(request.Body, headers));
            using JsonDocument json = JsonDocument.Parse(request.Body);
            json.RootElement.GetProperty("specversion").GetString().ShouldBe("1.0");
            json.RootElement.GetProperty("type").GetString().ShouldBe("outsourcing.call.changed.v1");
            json.RootElement.GetProperty("subject").GetString().ShouldBe($"twilio/north/{call.Id}");
        }

        HealthReport health = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        health.Status.ShouldBe(HealthStatus.Healthy);
    }

    [Fact]
    public async Task Subscriber_Hangs_HoldsUpNoOther()
    {
        TaskCompletionSource released = new();
        await using WebhookSubscriber hanging = await WebhookSubscriber.StartAsync();
        hanging.Answers.Enqueue(_ => released.Task);
        await using WebhookSubscriber healthy = await WebhookSubscriber.StartAsync();
        await using TwilioSimulator simulator = await TwilioSimulator.StartAsync();
        await using WebhookHost host = await WebhookHost.StartAsync(simulator, services => services.AddOutsourcing()
            .ConfigureWork(work => work.LeaseDuration = TimeSpan.FromMinutes(2))
            .AddStandardWebhooks(options =>
            {
                options.Timeout = TimeSpan.FromMinutes(1);
                options.Subscribe("hanging", hanging.Address, WebhookBook.Secret).Subscribe("healthy", healthy.Address, WebhookBook.Other).PrivateHosts.Add("127.0.0.1");
            }));

        for (int call = 0; call < 20; call++)
        {
            await host.Services.GetRequiredService<ICallStore>().MergeAsync([new CallUpdate
            {
                Call = new CallId("twilio", "north", $"CA{call}"),
                Revision = new CallRevision(TimeProvider.System.GetUtcNow(), "a"),
                Status = CallStatus.Completed,
                Verification = WebhookVerification.BodyWithTimestamp,
            }]);
        }

        HashSet<string> heard = [];
        while (heard.Count < 20)
        {
            heard.Add((await healthy.NextAsync()).Id);
        }

        // All of it before the first request to the other has timed out, and with workers left over: two at most are taken up.
        hanging.All.Count.ShouldBeInRange(1, 2);
        released.SetResult();
    }

    [Fact]
    public void Subscribe_PlainHttpElsewhere_IsRefused() =>
        Should.Throw<ArgumentException>(() => new StandardWebhookOptions().Subscribe("x", new Uri("http://example.com/hook"), WebhookBook.Secret)).Message.ShouldContain("https");
}
