using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using Outsourcing.AspNetCore.Tests.Soak;
using Outsourcing.EntityFrameworkCore.Tests;
using Outsourcing.Load;

// Sustained webhooks a second: a host process of its own, and a client that sends at a fixed rate.
// --database postgresql|sqlite  --rate 1000  --seconds 300  --stored 0 (calls that are there before)  --poison 0 (share that fails each time)
// --soak: the same with every fault there is, and a check of what is left of it
// --rate 50  --seconds 3600  --faults 0.01 (share of each)  --cut 60 (seconds between cuts of the database)  --growth 4 (MB an hour that the heap may grow by)  --seed 1
if (args is ["host", var kind, var connectionString, var listen])
{
    return await LoadHost.RunAsync(kind, connectionString, int.Parse(listen, CultureInfo.InvariantCulture));
}

if (args is ["soak-host", var soaked, var soakedConnection, var outside, var share, var seed])
{
    return await SoakHost.RunAsync(soaked, soakedConnection, new Uri(outside), double.Parse(share, CultureInfo.InvariantCulture), int.Parse(seed, CultureInfo.InvariantCulture));
}

string database = Option("--database", "postgresql");
if (args.Contains("--soak"))
{
    return await SoakAsync();
}

int rate = int.Parse(Option("--rate", "1000"), CultureInfo.InvariantCulture);
int seconds = int.Parse(Option("--seconds", "300"), CultureInfo.InvariantCulture);
int stored = int.Parse(Option("--stored", "0"), CultureInfo.InvariantCulture);
double poison = Number("--poison", 0);
DirectoryInfo folder = Directory.CreateTempSubdirectory("outsourcing-load-");
string connection = database == "sqlite" ? $"Data Source={Path.Combine(folder.FullName, "load.db")}" : await PostgresServer.NewDatabaseAsync();
int port = FreePort();
using Process host = Process.Start(new ProcessStartInfo("dotnet", [typeof(LoadHost).Assembly.Location, "host", database, connection, port.ToString(CultureInfo.InvariantCulture)]))!;
try
{
    Uri root = new($"http://127.0.0.1:{port}");
#pragma warning disable RS0030 // One client for the whole run; there is no container here to have a factory.
    using HttpClient http = new(new SocketsHttpHandler()) { BaseAddress = root, Timeout = TimeSpan.FromMinutes(2) };
#pragma warning restore RS0030
    await StartedAsync(http);
    await LoadHost.FillAsync(database, connection, stored);
    using LoadClient client = new(root, rate, poison);
    using (LoadClient warmUp = new(root, Math.Min(rate, 500)))
    {
        // What is hot is compiled anew in the first half minute; a rate beyond what the host can do would leave it a backlog to begin with.
        await warmUp.RunAsync(TimeSpan.FromSeconds(30), CancellationToken.None);
    }

    await DrainedAsync(http, failing: 0);
    await http.GetStringAsync(new Uri("/handled", UriKind.Relative));
    host.Refresh();
    (TimeSpan hostCpu, TimeSpan ownCpu, TimeSpan? databaseCpu) = (host.TotalProcessorTime, Own(), Postgres());
    List<(double Second, double WorkingSet, double Heap)> memory = [];
    using CancellationTokenSource sampling = new();
    Task sampler = SampleAsync(http, host, memory, sampling.Token);
    long start = TimeProvider.System.GetTimestamp();
    double[] latencies = await client.RunAsync(TimeSpan.FromSeconds(seconds), CancellationToken.None);
    double took = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
    host.Refresh();
    (hostCpu, ownCpu, databaseCpu) = (host.TotalProcessorTime - hostCpu, Own() - ownCpu, Postgres() - databaseCpu);
    string waiting = await http.GetStringAsync(new Uri("/waiting", UriKind.Relative));
    double? drained = await DrainedAsync(http, client.Failing);
    double[] handled = [.. (await http.GetFromJsonAsync<double[]>(new Uri("/handled", UriKind.Relative)))!.Order()];
    await sampling.CancelAsync();
    await sampler;

    // What was not answered with success was infinitely slow, and is so in every percentile.
    double[] answered = [.. latencies.Order()];
    int succeeded = answered.Count(double.IsFinite);
    string[] lines =
    [
        "| database, calls before | asked for | stored | not stored | p50 | p90 | p99 | longest | from due to handled: p50, p99 | CPU host, client, database | waiting at the end, worked off in | working set, first and last minute |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
        string.Create(CultureInfo.InvariantCulture, $"| {database}, {stored:#,0} | {rate}/s for {seconds} s{(poison > 0 ? $" and {poison:0.##%} that fail each time" : "")} | {succeeded / took:0}/s | {answered.Length - succeeded} | {At(answered, 0.5)} | {At(answered, 0.9)} | {At(answered, 0.99)} | {At(answered, 1)} | {At(handled, 0.5)}, {At(handled, 0.99)} | {Share(hostCpu, took)}, {Share(ownCpu, took)}, {Share(databaseCpu, took)} | {waiting.Split(' ')[0]} webhooks, {waiting.Split(' ')[1]} deliveries, {(drained is { } time ? $"{time:0} s" : "not in 5 minutes")} | {Minute(memory, first: true)}, {Minute(memory, first: false)} |"),
        "",
        string.Create(CultureInfo.InvariantCulture, $"Sending took {took:0.0} s; the last webhook was sent {client.Behind.TotalMilliseconds:0} ms after it was due. {handled.Length} changes were handled for {succeeded} webhooks."),
        "",
        $"Answers: {string.Join(", ", client.Answers.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Value} x {pair.Key}"))}; given up: {waiting.Split(' ')[2]}.",
        "",
        "| second | working set, MB | heap, MB |",
        "| ---: | ---: | ---: |",
        .. memory.Select(sample => string.Create(CultureInfo.InvariantCulture, $"| {sample.Second:0} | {sample.WorkingSet:0} | {sample.Heap:0} |")),
    ];
    await WriteAsync("load.md", lines);
    return 0;
}
finally
{
    host.Kill();
    await host.WaitForExitAsync();
    folder.Delete(recursive: true);
}

