using System.Text;
using System.Text.RegularExpressions;
using Outsourcing.Tests;
using Shouldly;

namespace Outsourcing.Conventions;

/// <summary>
/// Writes the table of docs/reliability.md from the tests that say which item they hold. It is read from the sources, because a test
/// project's assembly is not there when another is run alone. Set OUTSOURCING_ACCEPT_SNAPSHOTS=1 to write it into the page.
/// </summary>
public sealed partial class ReliabilityTests
{
    private const string Begin = "<!-- table of faults: written by ReliabilityTests, not by hand -->\n";
    private const string End = "<!-- end of the table of faults -->\n";

    private sealed record Item(int Number, string Fault, string? NotHeld = null);

    private sealed record Held(int Item, string Mark, string Test);

    /// <summary>The list, and why a part of an item is not held by a test.</summary>
    private static readonly Item[] Items =
    [
        new(1, "an outgoing request: refused, DNS, TLS, reset, stall, a byte at a time"),
        new(2, "answers that come back and answers that do not"),
        new(3, "a write without proof that repeating is harmless"),
        new(4, "Retry-After in every form"),
        new(5, "cancellation during a backoff"),
        new(6, "everybody fails at the same time"),
        new(7, "answers that are no answers, and giant ones"),
        new(8, "unknown words and members, numbers as text"),
        new(9, "paging that does not end"),
        new(10, "times at the edges, clocks that are wrong"),
        new(11, "one bit changed, bodies as raw bytes"),
        new(12, "lists of signatures, oversized bodies and headers"),
        new(13, "a secret replaced by another"),
        new(14, "signatures over the public address behind a proxy"),
        new(15, "comparison in constant time, missing secrets"),
        new(16, "the same webhook again and again"),
        new(17, "events of a call in any order"),
        new(18, "slow handlers, the store away", "Handlers do not run within the request: an answer waits for the insert alone, whose p99 at 1,000 a second docs/performance.md gives."),
        new(19, "a process killed at any step", "At each named step the way to the database ends rather than the process: once in every test run, and 100 times where OUTSOURCING_KILL_RUNS says so (58 steps on PostgreSQL and 62 on SQLite, 12,000 in all: 0 lost, 0 double). Real processes are killed in the crash run, at steps of the load client's choosing."),
        new(20, "an event that fails each time", "That others are no slower is held on the test's clock and in leased batches, where it is exact; what poison costs the machine in milliseconds `bench/Outsourcing.Load --poison 0.01` measures, no test."),
        new(21, "leases that end, clocks that jump", "Times are stored in UTC ticks, so daylight saving changes nothing. A lease compares the clocks of two machines: where one stays ahead of the other by more than a lease lasts, work may run twice, and the lease's token lets one result in."),
        new(22, "recordings at addresses inside the network", "Behind a proxy the proxy resolves the name and has to keep it out. A primary handler that the app brings along is watched only if it is a SocketsHttpHandler without a ConnectCallback of its own."),
        new(23, "recordings: redirects, size, wrong content", "An address that a webhook named cannot be asked for anew: the app asks for the recording by its id. A checksum stated without a length is checked but a difference is no error, as the content may have been unpacked on its way. No provider here is known to state one."),
        new(24, "a recording that comes late or never", "No clock takes part in merging: a second and a day late are the same order."),
        new(25, "secrets and numbers in what an app writes down", "Left to the host and the app: the addresses of requests that the host is asked for, where an app has its providers put numbers into a query or publishes an on-call sheet; IConfiguration.GetDebugView; dumps by other serializers than System.Text.Json; and what a library throws before ours catches it."),
        new(26, "tenants side by side", "Two tenants through every route: the filter is the model's, not the tenant's. 100 calls of each tenant are stored where OUTSOURCING_TENANT_CALLS says so, one in every test run."),
        new(27, "erasure", "PostgreSQL keeps deleted rows until VACUUM, and its log for as long as the server is told to: erasure there ends at what a query can find. Copies that an app exported itself are the app's to erase."),
        new(28, "one contract for both databases, a million calls", "No version is released yet that a migration could start from. With a million calls stored, a webhook is durable and answered with a p99 of 9.2 ms on PostgreSQL and 8.4 ms on SQLite, the slowest of three and two runs (mark 20 ms): bench/Outsourcing.Load measures it, no test."),
        new(29, "upgrades", "The native publish without warnings is a step of .ci/run, beside the tests."),
        new(30, "24 hours with 1 % of faults", "A test run does not last 24 hours, and the growth of memory is not judged in 20 s: `bench/Outsourcing.Load --soak` runs the same faults for as long as it is told. 35 minutes of it on PostgreSQL and 80 on SQLite ended with a backlog of 0 after 7 and 9 s, and the heap did not grow (docs/performance.md)."),
    ];

