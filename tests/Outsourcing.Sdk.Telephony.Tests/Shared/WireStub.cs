using System.Net;
using System.Text;

namespace Outsourcing.Telephony.Tests.Shared;

/// <summary>The far end of the wire: it keeps what was sent, and answers what the test wrote, in order.</summary>
internal sealed class WireStub : HttpMessageHandler
{
    private readonly Queue<(int Status, string Body)> _answers = new();

    internal List<(string Method, Uri Address, string Body, string? Authorization, string? ContentType)> Sent { get; } = [];

    internal (string Method, Uri Address, string Body, string? Authorization, string? ContentType) Last => Sent[^1];

    internal WireStub Answer(string body, int status = 200)
    {
        _answers.Enqueue((status, body));
        return this;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        Sent.Add((request.Method.Method, request.RequestUri!, body, request.Headers.Authorization?.ToString(), request.Content?.Headers.ContentType?.MediaType));
        (int status, string answer) = _answers.TryDequeue(out (int, string) written) ? written : throw new InvalidOperationException($"nobody wrote an answer to request {Sent.Count}");
        return new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(answer, Encoding.UTF8, "application/json") };
    }
}
