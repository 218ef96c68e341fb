extern alias reference;

using System.Globalization;
using System.Net;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using reference::StandardWebhooks;

namespace Outsourcing.AspNetCore.Tests;

/// <summary>A subscriber's server on loopback. It verifies by another implementation of the specification, and answers as the test says.</summary>
internal sealed class WebhookSubscriber : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly List<Received> _received = [];
    private readonly Channel<Received> _arrivals = Channel.CreateUnbounded<Received>();

    private WebhookSubscriber(WebApplication app) => _app = app;

    internal sealed record Received(string Id, string Timestamp, string Signatures, string ContentType, string Body)
    {
        public DateTimeOffset At => DateTimeOffset.FromUnixTimeSeconds(long.Parse(Timestamp, CultureInfo.InvariantCulture));

        /// <summary>Tells whether one of the signatures is what the other implementation signs.</summary>
        public bool IsSignedWith(string secret) => Signatures.Split(' ').Contains(new StandardWebhook(secret).Sign(Id, At, Body));
    }

    internal Uri Address => new(_app.Urls.First() + "/hook");

    /// <summary>How the next requests are answered; the last answer stays. Nothing given: 204.</summary>
    internal Queue<Func<HttpContext, Task>> Answers { get; } = new();

    internal IReadOnlyList<Received> All
    {
        get
        {
            lock (_received)
            {
                return [.. _received];
            }
        }
    }

    internal static async Task<WebhookSubscriber> StartAsync(params int[] statuses)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        WebApplication app = builder.Build();
        WebhookSubscriber subscriber = new(app);
        foreach (int status in statuses)
        {
            subscriber.Answer(status);
        }

        app.Run(subscriber.ReceiveAsync);
        await app.StartAsync();
        return subscriber;
    }

    internal void Answer(int status, string? header = null, string? value = null) => Answers.Enqueue(context =>
    {
        context.Response.StatusCode = status;
        if (header is not null)
        {
            context.Response.Headers[header] = value;
        }

        return Task.CompletedTask;
    });

    /// <summary>Waits for the next request.</summary>
    internal Task<Received> NextAsync() => _arrivals.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(1));

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task ReceiveAsync(HttpContext context)
    {
        using StreamReader reader = new(context.Request.Body, Encoding.UTF8);
        string body = await reader.ReadToEndAsync();
        IHeaderDictionary headers = context.Request.Headers;
        Received received = new(headers["webhook-id"].ToString(), headers["webhook-timestamp"].ToString(), headers["webhook-signature"].ToString(), headers.ContentType.ToString(), body);
        Func<HttpContext, Task>? answer;
        lock (_received)
        {
            _received.Add(received);
            answer = Answers.Count > 1 ? Answers.Dequeue() : Answers.FirstOrDefault();
        }

        _arrivals.Writer.TryWrite(received);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        if (answer is not null)
        {
            await answer(context);
        }
    }
}
