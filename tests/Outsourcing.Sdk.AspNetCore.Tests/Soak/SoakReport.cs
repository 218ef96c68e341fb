using System.Globalization;

namespace Outsourcing.AspNetCore.Tests.Soak;

/// <summary>What was seen of the app at one moment.</summary>
/// <param name="Second">Since the start.</param>
/// <param name="WorkingSet">In MB.</param>
/// <param name="Heap">The managed heap in MB.</param>
/// <param name="IsCollected">Whether the heap is what a full collection left.</param>
/// <param name="Threads">Threads of the process.</param>
/// <param name="Handles">Handles of the process.</param>
/// <param name="Connections">Connections to the database, or on SQLite how often its file is open; <see langword="null"/> when nobody can tell.</param>
/// <param name="Webhooks">Webhooks that wait.</param>
/// <param name="Deliveries">Changes that wait to be told to a handler.</param>
/// <param name="Commands">Commands that wait.</param>
internal sealed record SoakSample(double Second, double WorkingSet, double Heap, bool IsCollected, int Threads, int Handles, long? Connections, long Webhooks, long Deliveries, long Commands);

/// <summary>A growth in MB an hour by least squares, and its standard error, which takes the samples for independent.</summary>
internal sealed record SoakSlope(double PerHour, double StandardError)
{
    public double Upper => PerHour + (1.96 * StandardError);

    public static SoakSlope? Of(IEnumerable<(double Second, double Megabytes)> samples)
    {
        (double X, double Y)[] points = [.. samples.Select(sample => (sample.Second / 3600, sample.Megabytes))];
        if (points.Length < 4)
        {
            return null;
        }

        double x = points.Average(point => point.X);
        double y = points.Average(point => point.Y);
        double spread = points.Sum(point => (point.X - x) * (point.X - x));
        double slope = points.Sum(point => (point.X - x) * (point.Y - y)) / spread;
        double rest = points.Sum(point => Math.Pow(point.Y - y - (slope * (point.X - x)), 2));
        return new SoakSlope(slope, Math.Sqrt(rest / (points.Length - 2) / spread));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{PerHour:0.00} +/- {StandardError:0.00} MB/h");
}

/// <summary>What a run showed.</summary>
internal sealed record SoakReport
{
    public required SoakSettings Settings { get; init; }

    public required int Events { get; init; }

    /// <summary>Gets how often each fault happened.</summary>
    public required IReadOnlyDictionary<string, int> Faults { get; init; }

    public required IReadOnlyDictionary<string, int> Answers { get; init; }

    /// <summary>Gets how long after the last fault nothing waited any more; <see langword="null"/> when something still did.</summary>
    public required TimeSpan? Recovered { get; init; }

    public required IReadOnlyList<SoakSample> Samples { get; init; }

    /// <summary>Gets the growth of the managed heap after full collections, without the first fifth of the run, ten minutes at most.</summary>
    public required SoakSlope? Heap { get; init; }

    public required SoakSlope? WorkingSet { get; init; }

    /// <summary>Gets each check in words; with what went wrong when it does not hold.</summary>
    public required IReadOnlyList<(string Check, string? Failure)> Checks { get; init; }

    public IEnumerable<string> Failures => Checks.Where(check => check.Failure is not null).Select(check => $"{check.Check}: {check.Failure}");

    public IEnumerable<string> Lines()
    {
        SoakSample last = Samples[^1];
        yield return "| database | sent | faults | backlog 0 after | heap after collection | working set | threads, handles, connections at the end |";
        yield return "| --- | ---: | ---: | ---: | ---: | ---: | ---: |";
        yield return string.Create(CultureInfo.InvariantCulture, $"| {Settings.Database} | {Events:#,0} events, {Settings.Rate}/s for {Settings.Duration.TotalSeconds:0} s | {Settings.Faults:0.##%} of each, {Faults.Values.Sum():#,0} in all | {(Recovered is { } time ? $"{time.TotalSeconds:0.0} s" : "never")} | {Heap} | {WorkingSet} | {last.Threads}, {last.Handles}, {last.Connections} |");
        yield return "";
        yield return "| check | result |";
        yield return "| --- | --- |";
        foreach ((string check, string? failure) in Checks)
        {
            yield return $"| {check} | {failure ?? "held"} |";
        }

        yield return "";
        yield return "| fault | times |";
        yield return "| --- | ---: |";
        foreach ((string fault, int times) in Faults.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            yield return $"| {fault} | {times} |";
        }

        yield return "";
        yield return "| answer | times |";
        yield return "| --- | ---: |";
        foreach ((string answer, int times) in Answers.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            yield return $"| {answer} | {times} |";
        }

        yield return "";
        yield return "| second | working set, MB | heap, MB | threads | handles | connections | webhooks, deliveries, commands waiting |";
        yield return "| ---: | ---: | ---: | ---: | ---: | ---: | ---: |";
        int every = Math.Max(1, Samples.Count / 100);
        foreach (SoakSample sample in Samples.Where((_, index) => index % every == 0 || index == Samples.Count - 1))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"| {sample.Second:0} | {sample.WorkingSet:0.0} | {sample.Heap:0.0}{(sample.IsCollected ? " collected" : "")} | {sample.Threads} | {sample.Handles} | {sample.Connections} | {sample.Webhooks}, {sample.Deliveries}, {sample.Commands} |");
        }
    }
}