async Task<int> SoakAsync()
{
    TimeSpan duration = TimeSpan.FromSeconds(Number("--seconds", 3600));
    SoakReport report = await SoakRun.RunAsync(new SoakSettings
    {
        Database = database,
        Duration = duration,
        Rate = (int)Number("--rate", 50),
        Faults = Number("--faults", 0.01),
        Seed = (int)Number("--seed", 1),
        CutEvery = TimeSpan.FromSeconds(Number("--cut", 60)),
        SampleEvery = TimeSpan.FromSeconds(5),

        // In less than half an hour the heap has hardly settled.
        MostGrowth = duration >= TimeSpan.FromMinutes(30) ? Number("--growth", 4) : null,
    });
    await WriteAsync("soak.md", report.Lines());
    return report.Failures.Any() ? 1 : 0;
}

static async Task WriteAsync(string file, IEnumerable<string> lines)
{
    string text = string.Join('\n', lines) + '\n';
    Console.Write(text);
    await File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory("artifacts").FullName, file), text);
}

string Option(string name, string otherwise)
{
    int at = Array.IndexOf(args, name);
    return at >= 0 && at + 1 < args.Length ? args[at + 1] : otherwise;
}

double Number(string name, double otherwise) => double.Parse(Option(name, otherwise.ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture);

static string At(double[] ordered, double share)
{
    double value = ordered.Length == 0 ? double.NaN : ordered[(int)Math.Min(ordered.Length - 1, share * ordered.Length)];
    return double.IsNaN(value) ? "none" : double.IsFinite(value) ? string.Create(CultureInfo.InvariantCulture, $"{value:0.0} ms") : "not stored";
}

static string Share(TimeSpan? cpu, double seconds) => cpu is { } used ? string.Create(CultureInfo.InvariantCulture, $"{used.TotalSeconds / seconds:0.00}") : "none seen";

static string Minute(List<(double Second, double WorkingSet, double Heap)> memory, bool first)
{
    double last = memory[^1].Second;
    return string.Create(CultureInfo.InvariantCulture, $"{memory.Where(sample => first ? sample.Second <= 60 : sample.Second >= last - 60).Average(sample => sample.WorkingSet):0} MB");
}

static TimeSpan Own() => Environment.CpuUsage.TotalTime;

// Of the server of this run: its own process, its children, and those that have ended. SQLite has none, and a server elsewhere is not seen.
static TimeSpan? Postgres()
{
    const double TicksPerSecond = 100;
    if (PostgresServer.ProcessId is not { } server)
    {
        return null;
    }

    double ticks = 0;
    foreach (string folder in Directory.GetDirectories("/proc").Where(folder => int.TryParse(Path.GetFileName(folder), out _)))
    {
        try
        {
            // After the name, which may hold anything: state, parent, and from the 14th field on the times.
            string stat = File.ReadAllText(Path.Combine(folder, "stat"));
            string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            bool itself = Path.GetFileName(folder) == server.ToString(CultureInfo.InvariantCulture);
            if (itself || fields[1] == server.ToString(CultureInfo.InvariantCulture))
            {
                ticks += fields[11..(itself ? 15 : 13)].Sum(field => double.Parse(field, CultureInfo.InvariantCulture));
            }
        }
        catch (IOException)
        {
            // It has just ended.
        }
    }

    return TimeSpan.FromSeconds(ticks / TicksPerSecond);
}

static async Task StartedAsync(HttpClient http)
{
    for (int attempt = 0; ; attempt++)
    {
        try
        {
            await http.GetStringAsync(new Uri("/waiting", UriKind.Relative));
            return;
        }
        catch (HttpRequestException) when (attempt < 300)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }
    }
}

// Seconds until nothing waited but what fails each time, which is tried again for a quarter of an hour; null when more did after five minutes.
static async Task<double?> DrainedAsync(HttpClient http, int failing)
{
    long start = TimeProvider.System.GetTimestamp();
    while (TimeProvider.System.GetElapsedTime(start) is var elapsed && elapsed < TimeSpan.FromMinutes(5))
    {
        string[] waiting = (await http.GetStringAsync(new Uri("/waiting", UriKind.Relative))).Split(' ');
        if (waiting[0] == "0" && int.Parse(waiting[1], CultureInfo.InvariantCulture) <= failing)
        {
            return elapsed.TotalSeconds;
        }

        await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System);
    }

    return null;
}

static async Task SampleAsync(HttpClient http, Process host, List<(double Second, double WorkingSet, double Heap)> memory, CancellationToken cancellationToken)
{
    const double Mega = 1024 * 1024;
    long start = TimeProvider.System.GetTimestamp();
    using PeriodicTimer timer = new(TimeSpan.FromSeconds(5));
    try
    {
        do
        {
            string heap = await http.GetStringAsync(new Uri("/heap", UriKind.Relative), cancellationToken);
            host.Refresh();
            memory.Add((TimeProvider.System.GetElapsedTime(start).TotalSeconds, host.WorkingSet64 / Mega, long.Parse(heap, CultureInfo.InvariantCulture) / Mega));
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }
    catch (OperationCanceledException)
    {
        // The run is over.
    }
}

static int FreePort()
{
    using TcpListener listener = new(IPAddress.Loopback, 0);
    listener.Start();
    return ((IPEndPoint)listener.LocalEndpoint).Port;
}
