using System.Globalization;
using Outsourcing.AspNetCore.Tests.Soak;

namespace Outsourcing.Load;

/// <summary>A provider that sends signed webhooks at a fixed rate, whether or not the ones before are answered.</summary>
/// <param name="host">Where to.</param>
/// <param name="rate">How many a second.</param>
/// <param name="poison">The share of webhooks that come on top and fail each time: half of them nobody can read, of half the handler always throws.</param>
internal sealed class LoadClient(Uri host, int rate, double poison = 0) : IDisposable
{
    // What a provider would hold open; beyond it a webhook counts as lost instead of piling up in this process.
    private const int MostWaiting = 20_000;

    // The longest that a provider waits.
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(15);

    private static readonly string[] Statuses = ["queued", "ringing", "in-progress", "completed"];

    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 256, PooledConnectionIdleTimeout = TimeSpan.FromMinutes(10) });
    private readonly DateTimeOffset _start = TimeProvider.System.GetUtcNow();
    private int _waiting;

    public Dictionary<string, int> Answers { get; } = [];

    /// <summary>Gets how long after it was due the last webhook was begun: what this process itself is behind by.</summary>
    public TimeSpan Behind { get; private set; }

    /// <summary>Gets how many webhooks were sent whose handler always throws.</summary>
    public int Failing { get; private set; }

    public void Dispose() => _http.Dispose();

    /// <summary>Sends for a while.</summary>
    /// <returns>Each webhook's latency in milliseconds, from when it was due, in the order they were due; infinite for one that was not answered with success.</returns>
    public async Task<double[]> RunAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        int count = (int)(rate * duration.TotalSeconds);
        double[] latencies = new double[count];
        Array.Fill(latencies, double.PositiveInfinity);
        long start = TimeProvider.System.GetTimestamp();
        DateTimeOffset began = TimeProvider.System.GetUtcNow();
        using PeriodicTimer timer = new(TimeSpan.FromMilliseconds(1));
        List<Task> running = [];
        double poisonDue = 0;
        int poisoned = 0;
        for (int sent = 0; sent < count;)
        {
            // The first is due at once.
            int due = Math.Min(count, 1 + (int)(TimeProvider.System.GetElapsedTime(start).TotalSeconds * rate));
            for (; sent < due; sent++)
            {
                int index = sent;
                if (Volatile.Read(ref _waiting) >= MostWaiting)
                {
                    Count("not sent");
                    continue;
                }

                Begin(() => SendAsync(index));
                for (poisonDue += poison; poisonDue >= 1; poisonDue--)
                {
                    int number = poisoned++;
                    Failing += number % 2;
                    Begin(() => AnswerAsync(() => Poison(number), "poison "));
                }
            }

            if (running.Count > 10_000)
            {
                running.RemoveAll(task => task.IsCompleted);
            }

            await timer.WaitForNextTickAsync(cancellationToken);
        }

        await Task.WhenAll(running);
        return latencies;

        void Begin(Func<Task> send)
        {
            Interlocked.Increment(ref _waiting);
            running.Add(Task.Run(send, cancellationToken));
        }

        async Task SendAsync(int index)
        {
            TimeSpan due = TimeSpan.FromSeconds((double)index / rate);
            if (index == count - 1)
            {
                Behind = TimeProvider.System.GetElapsedTime(start) - due;
            }

            if (await AnswerAsync(() => Request(index, began + due), ""))
            {
                latencies[index] = (TimeProvider.System.GetElapsedTime(start) - due).TotalMilliseconds;
            }
        }

        async Task<bool> AnswerAsync(Func<HttpRequestMessage> make, string kind)
        {
            using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(AnswerWithin);
            try
            {
                using HttpRequestMessage request = make();
                using HttpResponseMessage response = await _http.SendAsync(request, patience.Token);
                Count(kind + ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture));
                return response.IsSuccessStatusCode;
            }
            catch (HttpRequestException failure)
            {
                Count(kind + failure.HttpRequestError);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                Count(kind + "no answer in time");
            }
            finally
            {
                Interlocked.Decrement(ref _waiting);
            }

            return false;
        }
    }

    private void Count(string answer)
    {
        lock (Answers)
        {
            Answers[answer] = Answers.GetValueOrDefault(answer) + 1;
        }
    }

    // The caller's name carries when the webhook was due, so that the handler can tell how long it took.
    private HttpRequestMessage Request(int index, DateTimeOffset due) => Signed("north",
    [
        ("AccountSid", LoadHost.AccountSid), ("ApiVersion", "2010-04-01"), ("CallSid", $"CA{_start.Ticks % 0xffff:x4}{index / Statuses.Length:x28}"),
        ("CallStatus", Statuses[index % Statuses.Length]), ("CallbackSource", "call-progress-events"), ("Called", "+12125550100"), ("CalledCity", "NEW YORK"), ("CalledCountry", "US"),
        ("CalledState", "NY"), ("CalledZip", "10001"), ("Caller", "+14155550123"), ("CallerCity", "SAN FRANCISCO"), ("CallerCountry", "US"), ("CallerName", due.UtcTicks.ToString(CultureInfo.InvariantCulture)),
        ("CallerState", "CA"), ("CallerZip", "94105"), ("Direction", "inbound"), ("From", "+14155550123"), ("SequenceNumber", (index % Statuses.Length).ToString(CultureInfo.InvariantCulture)),
        ("Timestamp", At(index % Statuses.Length)), ("To", "+12125550100"),
    ]);

    private HttpRequestMessage Poison(int number) => number % 2 == 0
        ? Signed(LoadHost.UnreadableAccount, [("AccountSid", LoadHost.AccountSid), ("Unheard", $"{_start.Ticks:x}{number:x8}")])
        : Signed("north",
        [
            ("AccountSid", LoadHost.AccountSid), ("CallSid", $"{LoadHost.PoisonPrefix}{_start.Ticks % 0xffff:x4}{number:x27}"), ("CallStatus", Statuses[0]), ("CallbackSource", "call-progress-events"),
            ("Direction", "inbound"), ("From", "+14155550123"), ("SequenceNumber", "0"), ("Timestamp", At(0)), ("To", "+12125550100"),
        ]);

    private string At(int part) => _start.AddSeconds(part).ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture);

    private HttpRequestMessage Signed(string account, (string Name, string Value)[] fields)
    {
        Uri address = new(host, $"/hooks/twilio/{account}");
        (byte[] body, string signature) = TwilioPost.Sign(address, LoadHost.AuthToken, fields);
        return TwilioPost.Request(address, body, signature);
    }
}
