using Outsourcing.Calls;
using Outsourcing.Delegation;
using Outsourcing.Partners;
using Outsourcing.Processes;
using QuickStart.Report;
using QuickStart.Steps;
using Spectre.Console;

namespace QuickStart;

/// <summary>The whole loop: from the business's own records to a partner, real calls, and the clause to change.</summary>
internal static class DelegationLoop
{
    internal static async Task<int> RunAsync(CommandLine line, IAnsiConsole console, CancellationToken cancellationToken)
    {
        LoopReport report = new();
        string folder = Directory.CreateTempSubdirectory("outsourcing-quickstart-").FullName;
        try
        {
            await console.Progress().Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new SpinnerColumn())
                .StartAsync(progress => WorkAsync(line, folder, report, progress, cancellationToken));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        ConsoleReport.Write(console, report);
        await File.WriteAllTextAsync(line.Report, HtmlReport.Render(report), cancellationToken);
        console.WriteLine($"With charts: {line.Report}");
        if (line.Json is { } json)
        {
            await File.WriteAllTextAsync(json, JsonReport.Render(report), cancellationToken);
            console.WriteLine($"Every verdict with what it rests on: {json}");
        }

        return 0;
    }

    private static async Task WorkAsync(CommandLine line, string folder, LoopReport report, ProgressContext progress, CancellationToken cancellationToken)
    {
        ProgressTask reading = progress.AddTask("Reading the records");
        Records records = await Records.ReadAsync(line, folder, new ReadingProgress(reading), cancellationToken);
        reading.Value = reading.MaxValue;
        records.Show(report);
        (DelegationTask task, BusinessProcess process) = WhatAndWhen.Decide(report, records);
        DelegationBrief brief = How.Write(report, task, process, CallsPerWeek(records.Calls), records.Calls.Max(call => call.StartedAt!.Value));
        Partner partner = Who.Choose(report, records.Calls);
        ProgressTask running = progress.AddTask("Taking calls back from the partner");
        EngagementRun run = await RunIt.RunAsync(report, line.Store ?? Path.Combine(folder, "calls.db"), folder, partner, brief, done => running.Value = done, cancellationToken);
        running.Value = running.MaxValue;
        MendIt.Review(report, brief, run);
    }

    private static double CallsPerWeek(IReadOnlyList<CallRecord> calls) =>
        calls.Count / Math.Max(1, (calls.Max(call => call.StartedAt!.Value) - calls.Min(call => call.StartedAt!.Value)).TotalDays / 7);

    private sealed class ReadingProgress(ProgressTask task) : IProgress<EventLogProgress>
    {
        public void Report(EventLogProgress value)
        {
            if (value.TotalBytes is > 0 and var total)
            {
                task.Value = task.MaxValue * value.BytesRead / total;
            }
        }
    }
}
