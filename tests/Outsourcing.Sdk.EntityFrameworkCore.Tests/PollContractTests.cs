using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Outsourcing.Storage;
using Shouldly;

namespace Outsourcing.EntityFrameworkCore.Tests;

/// <summary>What polling promises, on every database.</summary>
public sealed class PollContractTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Position_KeptAgain_IsTheNewestAndEachAccountsOwn(string database)
    {
        await using StoreHost host = await StoreHost.StartAsync(database, configure: builder => builder.UseTenants(options =>
        {
            options.DefaultTenant = null;
            options.Give("lines", "north", TenantId.From("acme")).Give("lines", "south", TenantId.From("zenith"));
        }));
        IPollPositions positions = host.Services.GetRequiredService<IPollPositions>();

        (await positions.FindAsync("lines", "north")).ShouldBeNull();
        await positions.KeepAsync("Lines", "North", "1:5");
        await positions.KeepAsync("lines", "north", "1:9");
        await positions.KeepAsync("lines", "south", "7:1");

        (await positions.FindAsync("lines", "NORTH")).ShouldBe("1:9");
        (await positions.FindAsync("lines", "south")).ShouldBe("7:1");
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Poll_ThatBreaksOff_GoesOnAtTheLastBatchAndKeepsEachMessageOnce(string database)
    {
        Numbers source = new() { BreakAt = 7 };
        await using StoreHost host = await StoreHost.StartAsync(database, configure: builder => builder.AddPolledSource(_ => source));
        PollProcessor polls = host.Services.GetRequiredService<PollProcessor>();

        await Should.ThrowAsync<IOException>(() => polls.PollAsync(source));
        int rest = await polls.PollAsync(source);
        int again = await polls.PollAsync(source);
        await host.ProcessInboxAsync();

        source.Asked.ShouldBe([null, "6", "12"]);
        rest.ShouldBe(6);
        again.ShouldBe(0);
        (await host.Calls.CountAsync(CallQuery.All)).ShouldBe(12);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Poll_WindowsThatOverlap_KeepEachMessageOnce(string database)
    {
        Numbers source = new() { Overlap = 5 };
        await using StoreHost host = await StoreHost.StartAsync(database, configure: builder => builder.AddPolledSource(_ => source));
        PollProcessor polls = host.Services.GetRequiredService<PollProcessor>();

        int first = await polls.PollAsync(source);
        int second = await polls.PollAsync(source);

        first.ShouldBe(12);
        second.ShouldBe(0);
    }

    /// <summary>A source of twelve numbered messages, three a batch.</summary>
    private sealed class Numbers : IPolledSource
    {
        public string Provider => "lines";

        public string Account => "north";

        public TimeSpan PollInterval => TimeSpan.FromMinutes(1);

        internal int? BreakAt { get; set; }

        internal int Overlap { get; init; }

        internal List<string?> Asked { get; } = [];

        public async IAsyncEnumerable<PolledBatch> ReadAsync(string? position, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            Asked.Add(position);
            int from = Math.Max(0, position is null ? 0 : int.Parse(position, System.Globalization.CultureInfo.InvariantCulture) - Overlap);
            for (int number = from; number < 12; number += 3)
            {
                await Task.Yield();
                if (number + 3 > BreakAt)
                {
                    BreakAt = null;
                    throw new IOException("The service hung up.");
                }

                int[] batch = [.. Enumerable.Range(number + 1, Math.Min(3, 12 - number))];
                yield return new PolledBatch { Messages = [.. batch.Select(static id => StoreHost.Message($"m{id}", $"CA{id}|completed"))], Position = $"{batch[^1]}" };
            }
        }
    }
}
