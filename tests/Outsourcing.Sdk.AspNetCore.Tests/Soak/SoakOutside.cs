using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Outsourcing.AspNetCore.Tests.Soak;

/// <summary>What the app talks to: a provider that sends texts and fails in each way, and the sink of the handlers' effects, which honours their keys.</summary>
internal sealed class SoakOutside : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<string, int> _texts = new();
    private readonly Lock _gate = new();
    private readonly List<byte> _effects = [];

    private SoakOutside(double share, int seed)
    {
        Faults = new SeededFaults(share, seed);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.MapPost("/2010-04-01/Accounts/{account}/Messages.json", SendTextAsync);
        _app.MapGet("/2010-04-01/Accounts/{account}/Messages.json", ListTextsAsync);
        _app.MapPost("/effects", EffectAsync);
    }

    public Uri Address => new(_app.Urls.First());

    public SeededFaults Faults { get; }

    /// <summary>Gets how often each text was sent to a person, by the call it is about.</summary>
    public IReadOnlyDictionary<string, int> Texts => _texts;

    /// <summary>Gets how often an effect came whose key was known: the sink did nothing.</summary>
    public int Repeated { get; private set; }

    /// <summary>Gets effects nobody may have.</summary>
    public ConcurrentQueue<string> Wrong { get; } = new();

    public static async Task<SoakOutside> StartAsync(double share, int seed)
    {
        SoakOutside outside = new(share, seed);
        await outside._app.StartAsync();
        return outside;
    }

    /// <summary>Gets the calls whose effects are not exactly one for each of their events.</summary>
    public int[] CallsWithoutAllEffects(int calls)
    {
        lock (_gate)
        {
            return [.. Enumerable.Range(0, Math.Max(calls, _effects.Count)).Where(call => call >= calls || call >= _effects.Count || _effects[call] != (1 << SoakEvent.Statuses.Length) - 1)];
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _app.DisposeAsync();
        _end.Dispose();
    }

    private async Task SendTextAsync(HttpContext context)
    {
        IFormCollection form = await context.Request.ReadFormAsync();
        string key = form["Body"].ToString();
        if (await FailsAsync(context, "a text"))
        {
            return;
        }

        _texts.AddOrUpdate(key, 1, (_, count) => count + 1);
        if (Faults.Happens("provider: answer to a text lost after its effect"))
        {
            context.Abort();
        }
        else if (Faults.Happens("provider: answer to a text unreadable after its effect"))
        {
            await AnswerAsync(context, StatusCodes.Status200OK, "<html>", "text/html");
        }
        else
        {
            await AnswerAsync(context, StatusCodes.Status201Created, Message(key));
        }
    }

    private async Task ListTextsAsync(HttpContext context)
    {
        if (await FailsAsync(context, "looking up"))
        {
            return;
        }

        // The number written to tells the call, as the app derives it.
        int number = int.Parse(context.Request.Query["To"].ToString().AsSpan(5), System.Globalization.CultureInfo.InvariantCulture) - 2_000_000;
        string key = SoakEvent.Of(number, 0).CallSid;
        await AnswerAsync(context, StatusCodes.Status200OK, $$"""{"messages":[{{(_texts.ContainsKey(key) ? Message(key) : "")}}],"next_page_uri":null}""");
    }

    private async Task<bool> FailsAsync(HttpContext context, string what)
    {
        if (Faults.Happens($"provider: 429 with Retry-After to {what}"))
        {
            context.Response.Headers.RetryAfter = "1";
            await AnswerAsync(context, StatusCodes.Status429TooManyRequests, """{"code":20429,"message":"Too Many Requests","status":429}""");
        }
        else if (Faults.Happens($"provider: 500 to {what}"))
        {
            await AnswerAsync(context, StatusCodes.Status500InternalServerError, """{"code":20500,"message":"Internal Server Error","status":500}""");
        }
        else if (Faults.Happens($"provider: 503 to {what}"))
        {
            await AnswerAsync(context, StatusCodes.Status503ServiceUnavailable, "");
        }
        else if (Faults.Happens($"provider: reset before {what}"))
        {
            context.Abort();
        }
        else if (Faults.Happens($"provider: silence before {what}"))
        {
            using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(_end.Token, context.RequestAborted);
            await Task.Delay(TimeSpan.FromSeconds(30), TimeProvider.System, over.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            context.Abort();
        }
        else
        {
            return false;
        }

        return true;
    }

    private async Task EffectAsync(HttpContext context)
    {
        using StreamReader reader = new(context.Request.Body);
        string key = await reader.ReadToEndAsync(context.RequestAborted);
        string[] parts = key.Split('/');
        if (parts is not ["default", "twilio", SoakEvent.NorthAccount, { Length: 34 } call, { Length: 1 } version] || call.StartsWith(SoakEvent.ForgedPrefix, StringComparison.Ordinal) || version[0] - '0' > SoakEvent.Statuses.Length)
        {
            Wrong.Enqueue(key);
            return;
        }

        int number = SoakEvent.NumberOf(call);
        byte bit = (byte)(1 << (version[0] - '1'));
        lock (_gate)
        {
            while (_effects.Count <= number)
            {
                _effects.Add(0);
            }

            if ((_effects[number] & bit) != 0)
            {
                Repeated++;
            }

            _effects[number] |= bit;
        }
    }

    private static string Message(string key) => $$"""{"sid":"SM{{key[2..]}}","status":"queued","body":"{{key}}"}""";

    private static Task AnswerAsync(HttpContext context, int status, string body, string type = "application/json")
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        return context.Response.WriteAsync(body, context.RequestAborted);
    }
}
