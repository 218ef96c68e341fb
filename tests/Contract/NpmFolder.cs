using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using Outsourcing.Tests;

namespace Outsourcing.Contract;

/// <summary>A folder with a package.json whose packages a test drives by Node; installed once, by its lock file.</summary>
internal static class NpmFolder
{
    private static readonly ConcurrentDictionary<string, Lazy<string?>> Reasons = new(StringComparer.Ordinal);

    /// <summary>Installs the packages when they are not there yet.</summary>
    /// <returns>Why the tests of the folder cannot run; <see langword="null"/> when they can. In CI they always must.</returns>
    internal static string? WhyNot(string folder)
    {
        string? reason = Reasons.GetOrAdd(folder, name => new Lazy<string?>(() => Install(PathOf(name)))).Value;
        return Environment.GetEnvironmentVariable("CI") == "true" ? null : reason;
    }

    internal static string PathOf(string folder) => Path.Combine(RepositoryFiles.Root, "tests", "Contract", folder);

    /// <summary>Runs a script of the folder to its end.</summary>
    internal static async Task<string> NodeAsync(string folder, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        (int code, string output, string errors) = await RunAsync("node", arguments, PathOf(folder), cancellationToken);
        return code == 0 ? output : throw new InvalidOperationException($"node ended with {code}: {errors}");
    }

    private static string? Install(string path)
    {
        string stamp = Path.Combine(path, "node_modules", ".installed");
        string wanted = Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(Path.Combine(path, "package-lock.json"))));
        if (File.Exists(stamp) && File.ReadAllText(stamp) == wanted)
        {
            return null;
        }

        try
        {
            using CancellationTokenSource limit = new(TimeSpan.FromMinutes(4));
            (int code, _, string errors) = RunAsync("npm", ["ci", "--no-audit", "--no-fund"], path, limit.Token).GetAwaiter().GetResult();
            if (code != 0)
            {
                return $"npm ci failed in {path}: {errors.Split('\n')[0]}";
            }
        }
        catch (Exception absent) when (absent is System.ComponentModel.Win32Exception or OperationCanceledException)
        {
            return $"needs Node.js with npm and its registry: {absent.Message}";
        }

        File.WriteAllText(stamp, wanted);
        return null;
    }

    private static async Task<(int Code, string Output, string Errors)> RunAsync(string tool, IEnumerable<string> arguments, string path, CancellationToken cancellationToken)
    {
        ProcessStartInfo start = OperatingSystem.IsWindows() && tool == "npm"
            ? new ProcessStartInfo("cmd.exe", ["/c", tool, .. arguments])
            : new ProcessStartInfo(tool, arguments);
        start.WorkingDirectory = path;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        Task<string> errors = process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return (process.ExitCode, await output, await errors);
    }
}
