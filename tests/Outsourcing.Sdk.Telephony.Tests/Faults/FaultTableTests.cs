using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Outsourcing.Http;
using Outsourcing.Tests;
using Shouldly;
using Xunit.Abstractions;

namespace Outsourcing.Telephony.Tests.Faults;

/// <summary>
/// Every fault of the network and of a provider, for a read and for a write, through the Twilio client as an app registers it. The
/// table of what happened goes to the output and to artifacts/fault-table.md.
/// </summary>
public sealed class FaultTableTests(ITestOutputHelper output)
{
    private const string Secret = "planted-secret-7431";
    private const string Account = "AC00000000000000000000000000000001";
    private const string Sid = "CA00000000000000000000000000000001";
    private const string Call = $$"""{"sid":"{{Sid}}","status":"queued","from":"+12125550100","to":"+14155550123"}""";
    private const string Told = $$"""{"code":20001,"message":"+14155550123 and {{Secret}} are not for logs","status":400}""";
    private const int Mebibyte = 1024 * 1024;

    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(5);

    // Short where the fault is silence; long where an answer comes at once and only a busy machine is slow.
    private static readonly TimeSpan SilentAttempt = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Attempt = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan Allowance = TimeSpan.FromMilliseconds(250);
    private static readonly PhoneNumber Business = PhoneNumber.Parse("+12125550100");
    private static readonly PhoneNumber Partner = PhoneNumber.Parse("+14155550123");
    private static readonly string[] Unsayable = [Secret, "4155550123", "2125550100", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Account}:{Secret}"))];

    /// <summary>What is expected, as <c>attempts outcome</c>: "ok", a failure, or "unknown" and the failure.</summary>
    private sealed record Fault(string Name, Func<FaultConnection, Task>? Answer, string Read, string Write)
    {
        /// <summary>Gets how many requests meet the fault; the others are answered as they should.</summary>
        public int Times { get; init; } = int.MaxValue;

        /// <summary>Gets the certificate that the provider shows.</summary>
        public X509Certificate2? Certificate { get; init; }

        /// <summary>Gets the address that is asked instead of the server's.</summary>
        public Uri? Address { get; init; }

        /// <summary>Gets how long an attempt may take.</summary>
        public TimeSpan Attempt { get; init; } = Read.EndsWith("TimedOut", StringComparison.Ordinal) ? SilentAttempt : FaultTableTests.Attempt;
    }

    private sealed record Row(string Fault, string Operation, string Happened, int Received, TimeSpan Elapsed);

