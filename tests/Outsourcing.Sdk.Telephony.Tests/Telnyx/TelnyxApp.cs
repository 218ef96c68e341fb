using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Outsourcing.Testing;
using Outsourcing.Webhooks;

namespace Outsourcing.Telephony.Tests.Telnyx;

/// <summary>A small app on loopback: it believes signed events alone, answers them at once, and steers the call afterwards.</summary>
internal sealed class TelnyxApp : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ServiceProvider _services;
    private readonly ConcurrentQueue<TelnyxSaid> _said = [];
    private readonly ConcurrentQueue<Task> _steering = [];

    private TelnyxApp(WebApplication app, ServiceProvider services)
    {
        _app = app;
        _services = services;
    }

    public TelnyxClient Client => _services.GetRequiredKeyedService<TelnyxClient>("north");

    public ITelephony Telephony => _services.GetRequiredKeyedService<ITelephony>("north");

    /// <summary>Gets the events in the order they came.</summary>
    public IReadOnlyList<TelnyxSaid> Said => [.. _said];

    public IEnumerable<string> Names => _said.Select(said => said.Name);

    public static async Task<TelnyxApp> StartAsync(TelnyxSimulator simulator, Func<TelnyxClient, TelnyxSaid, Task>? steer = null)
    {
        ServiceCollection services = new();
        services.AddLogging();
        services.AddOutsourcing().AddTelnyx("north", options =>
        {
            options.ApiKey = simulator.ApiKey;
            options.PublicKey = simulator.PublicKey;
            options.ConnectionId = simulator.ConnectionId;
            options.BaseAddress = simulator.BaseAddress;
            options.Http.RetryDelay = TimeSpan.Zero;
        });
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        TelnyxApp app = new(builder.Build(), services.BuildServiceProvider());
        app._app.Run(context => app.TakeAsync(context, steer));
        await app._app.StartAsync();
        simulator.Webhook = new Uri(new Uri(app._app.Urls.First()), "/hooks");
        return app;
    }

    /// <summary>Waits until the app has given its commands; a command that failed fails here.</summary>
    public Task SteeredAsync() => Task.WhenAll(_steering);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _services.DisposeAsync();
    }

    private async Task TakeAsync(HttpContext context, Func<TelnyxClient, TelnyxSaid, Task>? steer)
    {
        using MemoryStream body = new();
        await context.Request.Body.CopyToAsync(body);
        WebhookRequest request = new(context.Request.Method, "https://crm.example.com/hooks", [.. context.Request.Headers.Select(header => new KeyValuePair<string, string>(header.Key, header.Value.ToString()))], body.ToArray());
        IWebhookReceiver receiver = _services.GetRequiredService<IWebhookReceiver>();
        if (!receiver.Verify(request, TimeProvider.System.GetUtcNow()).IsValid)
        {
            context.Response.StatusCode = 403;
            return;
        }

        TelnyxSaid said = new(JsonDocument.Parse(body.ToArray()).RootElement);
        _said.Enqueue(said);
        if (steer is not null)
        {
            _steering.Enqueue(Task.Run(() => steer(Client, said)));
        }
    }
}

/// <summary>An event that came.</summary>
internal sealed record TelnyxSaid(JsonElement Body)
{
    public string Name => Body.GetProperty("data").GetProperty("event_type").GetString()!;

    public string Id => Body.GetProperty("data").GetProperty("id").GetString()!;

    public DateTimeOffset At => Body.GetProperty("data").GetProperty("occurred_at").GetDateTimeOffset();

    public JsonElement Payload => Body.GetProperty("data").GetProperty("payload");

    public string Call => Text("call_control_id")!;

    public string? Text(string member) => Payload.TryGetProperty(member, out JsonElement value) ? value.GetString() : null;
}
