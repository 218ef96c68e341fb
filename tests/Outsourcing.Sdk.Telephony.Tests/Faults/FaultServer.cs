using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Outsourcing.Telephony.Tests.Faults;

/// <summary>A provider on loopback that speaks bytes, so that it can fail in every way a network can.</summary>
internal sealed class FaultServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly ConcurrentQueue<SeenRequest> _seen = new();
    private readonly Func<FaultConnection, int, Task> _answer;
    private readonly X509Certificate2? _certificate;
    private readonly Task _accepting;

    /// <summary>Starts listening.</summary>
    /// <param name="answer">Answers the n-th request, counted from 1.</param>
    /// <param name="certificate">Speaks TLS with it.</param>
    internal FaultServer(Func<FaultConnection, int, Task> answer, X509Certificate2? certificate = null)
    {
        _answer = answer;
        _certificate = certificate;
        _listener.Start();
        Address = new Uri($"{(certificate is null ? "http" : "https")}://{(certificate is null ? "127.0.0.1" : "localhost")}:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _accepting = AcceptAsync();
    }

    internal Uri Address { get; }

    /// <summary>Gets the requests that came in whole: a provider would have acted on each.</summary>
    internal IReadOnlyCollection<SeenRequest> Seen => _seen;

    /// <summary>Gets how many connections were made.</summary>
    internal int Connections => _connections.Count;

    /// <summary>Makes the address of a port that nobody listens on.</summary>
    internal static Uri Nobody()
    {
        TcpListener gone = new(IPAddress.Loopback, 0);
        gone.Start();
        int port = ((IPEndPoint)gone.LocalEndpoint).Port;
        gone.Stop();
        return new Uri($"http://127.0.0.1:{port}");
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_connections);
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                Socket socket = await _listener.AcceptSocketAsync(_end.Token);
                _connections.Add(ServeAsync(socket));
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or InvalidOperationException)
        {
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        try
        {
            await using NetworkStream network = new(socket, ownsSocket: true);
            Stream stream = network;
            if (_certificate is not null)
            {
                SslStream secure = new(network);
                await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _end.Token);
                stream = secure;
            }

            FaultConnection connection = new(socket, stream, _end.Token);
            while (!connection.IsClosed && await ReadAsync(stream) is { } request)
            {
                _seen.Enqueue(request);
                await _answer(connection, _seen.Count);
            }
        }
        catch (Exception gone) when (gone is IOException or SocketException or OperationCanceledException or ObjectDisposedException or System.Security.Authentication.AuthenticationException)
        {
            // The client hung up, or the test is over.
        }
    }

    private async Task<SeenRequest?> ReadAsync(Stream stream)
    {
        List<byte> head = [];
        byte[] one = new byte[1];
        while (head.Count < 4 || !head[^4..].SequenceEqual("\r\n\r\n"u8.ToArray()))
        {
            if (await stream.ReadAsync(one, _end.Token) == 0)
            {
                return null;
            }

            head.Add(one[0]);
        }

        string[] lines = Encoding.ASCII.GetString([.. head]).Split("\r\n");
        string? length = lines.FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        byte[] body = new byte[length is null ? 0 : int.Parse(length.AsSpan(15), System.Globalization.CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, _end.Token);
        return new SeenRequest(lines[0].Split(' ')[0], lines[0].Split(' ')[1], lines[1..], Encoding.UTF8.GetString(body));
    }
}

/// <summary>A request that came in whole.</summary>
internal sealed record SeenRequest(string Method, string Path, string[] Headers, string Body);

/// <summary>A connection to misbehave on.</summary>
internal sealed class FaultConnection(Socket socket, Stream stream, CancellationToken end)
{
    internal bool IsClosed { get; private set; }

    internal async Task SendAsync(string text) => await SendAsync(Encoding.UTF8.GetBytes(text));

    internal async Task SendAsync(byte[] bytes)
    {
        await stream.WriteAsync(bytes, end);
        await stream.FlushAsync(end);
    }

    /// <summary>Answers as a provider should.</summary>
    internal Task AnswerAsync(int status, string body = "{}", string headers = "Content-Type: application/json\r\n") =>
        SendAsync($"HTTP/1.1 {status} X\r\n{headers}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");

    /// <summary>Ends the connection in order.</summary>
    internal void Close()
    {
        IsClosed = true;
        socket.Shutdown(SocketShutdown.Both);
    }

    /// <summary>Breaks the connection, so that the other side sees a reset.</summary>
    internal void Reset()
    {
        IsClosed = true;
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
    }

    /// <summary>Says nothing for longer than anybody waits; ends when the test does.</summary>
    internal Task StallAsync() => Task.Delay(TimeSpan.FromSeconds(30), TimeProvider.System, end);

    /// <summary>Sends a text byte by byte.</summary>
    internal async Task DripAsync(string text, TimeSpan pause)
    {
        foreach (byte single in Encoding.UTF8.GetBytes(text))
        {
            await SendAsync([single]);
            await Task.Delay(pause, TimeProvider.System, end);
        }
    }
}
