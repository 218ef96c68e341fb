using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Outsourcing.AspNetCore.Tests.Soak;

/// <summary>
/// A provider that sends true events at a fixed rate and again until they are answered with success, and everybody else who sends what is
/// forged, broken or too large.
/// </summary>
internal sealed class SoakClient(Uri host, SoakSettings settings) : IDisposable
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);

    // A provider's schedule of hours, in seconds.
    private static readonly TimeSpan[] Again = [.. new[] { 0.2, 0.5, 1, 2, 4 }.Select(TimeSpan.FromSeconds)];

    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 256, ConnectTimeout = TimeSpan.FromSeconds(2) });
    private readonly ConcurrentDictionary<string, int> _answers = new();
    private readonly TaskCompletionSource _allOver = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _underWay = 1;

    public SeededFaults Faults { get; } = new(settings.Faults, settings.Seed);

    /// <summary>Gets what was answered to what, and how often.</summary>
    public IReadOnlyDictionary<string, int> Answers => _answers;

    /// <summary>Gets answers nobody may get.</summary>
    public ConcurrentQueue<string> Wrong { get; } = new();

    /// <summary>Gets how many calls were reported, each with all its events.</summary>
    public int Calls { get; private set; }

    /// <summary>Gets how many events were sent that nobody can read.</summary>
    public int Unreadable { get; private set; }

    /// <summary>Gets how many calls were reported whose handler always throws.</summary>
    public int Poison { get; private set; }

    /// <summary>Gets how many webhooks are not answered with success yet.</summary>
    public int Unanswered => Volatile.Read(ref _underWay);

    public void Dispose() => _http.Dispose();

    /// <summary>Sends for the run's time; ends when the last was begun.</summary>
    public async Task SendAsync(CancellationToken cancellationToken)
    {
        // Whole calls, so that each has all its events.
        int parts = SoakEvent.Statuses.Length;
        int count = (int)(settings.Rate * settings.Duration.TotalSeconds) / parts * parts;
        TimeSpan later = TimeSpan.FromSeconds(Math.Min(10, settings.Duration.TotalSeconds / 4));
        Calls = count / parts;
        long start = TimeProvider.System.GetTimestamp();
        using PeriodicTimer timer = new(TimeSpan.FromMilliseconds(5));
        for (int sent = 0; sent < count;)
        {
            int due = Math.Min(count, (int)(TimeProvider.System.GetElapsedTime(start).TotalSeconds * settings.Rate) + 1);
            for (; sent < due; sent++)
            {
                Begin(sent / parts, sent % parts, later, cancellationToken);
            }

            await timer.WaitForNextTickAsync(cancellationToken);
        }

        Ended();
    }

    /// <summary>Waits until everything that was begun is answered.</summary>
    public Task AnsweredAsync(CancellationToken cancellationToken) => _allOver.Task.WaitAsync(cancellationToken);

    private void Begin(int call, int part, TimeSpan later, CancellationToken cancellationToken)
    {
        SoakEvent next = SoakEvent.Of(call, part);
        TimeSpan delay = Faults.Happens("event: late, after its successors") ? Faults.Within(later) : TimeSpan.Zero;
        Func<Task>? before = Faults.Happens("sender: hangs up in the middle of the body") ? () => HangUpAsync(next, cancellationToken)
            : Faults.Happens("sender: never reads the answer") ? () => NeverReadAsync(next, cancellationToken)
            : null;
        Run(() => DeliverAsync("event", next, delay, before, cancellationToken), cancellationToken);
        if (Faults.Happens("event: again at once"))
        {
            Run(() => DeliverAsync("event", next, TimeSpan.Zero, null, cancellationToken), cancellationToken);
        }

        if (Faults.Happens("event: again later"))
        {
            TimeSpan wait = Faults.Within(later);
            Run(() => DeliverAsync("event", next, wait, null, cancellationToken), cancellationToken);
        }

        if (Faults.Happens("event: nobody can read it"))
        {
            SoakEvent unreadable = new($"X{Unreadable++:x8}", 0, SoakEvent.UnreadableAccount);
            Run(() => DeliverAsync("unreadable event", unreadable, TimeSpan.Zero, null, cancellationToken), cancellationToken);
        }

        if (Faults.Happens("event: of a call whose handler always throws"))
        {
            SoakEvent poison = new($"{SoakEvent.PoisonPrefix}{Poison++:x31}", 0);
            Run(() => DeliverAsync("event", poison, TimeSpan.Zero, null, cancellationToken), cancellationToken);
        }

        if (Faults.Happens("webhook: tampered with"))
        {
            Run(() => ForgeAsync(call, part, cancellationToken), cancellationToken);
        }

        if (Faults.Happens("webhook: too large"))
        {
            bool saysSo = call % 2 == 0;
            Run(() => AttackAsync("too large", () => TooLarge(next, saysSo), saysSo ? [413] : [413, 0], cancellationToken), cancellationToken);
        }

        if (Faults.Happens("webhook: of an account nobody has"))
        {
            Run(() => AttackAsync("unknown account", () => (next with { Account = "nobody" }).RequestTo(host), [404], cancellationToken), cancellationToken);
        }

        if (Faults.Happens("webhook: malformed"))
        {
            Run(() => call % 2 == 0
                ? AttackAsync("malformed", () => TwilioPost.Request(next.AddressAt(host), [0xff, 0xfe, 0, (byte)'&', (byte)'%', (byte)'=', 0xc3], "bm9uZQ=="), [403], cancellationToken)
                : BreakFramingAsync(next, cancellationToken),
                cancellationToken);
        }
    }

    private void Run(Func<Task> send, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _underWay);
        _ = Task.Run(
            async () =>
            {
                try
                {
                    await send();
                }
                catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
                {
                    // The run was given up, and says so itself.
                }
#pragma warning disable CA1031 // Nobody waits for this task: what goes wrong is told by the run.
                catch (Exception failure)
#pragma warning restore CA1031
                {
                    Wrong.Enqueue(failure.ToString());
                }
                finally
                {
                    Ended();
                }
            },
            CancellationToken.None);
    }

    private void Ended()
    {
        if (Interlocked.Decrement(ref _underWay) == 0)
        {
            _allOver.TrySetResult();
        }
    }

    private async Task DeliverAsync(string kind, SoakEvent next, TimeSpan delay, Func<Task>? before, CancellationToken cancellationToken)
    {
        await Task.Delay(delay, TimeProvider.System, cancellationToken);
        if (before is not null)
        {
            await before();
        }

        for (int attempt = 0; ; attempt++)
        {
            int status = await AnswerAsync(() => next.RequestTo(host), cancellationToken);
            Count(kind, status);
            if (status is >= 200 and < 300)
            {
                return;
            }

            if (status is not (0 or 503))
            {
                Wrong.Enqueue($"{kind} answered {status}");
                return;
            }

            await Task.Delay(Again[Math.Min(attempt, Again.Length - 1)] * (0.5 + Random.Shared.NextDouble()), TimeProvider.System, cancellationToken);
        }
    }

    private Task ForgeAsync(int call, int part, CancellationToken cancellationToken)
    {
        SoakEvent forged = new($"{SoakEvent.ForgedPrefix}{call:x31}", part);
        return AttackAsync(
            "tampered",
            () => (call % 3) switch
            {
                0 => TwilioPost.Request(forged.AddressAt(host), forged.Sign(forged.AddressAt(host)).Body, SoakEvent.Of(call, part).Sign(forged.AddressAt(host)).Signature),
                1 => forged.RequestTo(host, signature => (signature[0] == 'A' ? 'B' : 'A') + signature[1..]),
                _ => TwilioPost.Request(forged.AddressAt(host), forged.Sign(forged.AddressAt(host)).Body, signature: null),
            },
            [403],
            cancellationToken);
    }

    private async Task AttackAsync(string kind, Func<HttpRequestMessage> request, int[] allowed, CancellationToken cancellationToken)
    {
        int status = await AnswerAsync(request, cancellationToken);
        Count(kind, status);
        if (!allowed.Contains(status))
        {
            Wrong.Enqueue($"{kind} answered {status}");
        }
    }

    /// <summary>Gets the status; 0 when no answer came.</summary>
    private async Task<int> AnswerAsync(Func<HttpRequestMessage> make, CancellationToken cancellationToken)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(AnswerWithin);
        using HttpRequestMessage request = make();
        try
        {
            using HttpResponseMessage response = await _http.SendAsync(request, patience.Token);
            return (int)response.StatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return 0;
        }
    }

    // One says how large it is and is refused by that; the other does not, and may be cut off while it still sends.
    private HttpRequestMessage TooLarge(SoakEvent next, bool saysSo)
    {
        byte[] body = new byte[(1024 * 1024) + 1];
        Array.Fill(body, (byte)'a');
        HttpRequestMessage request = TwilioPost.Request(next.AddressAt(host), body, "bm9uZQ==");
        request.Headers.ExpectContinue = saysSo;
        request.Headers.TransferEncodingChunked = !saysSo;
        return request;
    }

    private async Task HangUpAsync(SoakEvent next, CancellationToken cancellationToken)
    {
        (byte[] head, byte[] body) = Raw(next);
        using Socket socket = await ConnectAsync(cancellationToken);
        await socket.SendAsync(head, cancellationToken);
        await socket.SendAsync(body.AsMemory(0, body.Length / 2), cancellationToken);

        // With a reset, not in order.
        socket.LingerState = new LingerOption(true, 0);
    }

    private async Task NeverReadAsync(SoakEvent next, CancellationToken cancellationToken)
    {
        (byte[] head, byte[] body) = Raw(next);
        using Socket socket = await ConnectAsync(cancellationToken);
        await socket.SendAsync(head, cancellationToken);
        await socket.SendAsync(body, cancellationToken);
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, cancellationToken);
        socket.LingerState = new LingerOption(true, 0);
    }

    private async Task BreakFramingAsync(SoakEvent next, CancellationToken cancellationToken)
    {
        using Socket socket = await ConnectAsync(cancellationToken);
        string path = next.AddressAt(host).AbsolutePath;
        await socket.SendAsync(Encoding.ASCII.GetBytes($"POST {path} HTTP/1.1\r\nHost: {host.Authority}\r\nTransfer-Encoding: chunked\r\n\r\nno length\r\n"), cancellationToken);
        byte[] answer = new byte[12];
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(AnswerWithin);
        int status = 0;
        try
        {
            await using NetworkStream stream = new(socket);
            await stream.ReadExactlyAsync(answer, patience.Token);
            status = int.Parse(answer.AsSpan(9), CultureInfo.InvariantCulture);
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            // Cut off without an answer.
        }

        Count("malformed", status);
        if (status is not (0 or 400))
        {
            Wrong.Enqueue($"malformed answered {status}");
        }
    }

    private (byte[] Head, byte[] Body) Raw(SoakEvent next)
    {
        Uri address = next.AddressAt(host);
        (byte[] body, string signature) = next.Sign(address);
        string head = $"POST {address.AbsolutePath} HTTP/1.1\r\nHost: {address.Authority}\r\nX-Twilio-Signature: {signature}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {body.Length}\r\n\r\n";
        return (Encoding.ASCII.GetBytes(head), body);
    }

    private async Task<Socket> ConnectAsync(CancellationToken cancellationToken)
    {
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, host.Port, cancellationToken);
        return socket;
    }

    private void Count(string kind, int status) => _answers.AddOrUpdate(
        $"{kind}: {(status == 0 ? "no answer" : status.ToString(CultureInfo.InvariantCulture))}", 1, static (_, count) => count + 1);
}
