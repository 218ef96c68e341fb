using System.Globalization;
using Outsourcing.AspNetCore.Tests.Soak;
using Outsourcing.EntityFrameworkCore.Tests;
using Outsourcing.Tests;
using Shouldly;
using Xunit.Abstractions;

namespace Outsourcing.AspNetCore.Tests;

/// <summary>
/// A host process is put through every fault at once. OUTSOURCING_SOAK_SECONDS, OUTSOURCING_SOAK_RATE and OUTSOURCING_SOAK_FAULTS set the size;
/// the defaults are short. bench/Outsourcing.Load runs the same for hours and watches the memory.
/// </summary>
public sealed class SoakTests(ITestOutputHelper output)
{
    [Fact]
    [Reliability(30, "SQLite, 20 s with 2 % of each fault of senders, handlers and provider, and the database locked for 3 s at a time: backlog 0 within 60 s of the last fault, each event stored and handled once, nothing forged accepted, no text sent twice, all dead letters poison")]
    public Task Sqlite_WithAShareOfEveryFault_LosesNothingAndRecovers() => RunAsync("sqlite");

    [PostgresFact]
    [Reliability(30, "PostgreSQL, the same with all connections cut every 6 s")]
    public Task PostgreSql_WithAShareOfEveryFault_LosesNothingAndRecovers() => RunAsync("postgresql");

    [Fact]
    public void Slope_OfMemoryThatGrows_IsFoundWithItsError()
    {
        SoakSlope slope = SoakSlope.Of(Enumerable.Range(0, 100).Select(minute => (minute * 60.0, 200 + (minute * 3 / 60.0) + (minute % 2 == 0 ? 0.5 : -0.5))))!;

        slope.PerHour.ShouldBe(3, 0.1);
        slope.StandardError.ShouldBe(0.5 / Math.Sqrt(100) / (100 / 60.0 / Math.Sqrt(12)), 0.01);
        SoakSlope.Of([(0, 1), (60, 2), (120, 3)]).ShouldBeNull();
    }

    private async Task RunAsync(string database)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(Setting("SECONDS", 20)) + TimeSpan.FromMinutes(5));
        SoakReport report = await SoakRun.RunAsync(
            new SoakSettings
            {
                Database = database,
                Duration = TimeSpan.FromSeconds(Setting("SECONDS", 20)),
                Rate = (int)Setting("RATE", 50),
                Faults = Setting("FAULTS", 0.02),
                CutEvery = TimeSpan.FromSeconds(6),
                SampleEvery = TimeSpan.FromSeconds(2),
                RecoverWithin = TimeSpan.FromMinutes(1),
            },
            limit.Token);
        string[] lines = [.. report.Lines()];
        output.WriteLine(string.Join('\n', lines));
        Directory.CreateDirectory(Path.Combine(RepositoryFiles.Root, "artifacts"));
        await File.WriteAllLinesAsync(Path.Combine(RepositoryFiles.Root, "artifacts", $"soak-{database}.md"), lines);

        report.Failures.ShouldBeEmpty();
        report.Faults.Keys.Select(fault => fault.Split(':')[0]).Distinct().Order().ShouldBe(["database", "event", "handler", "provider", "sender", "webhook"]);
        report.Answers.ShouldContainKey("tampered: 403");
        if (database == "sqlite")
        {
            // Locked for longer than an answer may take; a connection that is cut may have been idle.
            report.Answers.ShouldContainKey("event: 503", "the database was away, and no sender heard of it");
        }
    }

    private static double Setting(string name, double otherwise) =>
        double.TryParse(Environment.GetEnvironmentVariable($"OUTSOURCING_SOAK_{name}"), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : otherwise;
}
