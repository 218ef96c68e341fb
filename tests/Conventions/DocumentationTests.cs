using System.Text.RegularExpressions;
using Outsourcing.Tests;
using Shouldly;

namespace Outsourcing.Conventions;

/// <summary>Code in README and docs is code that compiles: each block stands, line for line, in samples/Snippets.</summary>
public sealed partial class DocumentationTests
{
    [Fact]
    public void CodeBlocks_StandInTheSnippetsProject()
    {
        string snippets = Dedent(string.Join('\n', Directory
            .EnumerateFiles(Path.Combine(RepositoryFiles.Root, "samples", "Snippets"), "*.cs", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(File.ReadAllText)));

        string[] missing = [.. Pages()
            .SelectMany(page => CSharpBlock().Matches(File.ReadAllText(page))
                .Select(match => match.Groups[1].Value)
                .Where(block => !snippets.Contains(Dedent(block), StringComparison.Ordinal))
                .Select(block => $"{Path.GetRelativePath(RepositoryFiles.Root, page)}: {block.Split('\n')[0]}"))];

        missing.ShouldBeEmpty();
    }

    [Fact]
    public void Links_BetweenPages_LeadToFiles()
    {
        string[] broken = [.. Pages()
            .SelectMany(page => Link().Matches(File.ReadAllText(page))
                .Select(match => match.Groups[1].Value)
                .Where(target => !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith('#') && !target.StartsWith("mailto:", StringComparison.Ordinal))
                .Where(target => !Path.Exists(Path.Combine(Path.GetDirectoryName(page)!, target.Split('#')[0])))
                .Select(target => $"{Path.GetRelativePath(RepositoryFiles.Root, page)}: {target}"))];

        broken.ShouldBeEmpty();
    }

    [Fact]
    public void TestsNamedInPages_Exist()
    {
        Dictionary<string, string> sources = Directory
            .EnumerateFiles(Path.Combine(RepositoryFiles.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
            .GroupBy(path => Path.GetFileNameWithoutExtension(path), StringComparer.Ordinal)
            .ToDictionary(files => files.Key, files => string.Concat(files.Select(File.ReadAllText)), StringComparer.Ordinal);
        Match[] named = [.. Pages().SelectMany(page => NamedTest().Matches(File.ReadAllText(page)))];

        named.ShouldNotBeEmpty();
        named.Where(test => !sources.GetValueOrDefault(test.Groups[1].Value, "").Contains($" {test.Groups[2].Value}(", StringComparison.Ordinal))
            .Select(test => test.Value)
            .ShouldBeEmpty();
    }

    private static IEnumerable<string> Pages() =>
        Directory.EnumerateFiles(RepositoryFiles.Root, "*.md")
            .Concat(Directory.EnumerateFiles(Path.Combine(RepositoryFiles.Root, "docs"), "*.md", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFiles(Path.Combine(RepositoryFiles.Root, "src"), "README.md", SearchOption.AllDirectories))
            .Order(StringComparer.Ordinal);

    // Indentation and blank lines are the page's own; the code is the same.
    private static string Dedent(string code) => string.Join('\n', code.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0));

    [GeneratedRegex(@"```csharp\s*\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();

    [GeneratedRegex(@"`(\w+Tests)\.(\w+)`")]
    private static partial Regex NamedTest();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
