using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Outsourcing.Load;

/// <summary>A provider that sends signed webhooks at a fixed rate, whether or not the ones before are answered.</summary>
/// <param name="address">Where to.</param>
/// <param name="rate">How many a second.</param>
internal sealed class LoadClient(Uri address, int rate) : IDisposable
{
    // What a provider would hold open; beyond it a webhook counts as lost instead of piling up in this process.
    private const int MostWaiting = 20_000;

    private static readonly string[] Statuses = ["queued", "ringing", "in-progress", "completed"];

    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 256, PooledConnectionIdleTimeout = TimeSpan.FromMinutes(10) });
    private readonly DateTimeOffset _start = TimeProvider.System.GetUtcNow();
    private int _next;
    private int _waiting;

    public Dictionary<string, int> Answers { get; } = [];

    public void Dispose() => _http.Dispose();

    /// <summary>Sends for a while.</summary>
    /// <returns>Each webhook's latency in milliseconds, from when it was due, in the order they were due; NaN for one that was not answered with success.</returns>
    public async Task<double[]> RunAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        int count = (int)(rate * duration.TotalSeconds);
        double[] latencies = new double[count];
        Array.Fill(latencies, double.NaN);
        long start = TimeProvider.System.GetTimestamp();
        using PeriodicTimer timer = new(TimeSpan.FromMilliseconds(1));
        List<Task> running = [];
        for (int sent = 0; sent < count;)
        {
            int due = Math.Min(count, (int)(TimeProvider.System.GetElapsedTime(start).TotalSeconds * rate));
            for (; sent < due; sent++)
            {
                int index = sent;
                if (Volatile.Read(ref _waiting) >= MostWaiting)
                {
                    Count("not sent");
                    continue;
                }

                Interlocked.Increment(ref _waiting);
                running.Add(Task.Run(() => SendAsync(index), cancellationToken));
            }

            if (running.Count > 10_000)
            {
                running.RemoveAll(task => task.IsCompleted);
            }

            await timer.WaitForNextTickAsync(cancellationToken);
        }

        await Task.WhenAll(running);
        return latencies;

        async Task SendAsync(int index)
        {
            try
            {
                using HttpRequestMessage request = Request(Interlocked.Increment(ref _next) - 1);
                using HttpResponseMessage response = await _http.SendAsync(request, cancellationToken);
                if (response.IsSuccessStatusCode)
                {
                    latencies[index] = (TimeProvider.System.GetElapsedTime(start) - TimeSpan.FromSeconds((double)index / rate)).TotalMilliseconds;
                }

                Count(((int)response.StatusCode).ToString(CultureInfo.InvariantCulture));
            }
            catch (HttpRequestException failure)
            {
                Count(failure.HttpRequestError.ToString());
            }
            finally
            {
                Interlocked.Decrement(ref _waiting);
            }
        }
    }

    private void Count(string answer)
    {
        lock (Answers)
        {
            Answers[answer] = Answers.GetValueOrDefault(answer) + 1;
        }
    }

    private HttpRequestMessage Request(int index)
    {
        int part = index % Statuses.Length;
        string at = _start.AddSeconds(part).ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture);

        // By name, as the signature takes them.
        (string Name, string Value)[] fields =
        [
            ("AccountSid", "AC00000000000000000000000000000001"), ("ApiVersion", "2010-04-01"), ("CallSid", $"CA{_start.Ticks % 0xffff:x4}{index / Statuses.Length:x28}"),
            ("CallStatus", Statuses[part]), ("CallbackSource", "call-progress-events"), ("Called", "+12125550100"), ("CalledCity", "NEW YORK"), ("CalledCountry", "US"),
            ("CalledState", "NY"), ("CalledZip", "10001"), ("Caller", "+14155550123"), ("CallerCity", "SAN FRANCISCO"), ("CallerCountry", "US"), ("CallerState", "CA"),
            ("CallerZip", "94105"), ("Direction", "inbound"), ("From", "+14155550123"), ("SequenceNumber", part.ToString(CultureInfo.InvariantCulture)), ("Timestamp", at), ("To", "+12125550100"),
        ];
        StringBuilder body = new();
        StringBuilder signed = new(address.OriginalString);
        foreach ((string name, string value) in fields)
        {
            signed.Append(name).Append(value);
            body.Append(body.Length == 0 ? "" : "&").Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }

        HttpRequestMessage request = new(HttpMethod.Post, address) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body.ToString())) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
#pragma warning disable CA5350 // The provider's scheme.
        request.Headers.Add("X-Twilio-Signature", Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(LoadHost.AuthToken), Encoding.UTF8.GetBytes(signed.ToString()))));
#pragma warning restore CA5350
        return request;
    }
}
