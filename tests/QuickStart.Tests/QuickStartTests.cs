using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using NJsonSchema;
using Outsourcing.Tests;
using Shouldly;

namespace Outsourcing.QuickStart.Tests;

public sealed class QuickStartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("quick start ").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Run_DefaultData_GoesThroughTheWholeLoop()
    {
        (int exitCode, string output, string error) = await QuickStartProcess.RunAsync("--report", At("report.html"), "--json", At("report.json"));

        exitCode.ShouldBe(0, error);
        for (int step = 1; step <= 6; step++)
        {
            output.ShouldContain($" {step}. ");
        }

        string html = await File.ReadAllTextAsync(At("report.html"));
        html.ShouldContain("<svg");
        html.ShouldNotContain("src=\"http");
        JsonSchema schema = await JsonSchema.FromFileAsync(Path.Combine(RepositoryFiles.Root, "docs", "report.schema.json"));
        schema.Validate(await File.ReadAllTextAsync(At("report.json"))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Run_OwnActivity_IsReadByThePublicReaders()
    {
        await File.WriteAllTextAsync(At("own.csv"), "case:concept:name,concept:name,time:timestamp\n1,Answer call,2026-03-02T09:00:00Z\n1,Send offer,2026-03-02T10:00:00Z\n2,Answer call,2026-03-03T09:00:00Z\n");

        (int exitCode, string output, string error) = await QuickStartProcess.RunAsync("--activity", At("own.csv"), "--report", At("report.html"));

        exitCode.ShouldBe(0, error);
        output.ShouldContain("3 events of 2 cases in 2 variants");
        string.Join(' ', output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ShouldContain("a draft to discuss, not a recommendation");
    }

    [Theory]
    [InlineData("--activity", "missing.csv")]
    [InlineData("--unknown", "x")]
    [InlineData("--json")]
    public async Task Run_BadInput_EndsWith2AndOneLine(params string[] arguments)
    {
        (int exitCode, string output, string error) = await QuickStartProcess.RunAsync(arguments);

        exitCode.ShouldBe(2);
        output.ShouldBeEmpty();
        error.TrimEnd().Split('\n').ShouldHaveSingleItem().ShouldStartWith("quickstart: ");
    }

    [Fact]
    public async Task Run_MalformedActivity_NamesFileAndPlace()
    {
        await File.WriteAllTextAsync(At("broken.xes"), "<log><trace><event></trace></log>");

        (int exitCode, _, string error) = await QuickStartProcess.RunAsync("--activity", At("broken.xes"), "--report", At("report.html"));

        exitCode.ShouldBe(2);
        error.ShouldContain("broken.xes");
        error.TrimEnd().Split('\n').ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Run_KilledTenTimesWhileCallsArrive_LosesNoneAndHasNoneTwice()
    {
        Random moments = new(7);
        int longest = 1_200;
        (long Webhooks, long Calls) before = (0, 0);
        for (int kills = 0; kills < 10;)
        {
            using Process process = QuickStartProcess.Start("--store", At("calls.db"), "--report", At("report.html"));
            while (await process.StandardOutput.ReadLineAsync() is { } line && !line.StartsWith("Taking calls back", StringComparison.Ordinal))
            {
            }

            // The moment is random on purpose, between the first request and the last webhook.
            if (process.WaitForExit(moments.Next(0, longest)))
            {
                // Done before the kill: only a process killed at work counts.
                process.ExitCode.ShouldBe(0);
                longest = Math.Max(50, longest / 2);
                continue;
            }

            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.ExitCode.ShouldNotBe(0);
            kills++;
            (long Webhooks, long Calls) after = Stored();
            after.Webhooks.ShouldBeGreaterThanOrEqualTo(before.Webhooks, $"webhooks were lost by kill {kills}");
            after.Calls.ShouldBeInRange(before.Calls, 90, $"calls were lost or doubled by kill {kills}");
            before = after;
        }

        (int exitCode, _, string error) = await QuickStartProcess.RunAsync("--store", At("calls.db"), "--report", At("report.html"), "--json", At("report.json"));

        exitCode.ShouldBe(0, error);
        using JsonDocument report = JsonDocument.Parse(await File.ReadAllTextAsync(At("report.json")));
        string said = string.Join('\n', report.RootElement.GetProperty("steps").EnumerateArray().SelectMany(step => step.GetProperty("lines").EnumerateArray()).Select(line => line.GetString()));
        said.ShouldContain("90 calls were made, 90 are on record, each once");
        Stored().Calls.ShouldBe(90);
    }

    [Fact]
    public async Task Run_TamperedReplayedAndLateWebhooks_AreEachRefusedAndCounted()
    {
        (int exitCode, string output, string error) = await QuickStartProcess.RunAsync("--report", At("report.html"));

        exitCode.ShouldBe(0, error);
        string said = string.Join(' ', output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Dictionary<string, int[]> sent = Regex.Matches(output, @"^[^\w\n]*(Genuine|Tampered|Replayed|Late)[^\d\n]+(\d+)[^\d\n]+(\d+)[^\d\n]+(\d+)[^\d\n]*$", RegexOptions.Multiline)
            .ToDictionary(row => row.Groups[1].Value, row => Enumerable.Range(2, 3).Select(cell => int.Parse(row.Groups[cell].Value, CultureInfo.InvariantCulture)).ToArray());
        foreach ((string kind, string counted) in (ReadOnlySpan<(string, string)>)[("Tampered", "WrongSignature"), ("Replayed", "Replayed"), ("Late", "TooOld")])
        {
            (sent[kind] is [> 0 and int all, 0, int refused] && refused == all).ShouldBeTrue($"{kind}: {string.Join('/', sent[kind])}");
            said.ShouldContain($"{counted} {sent[kind][0]}");
        }

        sent["Genuine"][2].ShouldBe(0);
    }

    /// <summary>What the store holds, whatever moment the process that wrote it was killed at.</summary>
    private (long Webhooks, long Calls) Stored()
    {
        if (!File.Exists(At("calls.db")))
        {
            return (0, 0);
        }

        using SqliteConnection connection = new($"Data Source={At("calls.db")};Pooling=False");
        connection.Open();
        return (Count("outsourcing_inbox"), Count("outsourcing_calls"));

        long Count(string table)
        {
            using SqliteCommand there = connection.CreateCommand();
            there.CommandText = $"SELECT count(*) FROM sqlite_master WHERE name = '{table}'";
            if ((long)there.ExecuteScalar()! == 0)
            {
                return 0;
            }

            using SqliteCommand count = connection.CreateCommand();
            count.CommandText = $"SELECT count(*) FROM {table}";
            return (long)count.ExecuteScalar()!;
        }
    }

    private string At(string file) => Path.Combine(_folder, file);
}