    [Fact]
    [Reliability(1, "refused, a name that does not resolve, TLS, reset, closed, stalled, dripping: a typed error within the budget of 5 s and 250 ms (and what the machine was late at the time, measured beside it), read and write")]
    [Reliability(2, "400, 401, 403, 409, 422: 1 attempt; 408, 429, 500 to 504: 3")]
    [Reliability(3, "the provider is told at most once to place a call, whatever the fault; the outcome is unknown where it may have acted")]
    [Reliability(7, "HTML, nothing, cut short, a byte order mark, NaN, a key twice, 10,000 deep, 100 MB, a bomb of 1 MB that unpacks to 1 GB: typed or read")]
    [Reliability(8, "numbers as text, an unknown word, an unknown member: read")]
    [Reliability(25, "through every fault no secret and no number in logs at any level, traces, metrics and exceptions")]
    public async Task Table_EveryFault_IsSurvivedWithinTheBudget()
    {
        using Eavesdropper eavesdropper = new();
        await using Lateness lateness = new();
        using X509Certificate2 root = Root();
        await using FaultServer elsewhere = new((connection, _) => connection.AnswerAsync(200, Call));
        ConcurrentDictionary<(int, string), Row> rows = new();
        ConcurrentQueue<string> wrong = new();
        Fault[] faults = [.. Faults(elsewhere.Address, root), await NameAsync()];
        await Parallel.ForEachAsync(
            faults.Index().SelectMany(fault => new[] { (fault.Index, fault.Item, Operation: "read"), (fault.Index, fault.Item, Operation: "write") }),
            new ParallelOptions { MaxDegreeOfParallelism = 6 },
            async (task, _) =>
            {
                long start = Stopwatch.GetTimestamp();
                Row row = await RunAsync(task.Item, task.Operation, root, eavesdropper);
                rows[(task.Index, task.Operation)] = row;
                string expected = task.Operation == "read" ? task.Item.Read : task.Item.Write;
                TimeSpan late = lateness.Since(start);

                // How many attempts fit into the budget is the SDK's doing only where the machine was in time.
                bool fewer = late > Allowance && expected.EndsWith("TimedOut", StringComparison.Ordinal) && row.Happened[1..] == expected[1..];
                if (row.Happened != expected && !fewer)
                {
                    wrong.Enqueue($"{row.Fault}, {row.Operation}: expected '{expected}', but '{row.Happened}'");
                }

                if (row.Elapsed > Budget + Allowance + late)
                {
                    wrong.Enqueue($"{row.Fault}, {row.Operation}: took {row.Elapsed} while the machine was {late} late");
                }

                if (task.Operation == "write" && row.Received > 1)
                {
                    wrong.Enqueue($"{row.Fault}: the provider was told {row.Received} times to place one call");
                }
            });

        string table = Table(rows.OrderBy(row => row.Key).Select(row => row.Value));
        output.WriteLine(table);
        Directory.CreateDirectory(Path.Combine(RepositoryFiles.Root, "artifacts"));
        await File.WriteAllTextAsync(Path.Combine(RepositoryFiles.Root, "artifacts", "fault-table.md"), table);
        wrong.ShouldBeEmpty();
        elsewhere.Connections.ShouldBe(0, "a redirect was followed to another host");
        eavesdropper.Heard.ShouldContain(text => text.Contains("calls.create", StringComparison.Ordinal));
        foreach (string unsayable in Unsayable)
        {
            eavesdropper.Heard.Where(text => text.Contains(unsayable, StringComparison.Ordinal)).ShouldBeEmpty();
        }
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task Write_PooledConnectionBreaksAfterSending_IsNotSentAgain(bool withBody, bool inOrder)
    {
        // On a connection that was used before, the runtime sends a request anew when it thinks that nothing was done.
        await using FaultServer server = new(async (connection, number) =>
        {
            if (number == 1)
            {
                await connection.AnswerAsync(200, Call);
            }
            else if (inOrder)
            {
                connection.Close();
            }
            else
            {
                connection.Reset();
            }
        });
        await using ServiceProvider services = Services(server.Address, null);
        TwilioClient client = services.GetRequiredKeyedService<TwilioClient>("north");
        await client.GetCallAsync(Sid);

        await Should.ThrowAsync<ProviderOutcomeUnknownException>(() => withBody ? PlaceAsync(client) : client.DeleteRecordingAsync("RE1"));

        server.Seen.Count(seen => seen.Method is "POST" or "DELETE").ShouldBe(1);
    }

    [Fact]
    public async Task Read_CancelledWhileItWaits_EndsAtOnce()
    {
        TaskCompletionSource answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using FaultServer server = new(async (connection, _) =>
        {
            await connection.AnswerAsync(429, Told, "Retry-After: 1\r\n");
            answered.TrySetResult();
        });
        await using ServiceProvider services = Services(server.Address, null);
        using CancellationTokenSource caller = new();
        Task<TwilioCall?> read = services.GetRequiredKeyedService<TwilioClient>("north").GetCallAsync(Sid, caller.Token);
        await answered.Task;

        Stopwatch watch = Stopwatch.StartNew();
        await caller.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => read);

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromMilliseconds(500));
        server.Seen.Count.ShouldBe(1);
    }

    [Fact]
    [Reliability(7, "a bomb of 1 MB that unpacks to 1 GB: what is held grows by less than 32 MB")]
    public async Task Read_GzipBomb_HoldsNoMoreThanTheCap()
    {
        byte[] bomb = Bomb();
        bomb.Length.ShouldBeLessThan(2 * Mebibyte);
        await using FaultServer server = new(async (connection, _) =>
        {
            await connection.SendAsync($"HTTP/1.1 200 X\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: {bomb.Length}\r\n\r\n");
            await connection.SendAsync(bomb);
        });
        await using ServiceProvider services = Services(server.Address, null);
        TwilioClient client = services.GetRequiredKeyedService<TwilioClient>("north");
        long before = GC.GetTotalMemory(forceFullCollection: true);

        (await Should.ThrowAsync<ProviderException>(() => client.GetCallAsync(Sid))).Code.ShouldBe("too-large");

        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(32 * Mebibyte);
    }

    private static IEnumerable<Fault> Faults(Uri elsewhere, X509Certificate2 root)
    {
        static Fault Status(int status, string read, string write, string headers = "", string? name = null) =>
            new(name ?? $"{status}{(headers.Length > 0 ? ", " + headers.Trim() : "")}", connection => connection.AnswerAsync(status, Told, "Content-Type: application/json\r\n" + headers), read, write);
        static Fault Body(string name, string body, string read, string write, string type = "application/json") =>
            new(name, connection => connection.AnswerAsync(200, body, $"Content-Type: {type}\r\n"), read, write);
        static string Date(DateTimeOffset time) => $"Retry-After: {time.ToString("R", CultureInfo.InvariantCulture)}\r\n";

        yield return new("none", null, "1 ok", "1 ok") { Times = 0 };
        yield return Status(429, "3 RateLimited", "1 RateLimited");
        yield return Status(429, "3 RateLimited", "1 RateLimited", "Retry-After: 0\r\n");
        yield return Status(429, "2 ok", "1 RateLimited", "Retry-After: 1\r\n") with { Times = 1 };
        yield return Status(429, "2 ok", "1 RateLimited", Date(TimeProvider.System.GetUtcNow().AddSeconds(1)), "429, Retry-After: a date within the budget") with { Times = 1 };
        yield return Status(429, "3 RateLimited", "1 RateLimited", Date(TimeProvider.System.GetUtcNow().AddHours(-1)), "429, Retry-After: a date gone by");
        yield return Status(429, "3 RateLimited", "1 RateLimited", "Retry-After: soon\r\n");
        yield return Status(429, "3 RateLimited", "1 RateLimited", "Retry-After: -5\r\n");
        yield return Status(429, "1 RateLimited", "1 RateLimited", "Retry-After: 120\r\n");
        yield return Status(500, "3 Unavailable", "1 unknown Unavailable");
        yield return Status(502, "3 Unavailable", "1 unknown Unavailable");
        yield return Status(503, "3 Unavailable", "1 unknown Unavailable");
        yield return Status(503, "2 ok", "1 Unavailable", "Retry-After: 0\r\n") with { Times = 1 };
        yield return Status(504, "3 Unavailable", "1 unknown Unavailable");
        yield return Status(500, "2 ok", "1 unknown Unavailable", name: "500 once") with { Times = 1 };
        yield return Status(408, "3 TimedOut", "1 unknown TimedOut");
        yield return Status(400, "1 Refused", "1 Refused");
        yield return Status(401, "1 Unauthorized", "1 Unauthorized");
        yield return Status(403, "1 Unauthorized", "1 Unauthorized");
        yield return Status(409, "1 Refused", "1 Refused");
        yield return Status(422, "1 Refused", "1 Refused");
        yield return new("503 as HTML", connection => connection.AnswerAsync(503, "<html>down</html>", "Content-Type: text/html\r\n"), "3 Unavailable", "1 unknown Unavailable");
        yield return new("refused connection", null, "3 Connection", "1 Connection") { Times = 0, Address = FaultServer.Nobody() };
        yield return new("reset before headers", connection => Do(connection.Reset), "3 Connection", "1 unknown Connection");
        yield return new("closed before headers", connection => Do(connection.Close), "3 Connection", "1 unknown Connection");
        yield return new("reset within headers", async connection => { await connection.SendAsync("HTTP/1.1 200 X\r\nContent-Ty"); connection.Reset(); }, "3 Connection", "1 unknown Connection");
        yield return new("reset within the body", async connection => { await connection.SendAsync("HTTP/1.1 200 X\r\nContent-Length: 1000\r\n\r\n{\"sid\":"); connection.Reset(); }, "3 Connection", "1 unknown Connection");
        yield return new("reset within a body once", async connection => { await connection.SendAsync("HTTP/1.1 200 X\r\nContent-Length: 1000\r\n\r\n{\"sid\":"); connection.Reset(); }, "2 ok", "1 unknown Connection") { Times = 1 };
        yield return new("no HTTP at all", async connection => { await connection.SendAsync("SSH-2.0-OpenSSH_9.6\r\n"); connection.Close(); }, "3 Connection", "1 unknown Connection");
        yield return new("stall of 30 s before headers", connection => connection.StallAsync(), "3 TimedOut", "1 unknown TimedOut");
        yield return new("stall of 30 s before headers, attempts of 4 s", connection => connection.StallAsync(), "2 TimedOut", "1 unknown TimedOut") { Attempt = Attempt };
        yield return new("stall of 30 s within the body", async connection => { await connection.SendAsync("HTTP/1.1 200 X\r\nContent-Length: 1000\r\n\r\n{\"sid\":"); await connection.StallAsync(); }, "3 TimedOut", "1 unknown TimedOut");
        yield return new("a byte every 100 ms", connection => connection.DripAsync($"HTTP/1.1 200 X\r\nContent-Length: {Call.Length}\r\n\r\n{Call}", TimeSpan.FromMilliseconds(100)), "3 TimedOut", "1 unknown TimedOut");
        yield return new("Content-Length too large", async connection => { await connection.SendAsync($"HTTP/1.1 200 X\r\nContent-Length: {Call.Length + 9}\r\n\r\n{Call}"); connection.Close(); }, "3 Connection", "1 unknown Connection");
        yield return new("Content-Length too small", async connection => { await connection.SendAsync($"HTTP/1.1 200 X\r\nContent-Length: 20\r\n\r\n{Call}"); connection.Close(); }, "1 InvalidResponse", "1 unknown InvalidResponse");
        foreach (int status in new[] { 301, 302, 303, 307, 308 })
        {
            yield return Status(status, "1 InvalidResponse", "1 InvalidResponse", $"Location: {elsewhere}steal\r\n", $"{status} to another host");
        }

        yield return new("a certificate in force", null, "1 ok", "1 ok") { Times = 0, Certificate = Leaf(root, TimeProvider.System.GetUtcNow().AddDays(1)) };
        yield return new("an expired certificate", null, "3 Connection", "1 Connection") { Times = 0, Certificate = Leaf(root, TimeProvider.System.GetUtcNow().AddHours(-1)) };
        yield return new("a certificate of another host", null, "3 Connection", "1 Connection") { Times = 0, Certificate = Leaf(root, TimeProvider.System.GetUtcNow().AddDays(1), "evil.example.net") };
        yield return Body("200 with HTML", "<html>maintenance</html>", "1 InvalidResponse", "1 unknown InvalidResponse", "text/html");
        yield return Body("200 with nothing", "", "1 InvalidResponse", "1 unknown InvalidResponse");
        yield return Body("200 with null", "null", "1 InvalidResponse", "1 unknown InvalidResponse");
        yield return Body("200 with JSON cut short", Call[..40], "1 InvalidResponse", "1 unknown InvalidResponse");
        yield return Body("200 with JSON 10,000 deep", new string('[', 10_000), "1 InvalidResponse", "1 unknown InvalidResponse");
        yield return Body("200 with an array", "[]", "1 InvalidResponse", "1 unknown InvalidResponse");
        yield return Body("200 with a number that is none", """{"sid":"CA1","price":NaN}""", "1 InvalidResponse", "1 unknown InvalidResponse");
        yield return Body("200 with numbers as text and unknown words", """{"sid":"CA1","price":"-0.0085","duration":"12","status":"levitating","new_field":[{}]}""", "1 ok", "1 ok");
        yield return Body("200 with a byte order mark", "\uFEFF" + Call, "1 ok", "1 ok");
        yield return Body("200 with a key twice", """{"sid":"CA1","sid":"CA2"}""", "1 ok", "1 ok");
        yield return Body("JSON under a wrong content type", Call, "1 ok", "1 ok", "text/plain");
        yield return Body("JSON under an unknown charset", Call, "1 ok", "1 ok", "application/json; charset=klingon");
        yield return new(
            "an answer of 100 MB",
            async connection =>
            {
                await connection.SendAsync("HTTP/1.1 200 X\r\nContent-Type: application/json\r\nContent-Length: 104857600\r\n\r\n");
                byte[] part = [.. Enumerable.Repeat((byte)' ', Mebibyte)];
                for (int sent = 0; sent < 100; sent++)
                {
                    await connection.SendAsync(part);
                }
            },
            "1 InvalidResponse",
            "1 unknown InvalidResponse");
        yield return new(
            "a gzip bomb",
            async connection =>
            {
                byte[] bomb = Bomb();
                await connection.SendAsync($"HTTP/1.1 200 X\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: {bomb.Length}\r\n\r\n");
                await connection.SendAsync(bomb);
            },
            "1 InvalidResponse",
            "1 unknown InvalidResponse");
        yield return new(
            "bytes that are no gzip",
            connection => connection.AnswerAsync(200, Call, "Content-Type: application/json\r\nContent-Encoding: gzip\r\n"),
            "1 InvalidResponse",
            "1 unknown InvalidResponse");

        static Task Do(Action act)
        {
            act();
            return Task.CompletedTask;
        }
    }

    private static async Task<Fault> NameAsync()
    {
        const string Host = "provider.invalid";
        using CancellationTokenSource patience = new(Attempt);
        try
        {
            await Dns.GetHostAddressesAsync(Host, patience.Token);
            throw new InvalidOperationException($"{Host} resolves, which RFC 2606 forbids.");
        }
        catch (SocketException)
        {
            return new("a name that does not resolve", null, "3 Connection", "1 Connection") { Times = 0, Address = new Uri($"https://{Host}") };
        }
        catch (OperationCanceledException)
        {
            // Where no name server answers, the attempt ends first; the command was not sent all the same.
            return new("a name that nobody answers for", null, "2 TimedOut", "1 unknown TimedOut") { Times = 0, Address = new Uri($"https://{Host}"), Attempt = Attempt };
        }
    }

    private static async Task<Row> RunAsync(Fault fault, string operation, X509Certificate2 root, Eavesdropper eavesdropper)
    {
        await using FaultServer server = new((connection, number) => number <= fault.Times ? fault.Answer!(connection) : connection.AnswerAsync(200, Call), fault.Certificate);
        await using ServiceProvider services = Services(fault.Address ?? server.Address, root, eavesdropper, fault.Attempt);
        TwilioClient client = services.GetRequiredKeyedService<TwilioClient>("north");
        Stopwatch watch = Stopwatch.StartNew();
        string happened;
        try
        {
            _ = operation == "read" ? await client.GetCallAsync(Sid) : await PlaceAsync(client);
            happened = $"{server.Seen.Count} ok";
        }
        catch (ProviderException failed)
        {
            happened = $"{failed.Error.Attempts} {(failed is ProviderOutcomeUnknownException ? "unknown " : "")}{failed.Failure}";
            eavesdropper.Add(failed.ToString());
        }

        return new Row(fault.Name, operation, happened, server.Seen.Count, watch.Elapsed);
    }

    private static Task<TwilioCall> PlaceAsync(TwilioClient client) =>
        client.PlaceCallAsync(new TwilioCallRequest { From = Business, To = Partner, Url = new Uri("https://crm.example.com/answer") });

    private static ServiceProvider Services(Uri address, X509Certificate2? root, ILoggerProvider? logs = null, TimeSpan? attempt = null)
    {
        ServiceCollection services = new();
        services.AddLogging(builder =>
        {
            builder.SetMinimumLevel(LogLevel.Trace);
            if (logs is not null)
            {
                builder.AddProvider(new Borrowed(logs));
            }
        });
        services.AddOutsourcing().AddTwilio(
            "north",
            options =>
            {
                options.AccountSid = Account;
                options.AuthToken = Secret;
                options.BaseAddress = address;
                options.Http.Budget = Budget;
                options.Http.AttemptTimeout = attempt ?? Attempt;
                options.Http.RetryDelay = TimeSpan.FromMilliseconds(10);
            },
            http => http.ConfigurePrimaryHttpMessageHandler((handler, _) =>
            {
                if (root is not null)
                {
                    X509ChainPolicy policy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
                    policy.CustomTrustStore.Add(root);
                    ((SocketsHttpHandler)handler).SslOptions.CertificateChainPolicy = policy;
                }
            }));
        return services.BuildServiceProvider();
    }

    private static string Table(IEnumerable<Row> rows)
    {
        StringBuilder table = new();
        table.AppendLine(null, $"Budget {Budget.TotalMilliseconds:N0} ms, {Attempt.TotalMilliseconds:N0} ms an attempt and {SilentAttempt.TotalMilliseconds:N0} ms where the provider is silent, 2 retries of reads, none of writes.");
        table.AppendLine();
        table.AppendLine("| fault | operation | attempts | outcome | requests the provider received | elapsed, ms |");
        table.AppendLine("| --- | --- | ---: | --- | ---: | ---: |");
        foreach (Row row in rows)
        {
            string[] happened = row.Happened.Split(' ', 2);
            table.AppendLine(CultureInfo.InvariantCulture, $"| {row.Fault} | {row.Operation} | {happened[0]} | {happened[1]} | {row.Received} | {row.Elapsed.TotalMilliseconds:F0} |");
        }

        return table.ToString();
    }

    private static byte[] Bomb()
    {
        // Members of a gzip file may stand one after another: 1,024 of a mebibyte each.
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Optimal))
        {
            gzip.Write(new byte[Mebibyte]);
        }

        byte[] member = packed.ToArray();
        return [.. Enumerable.Repeat(member, 1024).SelectMany(part => part)];
    }

    private static X509Certificate2 Root()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=Test root", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-30), TimeProvider.System.GetUtcNow().AddDays(30));
    }

    private static X509Certificate2 Leaf(X509Certificate2 root, DateTimeOffset until, string host = "localhost")
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new($"CN={host}", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 signed = request.Create(root, TimeProvider.System.GetUtcNow().AddDays(-2), until, RandomNumberGenerator.GetBytes(8));
        using X509Certificate2 whole = signed.CopyWithPrivateKey(key);
        // Through PFX: some platforms cannot serve a key that exists in memory only.
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pfx), null);
    }

    /// <summary>A provider that outlives the container that uses it.</summary>
    private sealed class Borrowed(ILoggerProvider inner) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => inner.CreateLogger(categoryName);

        public void Dispose()
        {
        }
    }
}
