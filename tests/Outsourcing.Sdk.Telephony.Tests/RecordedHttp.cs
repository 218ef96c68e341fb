using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Outsourcing.Telephony.Tests;

/// <summary>The network's edge: keeps what is sent as it is on the wire, and answers what the test wrote.</summary>
internal sealed class RecordedHttp : HttpMessageHandler
{
    private readonly Queue<Func<HttpResponseMessage>> _answers = new();

    internal static readonly PhoneNumber Business = PhoneNumber.Parse("+12125550100");

    internal static readonly PhoneNumber Partner = PhoneNumber.Parse("+14155550123");

    internal static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    internal List<WireRequest> Sent { get; } = [];

    internal FakeTimeProvider Time { get; } = new(Noon);

    internal RecordedHttp Answer(int status, string body = "", string type = "application/json", string? link = null)
    {
        _answers.Enqueue(() =>
        {
            HttpResponseMessage response = new((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, type) };
            if (link is not null)
            {
                response.Headers.TryAddWithoutValidation("Link", link);
            }

            return response;
        });
        return this;
    }

    internal ServiceProvider Build(Action<IOutsourcingBuilder, Action<IHttpClientBuilder>> add)
    {
        ServiceCollection services = new();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(Time);
        add(services.AddOutsourcing(), http => http.ConfigurePrimaryHttpMessageHandler(() => this));
        return services.BuildServiceProvider();
    }

    internal static async Task<List<T>> ListAsync<T>(IAsyncEnumerable<T> items)
    {
        List<T> found = [];
        await foreach (T item in items)
        {
            found.Add(item);
        }

        return found;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Sent.Add(new WireRequest(
            $"{request.Method} {request.RequestUri!.AbsoluteUri}",
            // Content without a type stands for no body; it is there so that the runtime never sends a write anew.
            request.Content is { Headers.ContentType: not null } content ? await content.ReadAsStringAsync(cancellationToken) : null,
            request.Content?.Headers.ContentType?.ToString(),
            request.Headers.Authorization?.ToString()));
        return _answers.TryDequeue(out Func<HttpResponseMessage>? answer) ? answer() : throw new InvalidOperationException($"nobody wrote an answer to request {Sent.Count}: {Sent[^1].Line}");
    }
}

/// <summary>A request as it was on the wire.</summary>
internal sealed record WireRequest(string Line, string? Body, string? ContentType, string? Authorization);
