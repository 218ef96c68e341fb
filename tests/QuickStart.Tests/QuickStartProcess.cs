using System.Diagnostics;
using Outsourcing.Tests;

namespace Outsourcing.QuickStart.Tests;

/// <summary>Runs the sample as the process a user runs.</summary>
internal static class QuickStartProcess
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    internal static Process Start(params IEnumerable<string> arguments)
    {
        string configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        string program = Path.Combine(RepositoryFiles.Root, "artifacts", "bin", "QuickStart", configuration, "QuickStart.dll");
        return Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        })!;
    }

    internal static async Task<(int ExitCode, string Output, string Error)> RunAsync(params IEnumerable<string> arguments)
    {
        using Process process = Start(arguments);
        using CancellationTokenSource limit = new(Limit);
        Task<string> output = process.StandardOutput.ReadToEndAsync(limit.Token);
        Task<string> error = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return (process.ExitCode, await output, await error);
    }
}
