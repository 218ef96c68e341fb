using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Outsourcing.Telephony.Tests.Faults;

namespace Outsourcing.AspNetCore.Tests.Canaries;

/// <summary>A provider that says back, in every part of an answer, what it was sent: credentials, numbers and words.</summary>
internal sealed class QuotingProvider : IAsyncDisposable
{
    private readonly FaultServer _server;
    private readonly ConcurrentQueue<string> _quoted = new();
    private volatile Manner _manner = Manners[0];

    internal QuotingProvider() => _server = new FaultServer(AnswerAsync);

    internal sealed record Manner(string Name, Func<FaultConnection, Quote, Task> AnswerAsync);

    /// <summary>What an answer quotes: all of the request and the transcript; the credentials' secret; a number's digits.</summary>
    internal sealed record Quote(string All, string Secret, string Digits);

    internal static IReadOnlyList<Manner> Manners { get; } =
    [
        new("a refusal that quotes in its message", (connection, quote) => connection.AnswerAsync(400, Json(quote, "21211"))),
        new("a refusal whose code is a number", (connection, quote) => connection.AnswerAsync(422, Json(quote, quote.Digits))),
        new("a refusal whose code is the secret", (connection, quote) => connection.AnswerAsync(400, Json(quote, quote.Secret))),
        new("a list of errors", (connection, quote) => connection.AnswerAsync(400, new JsonObject { ["errors"] = new JsonArray(JsonNode.Parse(Json(quote, quote.Digits))) }.ToJsonString())),
        new("headers and a reason that quote", (connection, quote) => connection.SendAsync($"HTTP/1.1 401 {quote.All}\r\nWWW-Authenticate: Basic realm=\"{quote.All}\"\r\nX-Error: {quote.All}\r\nSet-Cookie: a={quote.All}\r\nContent-Length: 0\r\n\r\n")),
        new("a redirect", (connection, quote) => connection.AnswerAsync(302, "{}", $"Location: http://127.0.0.1:9/{Uri.EscapeDataString(quote.Secret)}?number={quote.Digits}\r\n")),
        new("too many requests", (connection, quote) => connection.AnswerAsync(429, Json(quote, "429"), $"Content-Type: application/json\r\nRetry-After: {quote.Digits}\r\n")),
        new("HTML", (connection, quote) => connection.AnswerAsync(500, $"<html><title>{WebUtility.HtmlEncode(quote.All)}</title></html>", "Content-Type: text/html\r\n")),
        new("XML", (connection, quote) => connection.AnswerAsync(400, $"<Error><Code>{WebUtility.HtmlEncode(quote.Digits)}</Code><Description>{WebUtility.HtmlEncode(quote.All)}</Description></Error>", "Content-Type: application/xml\r\n")),
        new("JSON of another shape", (connection, quote) => connection.AnswerAsync(200, Json(quote, quote.Digits))),
        new("JSON that breaks off", (connection, quote) => connection.AnswerAsync(200, "{\"sid\":\"" + quote.All.Replace('"', ' '))),
        new("words", (connection, quote) => connection.AnswerAsync(200, quote.All)),
        new("a charset nobody knows", (connection, quote) => connection.AnswerAsync(200, Json(quote, "1"), $"Content-Type: application/json; charset={quote.Digits}{quote.Secret}\r\n")),
        new("a status line that is none", async (connection, quote) => { await connection.SendAsync($"HTTP/1.1 {quote.All}\r\n\r\n"); connection.Close(); }),
        new("no HTTP at all", async (connection, quote) => { await connection.SendAsync($"{quote.All}\r\n\r\n"); connection.Close(); }),
        new("a header that is none", async (connection, quote) => { await connection.SendAsync($"HTTP/1.1 200 OK\r\n{quote.All}\r\n\r\n"); connection.Close(); }),
        new("a chunk that is none", async (connection, quote) => { await connection.SendAsync($"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{quote.All}\r\n"); connection.Close(); }),
        new("a reset within the body", async (connection, quote) => { await connection.SendAsync($"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n{quote.All}"); connection.Reset(); }),
    ];

    internal static Manner Silence { get; } = new("silence", (connection, _) => connection.StallAsync());

    internal Uri Address => _server.Address;

    /// <summary>Gets all that was quoted, so that a test sees that what it looks for was there to be shown.</summary>
    internal IReadOnlyCollection<string> Quoted => _quoted;

    internal void Be(Manner manner) => _manner = manner;

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(FaultConnection connection, int number)
    {
        SeenRequest request = _server.Seen.ElementAt(number - 1);
        string? authorization = request.Headers.FirstOrDefault(header => header.StartsWith("Authorization: ", StringComparison.OrdinalIgnoreCase))?["Authorization: ".Length..];
        string secret = authorization is ['B', 'a', 's', 'i', 'c', ' ', .. var basic] ? Encoding.UTF8.GetString(Convert.FromBase64String(basic)).Split(':')[^1] : authorization?.Split(' ')[^1] ?? Canary.MoneypennyPassword;
        string all = string.Join(' ', [.. request.Headers, secret, request.Path, Uri.UnescapeDataString(request.Path), request.Body, .. Canary.Numbers.Select(planted => planted.E164), Canary.Transcript]);
        Quote quote = new(all.ReplaceLineEndings(" "), secret, Canary.Numbers[number % Canary.Numbers.Count].E164[1..]);
        _quoted.Enqueue(quote.All);
        await _manner.AnswerAsync(connection, quote);
    }

    private static string Json(Quote quote, string code) => new JsonObject
    {
        ["code"] = code,
        ["message"] = quote.All,
        ["error"] = quote.All,
        ["detail"] = quote.All,
        ["title"] = quote.All,
        ["api_id"] = "a1",
        ["sid"] = "C1",
        ["from"] = Canary.Numbers[0].E164,
        ["to"] = Canary.Numbers[1].E164,
        ["transcript"] = Canary.Transcript,
    }.ToJsonString();
}

/// <summary>A mail server that refuses, and says back the credentials it refuses.</summary>
internal sealed class QuotingMailServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _serving;

    internal QuotingMailServer()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    internal int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Gets how often credentials were quoted.</summary>
    internal int Refused { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _serving;
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync(_end.Token);
                await AnswerAsync(client);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        string all = $"{Canary.MailboxPassword} {Canary.Numbers[3].E164} {Canary.Transcript}";
        try
        {
            using StreamReader reader = new(client.GetStream(), Encoding.ASCII);
            await using StreamWriter writer = new(client.GetStream(), Encoding.ASCII) { NewLine = "\r\n", AutoFlush = true };
            await writer.WriteLineAsync($"* OK [CAPABILITY IMAP4rev1] {all}");
            while (await reader.ReadLineAsync(_end.Token) is { } line)
            {
                string tag = line.Split(' ')[0];
                if (line.Contains("CAPABILITY", StringComparison.OrdinalIgnoreCase))
                {
                    await writer.WriteLineAsync($"* CAPABILITY IMAP4rev1\r\n{tag} OK {all}");
                }
                else
                {
                    Refused++;
                    await writer.WriteLineAsync($"{tag} NO [AUTHENTICATIONFAILED] {line} {all}");
                }
            }
        }
        catch (IOException)
        {
            // The client hung up.
        }
    }
}
