using System.Runtime.CompilerServices;

namespace Outsourcing.Tests;

/// <summary>Finds files of the checkout, and of the reference material that may stand beside it.</summary>
internal static class RepositoryFiles
{
    internal static string Root { get; } = FindRoot();

    /// <summary>Gets the folder of reference material beside the checkout, or null where there is none.</summary>
    internal static string? Shared { get; } = Existing(Path.Combine(Root, "..", "shared"));

    internal static string? SharedPath(string relative) =>
        Shared is null ? null : Path.Combine(Shared, relative);

    private static string? Existing(string folder) => Directory.Exists(folder) ? Path.GetFullPath(folder) : null;

    private static string FindRoot([CallerFilePath] string thisFile = "")
    {
        // The assembly's folder first: a deterministic build maps source paths away.
        foreach (string start in new[] { AppContext.BaseDirectory, Path.GetDirectoryName(thisFile)! })
        {
            for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "Outsourcing.Sdk.sln")))
                {
                    return folder.FullName;
                }
            }
        }

        throw new InvalidOperationException("The tests run outside a checkout: no Outsourcing.Sdk.sln above them.");
    }
}
