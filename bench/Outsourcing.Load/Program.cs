using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Outsourcing.EntityFrameworkCore.Tests;
using Outsourcing.Load;

// Sustained webhooks a second: a host process of its own, and a client that sends at a fixed rate.
// --database postgresql|sqlite  --rate 1000  --seconds 300  --stored 0 (calls that are there before)
if (args is ["host", var kind, var connectionString, var listen])
{
    return await LoadHost.RunAsync(kind, connectionString, int.Parse(listen, CultureInfo.InvariantCulture));
}

string database = Option("--database", "postgresql");
int rate = int.Parse(Option("--rate", "1000"), CultureInfo.InvariantCulture);
int seconds = int.Parse(Option("--seconds", "300"), CultureInfo.InvariantCulture);
int stored = int.Parse(Option("--stored", "0"), CultureInfo.InvariantCulture);
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
    using LoadClient client = new(new Uri(root, "/hooks/twilio/north"), rate);
    using (LoadClient warmUp = new(new Uri(root, "/hooks/twilio/north"), rate))
    {
        // What is hot is compiled anew in the first half minute.
        await warmUp.RunAsync(TimeSpan.FromSeconds(30), CancellationToken.None);
    }

    await DrainedAsync(http);
    host.Refresh();
    (TimeSpan hostCpu, TimeSpan ownCpu, TimeSpan databaseCpu) = (host.TotalProcessorTime, Own(), Postgres());
    List<(double Second, double WorkingSet, double Heap)> memory = [];
    using CancellationTokenSource sampling = new();
    Task sampler = SampleAsync(http, host, memory, sampling.Token);
    long start = TimeProvider.System.GetTimestamp();
    double[] latencies = await client.RunAsync(TimeSpan.FromSeconds(seconds), CancellationToken.None);
    double took = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
    host.Refresh();
    (hostCpu, ownCpu, databaseCpu) = (host.TotalProcessorTime - hostCpu, Own() - ownCpu, Postgres() - databaseCpu);
    string waiting = await http.GetStringAsync(new Uri("/waiting", UriKind.Relative));
    long end = TimeProvider.System.GetTimestamp();
    await DrainedAsync(http);
    double drained = TimeProvider.System.GetElapsedTime(end).TotalSeconds;
    await sampling.CancelAsync();
    await sampler;

    double[] answered = [.. latencies.Where(latency => !double.IsNaN(latency)).Order()];
    string[] lines =
    [
        "| database, calls before | asked for | stored | p50 | p90 | p99 | longest | CPU host, client, database | waiting at the end, worked off in | working set, first and last minute |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
        string.Create(CultureInfo.InvariantCulture, $"| {database}, {stored:#,0} | {rate}/s for {seconds} s | {answered.Length / took:0}/s | {At(0.5):0.0} ms | {At(0.9):0.0} ms | {At(0.99):0.0} ms | {answered[^1]:0} ms | {Share(hostCpu, took)}, {Share(ownCpu, took)}, {Share(databaseCpu, took)} | {waiting.Split(' ')[0]} webhooks, {waiting.Split(' ')[1]} deliveries, {drained:0} s | {Minute(memory, first: true)}, {Minute(memory, first: false)} |"),
        "",
        $"Answers: {string.Join(", ", client.Answers.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Value} x {pair.Key}"))}; given up: {waiting.Split(' ')[2]}.",
        "",
        "| second | working set, MB | heap, MB |",
        "| ---: | ---: | ---: |",
        .. memory.Select(sample => string.Create(CultureInfo.InvariantCulture, $"| {sample.Second:0} | {sample.WorkingSet:0} | {sample.Heap:0} |")),
    ];
    foreach (string line in lines)
    {
        Console.WriteLine(line);
    }

    await File.WriteAllLinesAsync(Path.Combine(Directory.CreateDirectory("artifacts").FullName, "load.md"), lines);
    return 0;

    double At(double share) => answered[(int)Math.Min(answered.Length - 1, share * answered.Length)];
}
finally
{
    host.Kill();
    await host.WaitForExitAsync();
    folder.Delete(recursive: true);
}

string Option(string name, string otherwise)
{
    int at = Array.IndexOf(args, name);
    return at >= 0 && at + 1 < args.Length ? args[at + 1] : otherwise;
}

static string Share(TimeSpan cpu, double seconds) => string.Create(CultureInfo.InvariantCulture, $"{cpu.TotalSeconds / seconds:0.00}");

static string Minute(List<(double Second, double WorkingSet, double Heap)> memory, bool first)
{
    double last = memory[^1].Second;
    return string.Create(CultureInfo.InvariantCulture, $"{memory.Where(sample => first ? sample.Second <= 60 : sample.Second >= last - 60).Average(sample => sample.WorkingSet):0} MB");
}

static TimeSpan Own() => Environment.CpuUsage.TotalTime;

// Its processes change their titles, so that their names do not tell; the kernel's short name does.
static TimeSpan Postgres() => Process.GetProcesses().Where(process => IsPostgres(process.Id)).Aggregate(TimeSpan.Zero, (sum, process) => sum + process.TotalProcessorTime);

static bool IsPostgres(int process)
{
    try
    {
        return File.ReadAllText($"/proc/{process}/comm").StartsWith("postgres", StringComparison.Ordinal);
    }
    catch (IOException)
    {
        return false;
    }
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

static async Task DrainedAsync(HttpClient http)
{
    while (await http.GetStringAsync(new Uri("/waiting", UriKind.Relative)) is var waiting && !waiting.StartsWith("0 0 ", StringComparison.Ordinal))
    {
        await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System);
    }
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
