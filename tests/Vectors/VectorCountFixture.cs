using System.Globalization;
using Outsourcing.Tests;

namespace Outsourcing.Vectors;

/// <summary>Prints, when the suite ends, how many cases ran per folder.</summary>
public sealed class VectorCountFixture : IDisposable
{
    public void Dispose()
    {
        string counts = string.Join(", ", VectorFiles.Folders.Select(folder =>
            string.Create(CultureInfo.InvariantCulture, $"{folder} {VectorFiles.RanIn(folder)}")));
        string line = $"vector cases run: {counts}";
        // The runner swallows the standard output of its host; the file stays for whoever reads results by machine.
        Console.Error.WriteLine(line);
        string folder = Path.Combine(RepositoryFiles.Root, "artifacts");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "vector-cases.txt"), line + "\n");
    }
}

[CollectionDefinition(Name)]
public sealed class VectorSuite : ICollectionFixture<VectorCountFixture>
{
    public const string Name = "vectors";
}
