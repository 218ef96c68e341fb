using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Outsourcing.Calls;
using Outsourcing.EntityFrameworkCore;
using Outsourcing.EntityFrameworkCore.Tests;
using Outsourcing.Storage;
using Outsourcing.Tests;
using Shouldly;
using Xunit.Abstractions;

namespace Outsourcing.AspNetCore.Tests;

/// <summary>
/// Real host processes are killed without warning while webhooks arrive. OUTSOURCING_CRASH_KILLS and OUTSOURCING_CRASH_WEBHOOKS
/// set the size; the defaults are short, 30 and 20000 are the full run.
/// </summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    private static readonly List<string> Rows = [];

    private static readonly string[] Statuses = ["queued", "ringing", "in-progress", "completed", "completed"];

    private static int Kills => Setting("OUTSOURCING_CRASH_KILLS", 3);

    private static int Webhooks => Setting("OUTSOURCING_CRASH_WEBHOOKS", 600);

    [Theory]
    [InlineData("sqlite", 1)]
    [Reliability(18, "killed and started again: 0 lost")]
    [Reliability(19, "killed at arbitrary steps (30 times in the full run): 0 lost, each effect once per key")]
    public Task Sqlite_KilledAgainAndAgain_LosesNothingAndDoublesNothing(string database, int hosts) => RunAsync(database, hosts);

    [PostgresFact]
    [Reliability(16, "two processes on one database: 1 effect per key")]
    [Reliability(19, "two hosts killed in turn: 0 lost, each effect once per key")]
    public Task PostgreSql_TwoHostsKilledInTurn_LoseNothingAndDoubleNothing() => RunAsync("postgresql", 2);

    [PostgresFact]
    [Reliability(16, "10,000 times from 64 tasks to two processes on one database: stored once, 1 effect")]
    public async Task PostgreSql_SameWebhookTenThousandTimesToTwoHosts_HasOneEffect()
    {
        const int Times = 10_000;
        DirectoryInfo folder = Directory.CreateTempSubdirectory("outsourcing-same-");
        string sink = folder.CreateSubdirectory("sink").FullName;
        string connection = await PostgresServer.NewDatabaseAsync();
        await using ServiceProvider provider = await StoresAsync("postgresql", connection);
        using CancellationTokenSource ending = new(TimeSpan.FromMinutes(10));
        int[] ports = [FreePort(), FreePort()];
        Process[] processes = [.. ports.Select(port => Start("postgresql", connection, port, sink))];
        Post post = new("CA0", "completed", 0, IsTampered: false);
        int[] answers = new int[Times];
        try
        {
            using HttpMessageInvoker client = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(2) });
            await Parallel.ForAsync(0, Times, new ParallelOptions { MaxDegreeOfParallelism = 64, CancellationToken = ending.Token }, async (time, token) =>
                answers[time] = await SendAsync(client, post, ports, token, first: time));
            await SettledAsync(provider, ending.Token);
        }
        finally
        {
            foreach (Process process in processes)
            {
                process.Kill();
                process.Dispose();
            }
        }

        answers.ShouldAllBe(status => status == (int)HttpStatusCode.NoContent);
        CallRecord record = (await provider.GetRequiredService<ICallStore>().ListAsync(CallQuery.All).ToListAsync()).ShouldHaveSingleItem();
        record.UpdateCount.ShouldBe(1);
        Directory.GetFiles(sink).ShouldHaveSingleItem();
        File.Exists(Path.Combine(folder.FullName, "repeated")).ShouldBeFalse();
        folder.Delete(recursive: true);
    }

    private async Task RunAsync(string database, int hosts)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("outsourcing-crash-");
        string sink = folder.CreateSubdirectory("sink").FullName;
        string connection = database == "sqlite" ? $"Data Source={Path.Combine(folder.FullName, "crash.db")}" : await PostgresServer.NewDatabaseAsync();
        await using ServiceProvider provider = await StoresAsync(database, connection);
        using CancellationTokenSource ending = new(TimeSpan.FromMinutes(20));
        int[] ports = [.. Enumerable.Range(0, hosts).Select(_ => FreePort())];
        Process[] processes = [.. ports.Select(port => Start(database, connection, port, sink))];
        Post[] posts = Posts(Webhooks);
        int sent = 0;
        long started = TimeProvider.System.GetTimestamp();
        Dictionary<string, int> answers = [];
        int kills = 0;
        try
        {
            using HttpMessageInvoker client = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(2) });
            Task killing = Task.Run(
                async () =>
                {
                    // Each kill waits for its share of the webhooks, so that kills fall into the work however fast the machine is.
                    for (int kill = 1; kill <= Kills; kill++)
                    {
                        while (Volatile.Read(ref sent) < posts.Length * kill / (Kills + 1))
                        {
                            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, ending.Token);
                        }

                        int which = kill % hosts;
                        processes[which].Kill();
                        await processes[which].WaitForExitAsync(ending.Token);
                        processes[which].Dispose();
                        processes[which] = Start(database, connection, ports[which], sink);
                        kills++;
                    }
                },
                ending.Token);
            await Parallel.ForEachAsync(posts, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = ending.Token }, async (post, token) =>
            {
                int status = await SendAsync(client, post, ports, token);
                Interlocked.Increment(ref sent);
                lock (answers)
                {
                    string kind = $"{(post.IsTampered ? "tampered" : "valid")} {status}";
                    answers[kind] = answers.GetValueOrDefault(kind) + 1;
                }
            });
            await killing;
            await SettledAsync(provider, ending.Token);
        }
        finally
        {
            foreach (Process process in processes)
            {
                process.Kill();
                process.Dispose();
            }
        }

        TimeSpan elapsed = TimeProvider.System.GetElapsedTime(started);
        int changes = 0;
        List<CallRecord> records = [];
        await foreach (CallRecord record in provider.GetRequiredService<ICallStore>().ListAsync(CallQuery.All))
        {
            records.Add(record);
            changes += record.UpdateCount;
        }

        int effects = Directory.GetFiles(sink).Length;
        string[] valid = [.. posts.Where(post => !post.IsTampered).Select(post => post.CallSid).Distinct()];
        int expected = posts.Where(post => !post.IsTampered).Select(post => post.EventId).Distinct().Count();
        string row = $"| {database} | {hosts} | {kills} | {posts.Length} | {expected} | {records.Count} | {changes} | {effects} | {string.Join(", ", answers.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}: {pair.Value}"))} | {elapsed.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)} |";
        output.WriteLine(row);
        await WriteTableAsync(row);

        answers.Keys.Where(kind => kind.StartsWith("tampered", StringComparison.Ordinal)).ShouldBe(["tampered 403"]);
        records.Select(record => record.Id.ProviderCallId).Order().ShouldBe(valid.Order());
        changes.ShouldBe(expected);
        effects.ShouldBe(expected);
        records.ShouldAllBe(record => record.RawStatus == "completed");
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    private static async Task<ServiceProvider> StoresAsync(string database, string connection)
    {
        ServiceCollection services = new();
        services.AddLogging(logging => logging.ClearProviders());
        CrashHost.AddStores(services, database, connection);
        ServiceProvider provider = services.BuildServiceProvider();
        await using AsyncServiceScope scope = provider.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<OutsourcingDbContext>().Database.EnsureCreatedAsync();
        return provider;
    }

    private static async Task WriteTableAsync(string row)
    {
        // The tests of one class run one after another, so the rows need no lock.
        Rows.Add(row);
        string folder = Directory.CreateDirectory(Path.Combine(RepositoryFiles.Root, "artifacts")).FullName;
        string[] head = ["| database | hosts | kills | webhooks | valid events | calls stored | events stored | effects | answers | seconds |", "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |"];
        await File.WriteAllLinesAsync(Path.Combine(folder, "crash-run.md"), [.. head, .. Rows]);
    }

    private static Process Start(string database, string connection, int port, string sink) =>
        Process.Start(new ProcessStartInfo("dotnet", [typeof(CrashHost).Assembly.Location, "host", database, connection, port.ToString(CultureInfo.InvariantCulture), sink]))!;

    private static Post[] Posts(int webhooks)
    {
        // Of a hundred: 75 events, 15 of them again, 10 tampered.
        Random random = new(7);
        List<Post> posts = [];
        for (int index = 0; index < webhooks * 75 / 100; index++)
        {
            int part = index % 5;
            Post post = new($"CA{index / 5:x32}", Statuses[part], part, IsTampered: false);
            posts.Add(post);
            if (random.Next(75) < 15)
            {
                posts.Add(post);
            }

            if (random.Next(75) < 10)
            {
                posts.Add(post with { IsTampered = true });
            }
        }

        Post[] shuffled = [.. posts];
        random.Shuffle(shuffled);
        return shuffled;
    }

    private static async Task<int> SendAsync(HttpMessageInvoker client, Post post, int[] ports, CancellationToken cancellationToken, int first = 0)
    {
        for (int attempt = first; ; attempt++)
        {
            Uri address = new($"http://127.0.0.1:{ports[attempt % ports.Length]}/hooks/twilio/north");
            (string Name, string Value)[] fields =
            [
                ("AccountSid", "AC1"), ("CallSid", post.CallSid), ("CallStatus", post.Status), ("CallbackSource", "call-progress-events"), ("From", "+442079460555"),
                ("SequenceNumber", post.Part.ToString(CultureInfo.InvariantCulture)), ("Timestamp", post.At.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture)),
            ];
            string text = address.OriginalString + string.Concat(fields.Select(field => field.Name + field.Value));
            if (post.IsTampered)
            {
                fields[1].Value = "CAf" + post.CallSid[3..];
            }

            using HttpRequestMessage request = new(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))) };
