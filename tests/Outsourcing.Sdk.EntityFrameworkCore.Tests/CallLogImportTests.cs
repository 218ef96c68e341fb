using System.Globalization;
using System.Text;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using Outsourcing.Calls;
using Outsourcing.Storage;
using Shouldly;

namespace Outsourcing.EntityFrameworkCore.Tests;

/// <summary>Importing call logs, on every database: each row once, and after a cut on from where it came to.</summary>
public sealed class CallLogImportTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Import_CutInTheMiddle_GoesOnThereAndStoresEachRowOnce(string database)
    {
        await using StoreHost host = await StoreHost.StartAsync(database);
        string log = Log(3_500);
        await using CutStream cut = new(Encoding.UTF8.GetBytes(log), at: log.Length * 2 / 3);

        List<CallLogImportBatch> first = [];
        await Should.ThrowAsync<IOException>(() => ImportAsync(host, cut, first));
        long stored = await host.Calls.CountAsync(CallQuery.All);
        List<CallLogImportBatch> second = await ImportAsync(host, log);
        List<CallLogImportBatch> again = await ImportAsync(host, log);

        first.Select(static batch => batch.Rows).ShouldBe([500, 1_000]);
        stored.ShouldBe(first.Sum(static batch => batch.Added));
        second[0].Skipped.ShouldBe(1_000);
        second.Select(static batch => batch.Rows).ShouldBe([1_500, 2_000, 2_500, 3_000, 3_500]);
        (await host.Calls.CountAsync(CallQuery.All)).ShouldBe(3_497);

        // Rows 700, 1,700 and 2,700 are bad; each is told once by the part it stands in, and again by an import from the start.
        first.SelectMany(static batch => batch.Problems).Select(static problem => problem.Line).ShouldBe([701]);
        second.SelectMany(static batch => batch.Problems).Select(static problem => problem.Line).ShouldBe([1_701, 2_701]);
        second[0].Problems.Concat(second[1].Problems).ShouldHaveSingleItem().ToString().ShouldBe("calls.csv, line 1701, column 'Duration': the text is no duration from zero to a year. Use a number in CallLogOptions.DurationUnit, m:ss, h:mm:ss or PT65S.");
        again.Sum(static batch => batch.Added).ShouldBe(0);
        again.SelectMany(static batch => batch.Problems).Count().ShouldBe(3);
        again[0].Skipped.ShouldBe(0);
    }

    [Fact]
    public async Task Import_CallerStopsAnywhere_NothingIsLostOrTwice()
    {
        await using StoreHost host = await StoreHost.StartAsync(Databases.Sqlite);
        string log = Log(1_100);
        using CancellationTokenSource stop = new();
        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (CallLogImportBatch _ in Importer(host).ImportAsync(Stream(log), "calls.csv", Options(), stop.Token))
            {
                await stop.CancelAsync();
            }
        });

        List<CallLogImportBatch> rest = await ImportAsync(host, log);

        rest[0].Skipped.ShouldBe(500);
        rest.Sum(static batch => batch.Added).ShouldBe(1_099 - 500);
    }

    [Fact]
    public async Task Import_AfterACutAnotherFileOrMapping_ReadsEveryRow()
    {
        await using StoreHost host = await StoreHost.StartAsync(Databases.Sqlite);
        string log = Log(3_500);
        async Task CutAsync()
        {
            await using CutStream cut = new(Encoding.UTF8.GetBytes(log), at: log.Length * 2 / 3);
            await Should.ThrowAsync<IOException>(() => ImportAsync(host, cut, []));
        }

        await CutAsync();
        List<CallLogImportBatch> another = await ImportAsync(host, log.Replace("Caller 3,", "Caller three,", StringComparison.Ordinal));
        await CutAsync();
        CallLogOptions mapped = Options();
        mapped.DurationUnit = CallLogDurationUnit.Minutes;
        List<CallLogImportBatch> remapped = await ImportAsync(host, log, mapped);

        another[0].Skipped.ShouldBe(0);
        remapped[0].Skipped.ShouldBe(0);
    }

    [Fact]
    public async Task Import_TooManyProblems_StopsAndKeepsWhatWasGood()
    {
        await using StoreHost host = await StoreHost.StartAsync(Databases.Sqlite);
        CallLogOptions options = Options();
        options.MaxProblems = 2;

        CallLogException refused = await Should.ThrowAsync<CallLogException>(() => ImportAsync(host, "Call ID,Start Time\n1,2026-03-02T09:00:00Z\n2,soon\n3,later\n4,2026-03-02T09:00:00Z\n", options));

        refused.Message.ShouldContain("line 4");
        refused.Message.ShouldContain("MaxProblems");
        refused.Message.ShouldNotContain("later");
        (await host.Calls.CountAsync(CallQuery.All)).ShouldBe(1);
    }

    [Fact]
    public async Task Import_TwiceAndInAnyOrderOfRows_EqualsOnce()
    {
        await using StoreHost host = await StoreHost.StartAsync(Databases.Sqlite);
        int account = 0;
        await (from rows in Gen.Int[0, 40].Array[1, 30] from order in Gen.Shuffle(rows) select (rows, order)).SampleAsync(
            async sample =>
            {
                CallLogOptions options = Options();
                options.Account = $"log{Interlocked.Increment(ref account)}";
                string Log(int[] rows) => "Start Time,Caller Name,Duration\n" + string.Concat(rows.Select(static row => $"2026-03-02T09:{row:00}:00Z,Caller {row},{row}\n"));

                await ImportAsync(host, Log(sample.rows), options);
                CallRecord[] once = await RecordsAsync(host, options.Account);
                int added = (await ImportAsync(host, Log(sample.order), options)).Sum(static batch => batch.Added);
                CallRecord[] twice = await RecordsAsync(host, options.Account);

                added.ShouldBe(0);
                twice.ShouldBe(once);
                once.Length.ShouldBe(sample.rows.Distinct().Count());
            },
            iter: 30,
            threads: 1);
    }

    [Fact]
    public async Task Import_IntoATenantsAccount_IsThatTenants()
    {
        await using StoreHost host = await StoreHost.StartAsync(Databases.Sqlite, builder => builder.UseTenants(options =>
        {
            options.DefaultTenant = null;
            options.Give("csv", "north", TenantId.From("acme")).Give("csv", "south", TenantId.From("zenith"));
        }));
        CallLogOptions options = Options();
        options.Account = "north";

        await ImportAsync(host, Log(5), options);

        using (host.Tenants.Use(TenantId.From("zenith")))
        {
            (await host.Calls.CountAsync(CallQuery.All)).ShouldBe(0);
        }

        using (host.Tenants.Use(TenantId.From("acme")))
        {
            (await host.Calls.CountAsync(CallQuery.All)).ShouldBe(5);
        }
    }

    [Fact]
    public async Task Import_StreamThatCannotSeek_IsRefusedWithTheRemedy()
    {
        await using StoreHost host = await StoreHost.StartAsync(Databases.Sqlite);
        await using System.IO.Compression.GZipStream packed = new(new MemoryStream(), System.IO.Compression.CompressionMode.Decompress);

        (await Should.ThrowAsync<ArgumentException>(() => ImportAsync(host, packed, []))).Message.ShouldContain("copy it to a file");
    }

    // Row 700 and every thousandth after it has a duration nobody can read.
    private static string Log(int rows) => "Call ID,Start Time,Caller Name,Duration\n" + string.Concat(Enumerable.Range(1, rows).Select(static row =>
        string.Create(CultureInfo.InvariantCulture, $"c{row},{new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero).AddMinutes(row):O},Caller {row},{(row % 1_000 == 700 ? "soon" : "60")}\n")));

    private static CallLogOptions Options() => new();

    private static CallLogImporter Importer(StoreHost host) => host.Services.GetRequiredService<CallLogImporter>();

    private static MemoryStream Stream(string log) => new(Encoding.UTF8.GetBytes(log));

    private static async Task<List<CallLogImportBatch>> ImportAsync(StoreHost host, string log, CallLogOptions? options = null)
    {
        List<CallLogImportBatch> batches = [];
        await ImportAsync(host, Stream(log), batches, options);
        return batches;
    }

    private static async Task ImportAsync(StoreHost host, Stream log, List<CallLogImportBatch> batches, CallLogOptions? options = null)
    {
        await foreach (CallLogImportBatch batch in Importer(host).ImportAsync(log, "calls.csv", options ?? Options()))
        {
            batches.Add(batch);
        }
    }

    private static async Task<CallRecord[]> RecordsAsync(StoreHost host, string account)
    {
        List<CallRecord> records = [];
        await foreach (CallRecord record in host.Calls.ListAsync(CallQuery.All))
        {
            if (record.Id.Account == account)
            {
                records.Add(record);
            }
        }

        return [.. records.OrderBy(static record => record.Id.Value, StringComparer.Ordinal)];
    }

    /// <summary>A file on a share that goes away in the middle of reading it.</summary>
    private sealed class CutStream(byte[] content, int at) : MemoryStream(content)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position >= at)
            {
                throw new IOException("The network path was not found.");
            }

            return await base.ReadAsync(buffer[..Math.Min(buffer.Length, 4_096)], cancellationToken);
        }
    }
}
