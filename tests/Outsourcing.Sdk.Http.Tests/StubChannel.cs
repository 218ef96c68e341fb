using System.Net;
using System.Text;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Outsourcing.Http.Tests;

/// <summary>A channel whose answers are written by the test, and whose time the test moves.</summary>
internal sealed class StubChannel : HttpMessageHandler
{
    internal const string Secret = "planted-secret-7431";

    private readonly Queue<Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>> _answers = new();

    internal FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero)) { AutoAdvanceAmount = TimeSpan.Zero };

    internal ProviderHttpOptions Http { get; } = new();

    internal List<(Uri Address, string? Authorization)> Sent { get; } = [];

    internal ProviderChannel Build(Microsoft.Extensions.Logging.ILogger<ProviderChannel>? logger = null) => new(
        new ProviderChannelSettings
        {
            Provider = "stub",
            Account = "north",
            BaseAddress = new Uri("https://api.example.com"),
            DownloadDomains = ["example.com"],
            Http = Http,
            Authorize = RequestCredential.Bearer(Secret),
        },
        () => this,
        Time,
        logger ?? NullLogger<ProviderChannel>.Instance);

    internal StubChannel Answer(int status, string body = "{}", string type = "application/json", Action<HttpResponseMessage>? shape = null)
    {
        _answers.Enqueue((request, _) =>
        {
            HttpResponseMessage response = new((HttpStatusCode)status) { RequestMessage = request, Content = new StringContent(body, Encoding.UTF8, type) };
            shape?.Invoke(response);
            return Task.FromResult(response);
        });
        return this;
    }

    /// <summary>Forgets the answers that nobody asked for.</summary>
    internal void Forget() => _answers.Clear();

    internal StubChannel Content(HttpContent content)
    {
        _answers.Enqueue((_, _) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = content }));
        return this;
    }

    internal StubChannel After(Task gate)
    {
        _answers.Enqueue(async (_, _) =>
        {
            await gate.ConfigureAwait(false);
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("{}") };
        });
        return this;
    }

    internal StubChannel Throw(Exception exception)
    {
        _answers.Enqueue((_, _) => Task.FromException<HttpResponseMessage>(exception));
        return this;
    }

    /// <summary>Never answers; time moves on until the waiting ends.</summary>
    internal StubChannel Stall()
    {
        _answers.Enqueue(async (_, cancellationToken) =>
        {
            TaskCompletionSource<HttpResponseMessage> never = new(TaskCreationOptions.RunContinuationsAsynchronously);
            await using CancellationTokenRegistration end = cancellationToken.Register(() => never.TrySetCanceled(cancellationToken));
            Time.Advance(Http.AttemptTimeout);
            return await never.Task;
        });
        return this;
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Sent.Add((request.RequestUri!, request.Headers.Authorization?.ToString()));
        return _answers.TryDequeue(out Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>? answer)
            ? answer(request, cancellationToken)
            : throw new InvalidOperationException($"nobody wrote an answer to request {Sent.Count}");
    }
}

internal sealed record Thing(string? Name);

[JsonSerializable(typeof(Thing))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class ThingContext : JsonSerializerContext;
