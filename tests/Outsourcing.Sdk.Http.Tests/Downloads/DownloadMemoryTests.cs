using Shouldly;
using Xunit.Abstractions;

namespace Outsourcing.Http.Tests.Downloads;

[CollectionDefinition("memory", DisableParallelization = true)]
public sealed class MemoryGroup;

/// <summary>What a download holds: alone, because the figures are the process's.</summary>
[Collection("memory")]
public sealed class DownloadMemoryTests(ITestOutputHelper output)
{
    private const int Megabyte = 1_000_000;

    [Fact]
    [Reliability(23, "200 MB from a server in the same process: less than 1 MB more is held at any of 20 points, and less than 10 MB (5 %) allocated in all, the server's part included")]
    public async Task Download_Large_HoldsAndAllocatesLittle()
    {
        const long Length = 200L * Megabyte;
        byte[] block = new byte[64 * 1024];
        await using MediaServer server = await MediaServer.StartAsync(async context =>
        {
            context.Response.ContentType = "audio/wav";
            context.Response.ContentLength = Length;
            for (long sent = 0; sent < Length; sent += block.Length)
            {
                await context.Response.Body.WriteAsync(block.AsMemory(0, (int)Math.Min(block.Length, Length - sent)));
            }
        });
        await using MediaAccount account = new(server.Address);

        // Once for the pools of both sides, which stay.
        await RunAsync(account, block.Length, Length);
        (long held, long allocated) = await RunAsync(account, block.Length, Length);

        output.WriteLine($"held {held:N0} bytes at most, allocated {allocated:N0}");
        held.ShouldBeLessThan(Megabyte);
        allocated.ShouldBeLessThan(10 * Megabyte);
    }

    private static async Task<(long Held, long Allocated)> RunAsync(MediaAccount account, int size, long length)
    {
        byte[] buffer = new byte[size];
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long start = GC.GetTotalAllocatedBytes(precise: true);
        long held = 0;
        long read = 0;
        await using ProviderDownload download = await account.DownloadAsync("/x.wav");
        for (int point = 1; point <= 20; point++)
        {
            while (read < length * point / 20)
            {
                int got = await download.Content.ReadAsync(buffer);
                got.ShouldNotBe(0);
                read += got;
            }

            held = Math.Max(held, GC.GetTotalMemory(forceFullCollection: true) - before);
        }

        read.ShouldBe(length);
        return (held, GC.GetTotalAllocatedBytes(precise: true) - start);
    }
}