#pragma warning disable CA5350 // The provider's scheme.
            request.Headers.Add("X-Twilio-Signature", Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(CrashHost.AuthToken), Encoding.UTF8.GetBytes(text))));
#pragma warning restore CA5350
            try
            {
                using HttpResponseMessage response = await client.SendAsync(request, cancellationToken);
                if ((int)response.StatusCode < 500)
                {
                    return (int)response.StatusCode;
                }
            }
            catch (Exception failure) when (failure is HttpRequestException or IOException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
            {
                // The host is down: the provider tries again.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancellationToken);
        }
    }

    private static async Task SettledAsync(ServiceProvider provider, CancellationToken cancellationToken)
    {
        while ((await provider.GetRequiredService<IWebhookInbox>().GetBacklogAsync(cancellationToken)).Pending > 0
            || (await provider.GetRequiredService<ICallDeliveries>().GetBacklogAsync(cancellationToken)).Pending > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancellationToken);
        }
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : otherwise;

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed record Post(string CallSid, string Status, int Part, bool IsTampered)
    {
        // Recent, as a provider's reports are; the same every time the post is sent.
        private static readonly DateTimeOffset Start = TimeProvider.System.GetUtcNow();

        public string EventId => $"{CallSid}/{Status}/{Part}";

        public DateTimeOffset At => new(Start.Ticks - (Start.Ticks % TimeSpan.TicksPerSecond) + (Part * TimeSpan.TicksPerSecond), TimeSpan.Zero);
    }
}
