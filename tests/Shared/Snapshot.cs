using System.Runtime.CompilerServices;
using Shouldly;

namespace Outsourcing.Tests;

/// <summary>
/// Holds a text against the approved file beside the test, named as Verify names it: <c>Name.verified.ext</c>, and
/// <c>Name.received.ext</c> when they differ. Set OUTSOURCING_ACCEPT_SNAPSHOTS=1 to approve what was received.
/// </summary>
internal static class Snapshot
{
    internal static void Match(string received, string name, string extension = "txt", [CallerFilePath] string testFile = "")
    {
        string folder = Folder(testFile);
        string normalized = received.ReplaceLineEndings("\n");
        if (Environment.GetEnvironmentVariable("OUTSOURCING_ACCEPT_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, $"{name}.verified.{extension}"), normalized);
            return;
        }

        normalized.ShouldMatchApproved(options => options
            .WithFilenameGenerator((_, _, type, ending) => $"{name}.{(type == "approved" ? "verified" : type)}.{ending}")
            .WithFileExtension(extension)
            .LocateTestMethodUsingAttribute<FactAttribute>()
            .SubFolder(folder)
            .NoDiff());
    }

    private static string Folder(string testFile)
    {
        // Deterministic builds write "/_/tests/…" into CallerFilePath; the checkout's root stands for "/_".
        string marker = $"{Path.DirectorySeparatorChar}tests{Path.DirectorySeparatorChar}";
        int tests = testFile.LastIndexOf(marker, StringComparison.Ordinal);
        string relative = Path.GetDirectoryName(testFile[(tests + 1)..])!;
        return Path.Combine(RepositoryFiles.Root, relative, "Snapshots");
    }
}