    [Fact]
    public void Table_OfThePage_IsWhatTheTestsSay()
    {
        string page = Path.Combine(RepositoryFiles.Root, "docs", "reliability.md");
        string text = File.ReadAllText(page).ReplaceLineEndings("\n");
        int from = text.IndexOf(Begin, StringComparison.Ordinal);
        int to = text.IndexOf(End, StringComparison.Ordinal);
        (from >= 0 && to > from).ShouldBeTrue("docs/reliability.md has no place for the table");
        string expected = Table();
        if (Environment.GetEnvironmentVariable("OUTSOURCING_ACCEPT_SNAPSHOTS") == "1")
        {
            File.WriteAllText(page, text[..(from + Begin.Length)] + expected + text[to..]);
            return;
        }

        text[(from + Begin.Length)..to].ShouldBe(expected, "run with OUTSOURCING_ACCEPT_SNAPSHOTS=1 to write the table");
    }

    [Fact]
    public void EveryItem_HasATestOrAReason()
    {
        Held[] held = [.. Tests()];

        Items.Select(item => item.Number).ShouldBe(Enumerable.Range(1, 30));
        held.Where(test => test.Item is < 1 or > 30).ShouldBeEmpty();
        Items.Where(item => item.NotHeld is null && !held.Any(test => test.Item == item.Number)).ShouldBeEmpty();
    }

    [Fact]
    [Reliability(15, "no source that verifies compares a signature or its code by ==, Equals or SequenceEqual")]
    public void Sources_ThatVerify_CompareSignaturesInConstantTime()
    {
        string[] lines = [.. Directory.EnumerateFiles(Path.Combine(RepositoryFiles.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(path => File.ReadLines(path).Where(line => OrdinaryComparison().IsMatch(line)).Select(line => $"{Path.GetFileName(path)}: {line.Trim()}"))];

        lines.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("if (signature == expected)", true)]
    [InlineData("return actualSignature.SequenceEqual(mac);", true)]
    [InlineData("string.Equals(signature, expected, StringComparison.Ordinal)", true)]
    [InlineData("if (expectedMac != given)", true)]
    [InlineData("name == signatureField", false)]
    [InlineData("signature == null", false)]
    [InlineData("signature.Length == 3", false)]
    public void OrdinaryComparison_IsFoundWhereItStands(string line, bool found) => OrdinaryComparison().IsMatch(line).ShouldBe(found);

    private static string Table()
    {
        ILookup<int, Held> held = Tests().ToLookup(test => test.Item);
        StringBuilder table = new("\n| item | fault | held by | not held, and why |\n| ---: | --- | --- | --- |\n");
        foreach (Item item in Items)
        {
            string tests = string.Join("<br>", held[item.Number].OrderBy(test => test.Test, StringComparer.Ordinal).ThenBy(test => test.Mark, StringComparer.Ordinal)
                .Select(test => $"`{test.Test}`: {test.Mark.Replace("|", "\\|", StringComparison.Ordinal)}"));
            table.Append(null, $"| {item.Number} | {item.Fault} | {tests} | {item.NotHeld} |\n");
        }

        return table.Append('\n').ToString();
    }

    private static IEnumerable<Held> Tests() =>
        from path in Directory.EnumerateFiles(Path.Combine(RepositoryFiles.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
        from Match method in Method().Matches(File.ReadAllText(path))
        from Match said in Said().Matches(method.Groups[1].Value)
        select new Held(
            int.Parse(said.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture),
            said.Groups[2].Value,
            $"{Path.GetFileNameWithoutExtension(path)}.{method.Groups[2].Value}");

    // The attributes of a method, one a line, and its name.
    [GeneratedRegex(@"((?:^[ ]+\[[^\n]+\]\r?\n)+)[ ]+public (?:async )?(?:Task|void) (\w+)\(", RegexOptions.Multiline)]
    private static partial Regex Method();

    [GeneratedRegex(@"\[Reliability\((\d+), ""([^""]+)""\)\]")]
    private static partial Regex Said();

    [GeneratedRegex(@"\b\w*(?:[sS]ignature|Mac|[hH]mac)(?:\s*[=!]=(?!\s*null)|\.(?:SequenceEqual|Equals)\()|[=!]=\s*\w*(?:[sS]ignature|Mac|[hH]mac)\b(?!\.)|string\.Equals\(\w*(?:[sS]ignature|Mac|[hH]mac)\b")]
    private static partial Regex OrdinaryComparison();
}
