using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Outsourcing.Processes;

namespace Outsourcing.Benchmarks;

/// <summary>Finding the process in XES.gz and CSV, against a plain pass over the same bytes.</summary>
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class ProcessBenchmarks
{
    private static readonly string[] Activities = ["Lead received", "Call prospect", "Send offer", "Follow up", "Win", "Kick-off", "Support call", "Invoice", "Pay", "Archive"];
    private byte[] _xes = [];
    private byte[] _csv = [];

    [GlobalSetup]
    public void Setup()
    {
        _csv = Generate(1_000_000, 100_000);
        _xes = RealLog() ?? throw new InvalidOperationException("bpic2012.xes.gz is not beside the checkout (../shared/vectors/process/data).");
    }

    [Benchmark(Baseline = true)]
    [BenchmarkCategory("XES")]
    public long XmlReaderPass()
    {
        using XmlReader reader = XmlReader.Create(
            new GZipStream(new MemoryStream(_xes), CompressionMode.Decompress), new XmlReaderSettings { IgnoreWhitespace = true, IgnoreComments = true });
        long nodes = 0;
        while (reader.Read())
        {
            nodes++;
        }

        return nodes;
    }

    [Benchmark]
    [BenchmarkCategory("XES")]
    public async Task<int> DiscoverXes() => (await EventLog.DiscoverXesAsync(new MemoryStream(_xes))).Variants.Count;

    [Benchmark(Baseline = true)]
    [BenchmarkCategory("CSV, 1,000,000 events")]
    public long LineSplitPass()
    {
        using StreamReader reader = new(new MemoryStream(_csv));
        long fields = 0;
        while (reader.ReadLine() is { } line)
        {
            fields += line.Split(',').Length;
        }

        return fields;
    }

    [Benchmark]
    [BenchmarkCategory("CSV, 1,000,000 events")]
    public async Task<int> DiscoverCsv() => (await EventLog.DiscoverCsvAsync(new MemoryStream(_csv))).Variants.Count;

    // Each benchmark runs in a process of its own, and what it allocates is not what it holds: this is.
    [GlobalCleanup(Target = nameof(DiscoverXes))]
    public void HeldByXes() => Held("XES", _xes, stream => EventLog.DiscoverXesAsync(stream));

    [GlobalCleanup(Target = nameof(DiscoverCsv))]
    public void HeldByCsv() => Held("CSV", _csv, stream => EventLog.DiscoverCsvAsync(stream));

    private static void Held(string log, byte[] bytes, Func<Stream, Task<DiscoveredProcess>> discover)
    {
        using SampledStream stream = new(bytes);
        DiscoveredProcess process = discover(stream).GetAwaiter().GetResult();
        stream.Sample();
        Console.WriteLine($"// {log}: {process.Events:N0} events, at most {stream.MostHeld / 1048576.0:F1} MiB held at once");
        GC.KeepAlive(process);
    }

    private static byte[]? RealLog()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string path = Path.Combine(folder.FullName, "..", "shared", "vectors", "process", "data", "bpic2012.xes.gz");
            if (File.Exists(Path.Combine(folder.FullName, "Outsourcing.Sdk.sln")))
            {
                return File.Exists(path) ? File.ReadAllBytes(path) : null;
            }
        }

        return null;
    }

    // A thousand cases are open at a time; one event in forty leaves the usual way.
    private static byte[] Generate(int events, int cases)
    {
        Random random = new(5);
        StringBuilder text = new("case:concept:name,concept:name,time:timestamp,org:resource,lifecycle:transition,amount,channel\n");
        DateTimeOffset start = new(2026, 1, 5, 8, 0, 0, TimeSpan.FromHours(1));
        int[] open = [.. Enumerable.Range(0, 1000)];
        int[] length = new int[cases];
        int next = open.Length;
        for (int index = 0; index < events; index++)
        {
            int slot = random.Next(open.Length);
            int at = length[open[slot]]++;
            string activity = Activities[random.Next(40) == 0 ? random.Next(Activities.Length) : at % Activities.Length];
            text.Append(CultureInfo.InvariantCulture, $"case-{open[slot]},{activity},{start.AddSeconds(index * 13):yyyy-MM-dd HH:mm:sszzz},agent {random.Next(20)},complete,{random.Next(1000)},phone\n");
            if (at >= 9 && next < cases)
            {
                open[slot] = next++;
            }
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Looks at what is held after every thirty-second part of the bytes.</summary>
    private sealed class SampledStream(byte[] bytes) : MemoryStream(bytes)
    {
        private readonly long _before = GC.GetTotalMemory(forceFullCollection: true);
        private long _next;

        internal long MostHeld { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position >= _next)
            {
                _next += Length / 32;
                Sample();
            }

            return base.ReadAsync(buffer, cancellationToken);
        }

        internal void Sample() => MostHeld = Math.Max(MostHeld, GC.GetTotalMemory(forceFullCollection: true) - _before);
    }
}
