using Microsoft.Extensions.DependencyInjection;
using Outsourcing.Calls;
using Outsourcing.Storage;
using Shouldly;

namespace Outsourcing.EntityFrameworkCore.Tests;

/// <summary>Export, erasure and retention, on every database.</summary>
public sealed class PersonalDataContractTests
{
    private const string Planted = "+442079460777";
    private static readonly PhoneNumber Caller = PhoneNumber.Parse(Planted);

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    [Reliability(27, "0 hits in store, export and, on SQLite, the database's files")]
    public async Task Erase_LeavesNoTraceOfTheNumberAndAReceiptWithoutIt(string database)
    {
        await using StoreHost host = await StoreHost.StartAsync(database, builder => builder.AddCallRecordHandler<Silent>("silent"));
        IPersonalDataStore people = host.Services.GetRequiredService<IPersonalDataStore>();
        await host.Calls.MergeAsync(
        [
            StoreHost.Update("CA1", 1, "a", "completed", Planted) with { Recording = new RecordingReference { Id = "RE1" } },
            StoreHost.Update("CA2", 1, "a", "completed", "+442079460001"),
        ]);
        await host.Inbox.StoreAsync(StoreHost.Message("pending", $"From=%2B{Planted[1..]}"));
        (await people.ExportAsync(Caller)).Updates.Single().Call.ProviderCallId.ShouldBe("CA1");

        ErasureReceipt receipt = await people.EraseAsync(Caller);

        (receipt.Calls, receipt.Webhooks, receipt.Recordings).ShouldBe((1, 1, 1));
        (await people.ExportAsync(Caller)).Updates.ShouldBeEmpty();
        (await host.Calls.CountAsync(CallQuery.All)).ShouldBe(1);
        (await host.Inbox.StoreAsync(StoreHost.Message("pending", $"From=%2B{Planted[1..]}"))).ShouldBe(InboxReceipt.Duplicate);
        (await people.ListErasuresAsync()).Single().ShouldBe(receipt);
        (await host.Services.GetRequiredService<ICommandOutbox>().LeaseAsync(5, TimeSpan.FromMinutes(1))).Single().Item.Payload!.Value.Value.ShouldBe("RE1");
        if (host.File is not null)
        {
            foreach (string file in Directory.GetFiles(Path.GetDirectoryName(host.File)!, Path.GetFileName(host.File) + "*"))
            {
                await using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
                using StreamReader reader = new(stream, System.Text.Encoding.Latin1);
                (await reader.ReadToEndAsync()).ShouldNotContain(Planted[1..], Case.Sensitive, Path.GetExtension(file));
            }
        }
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Retention_EmptiesOldWebhooksAndKeepsWhatRecognisesThem(string database)
    {
        await using StoreHost host = await StoreHost.StartAsync(database);
        IPersonalDataStore people = host.Services.GetRequiredService<IPersonalDataStore>();
        await host.Inbox.StoreAsync(StoreHost.Message("e1"));
        await host.ProcessInboxAsync();

        host.Clock.Advance(TimeSpan.FromDays(31));
        int emptied = await people.ApplyRetentionAsync(new RetentionOptions());
        int nothing = await people.ApplyRetentionAsync(new RetentionOptions());

        (emptied, nothing).ShouldBe((1, 0));
        (await host.Inbox.StoreAsync(StoreHost.Message("e1"))).ShouldBe(InboxReceipt.Duplicate);
        host.Clock.Advance(TimeSpan.FromDays(30));
        (await people.ApplyRetentionAsync(new RetentionOptions { Calls = TimeSpan.FromDays(40) })).ShouldBe(2);
        (await host.Calls.CountAsync(CallQuery.All)).ShouldBe(0);
    }

    private sealed class Silent : ICallRecordHandler
    {
        public Task HandleAsync(CallRecordChange change, CancellationToken cancellationToken = default) => Task.CompletedTask;
    }
}
