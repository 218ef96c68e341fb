using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Outsourcing.Answering.Tests;

/// <summary>An account whose service answers what the test wrote for a method and path; anything else is not found.</summary>
internal sealed class StubAccount : DelegatingHandler
{
    private readonly Dictionary<string, Queue<(int Status, string Body)>> _answers = new(StringComparer.Ordinal);

    internal List<(string Request, string Body)> Sent { get; } = [];

    /// <summary>Gets the queries of all requests that had one, unescaped.</summary>
    internal List<string> Queries { get; } = [];

    /// <summary>Gets the credentials of all requests.</summary>
    internal List<string> Credentials { get; } = [];

    internal StubAccount Answer(string request, string body, int status = 200)
    {
        if (!_answers.TryGetValue(request, out Queue<(int, string)>? queue))
        {
            _answers[request] = queue = new();
        }

        queue.Enqueue((status, body));
        return this;
    }

    internal JsonElement BodyOf(string request) => JsonElement.Parse(Sent.Last(sent => sent.Request == request).Body);

    internal ServiceProvider Build(Action<IOutsourcingBuilder, Action<IHttpClientBuilder>> add)
    {
        ServiceCollection services = new();
        services.AddLogging();
        add(services.AddOutsourcing(), http => http.ConfigurePrimaryHttpMessageHandler(() => this));
        return services.BuildServiceProvider();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string name = $"{request.Method} {request.RequestUri!.AbsolutePath}";
        Sent.Add((name, request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken)));
        Credentials.Add(string.Join(' ', request.Headers.Where(header => header.Key is "Authorization" or "xi-api-key").Select(header => $"{header.Key}: {string.Join(',', header.Value)}")));
        if (request.RequestUri.Query.Length > 0)
        {
            Queries.Add(Uri.UnescapeDataString(request.RequestUri.Query));
        }

        // The last answer stands for every later request.
        (int status, string body) = _answers.TryGetValue(name, out Queue<(int, string)>? queue) ? (queue.Count > 1 ? queue.Dequeue() : queue.Peek()) : (404, "{}");
        return new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
    }
}
