using System.Collections.Concurrent;
using System.Text.Json;
using Outsourcing.Tests;

namespace Outsourcing.Vectors;

/// <summary>Finds the vector files: below OUTSOURCING_VECTORS where it is set, otherwise beside the checkout.</summary>
internal static class VectorFiles
{
    private static readonly ConcurrentDictionary<string, int> Cases = new(StringComparer.Ordinal);

    internal static readonly string[] Folders = ["process", "mcda", "erlang", "stats", "brief", "signatures", "vcon"];

    internal static string? Root { get; } = Environment.GetEnvironmentVariable("OUTSOURCING_VECTORS") is { Length: > 0 } given
        ? Directory.Exists(given) ? Path.GetFullPath(given) : throw new DirectoryNotFoundException($"OUTSOURCING_VECTORS names no folder: {given}")
        : RepositoryFiles.SharedPath("vectors");

    /// <summary>Gets the names of the JSON files of a folder, in ordinal order; none where the folder is missing.</summary>
    internal static IReadOnlyList<string> Names(string folder)
    {
        if (Root is null || !Directory.Exists(Path.Combine(Root, folder)))
        {
            return [];
        }

        return [.. Directory.EnumerateFiles(Path.Combine(Root, folder), "*.json").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];
    }

    internal static string PathOf(string folder, string file) => Path.Combine(Root!, folder, file);

    internal static JsonDocument Read(string folder, string file) => JsonDocument.Parse(File.ReadAllBytes(PathOf(folder, file)));

    /// <summary>Counts cases as run; the totals are printed when the suite ends.</summary>
    internal static void Ran(string folder, int cases = 1) => Cases.AddOrUpdate(folder, cases, (_, before) => before + cases);

    internal static int RanIn(string folder) => Cases.GetValueOrDefault(folder);
}
