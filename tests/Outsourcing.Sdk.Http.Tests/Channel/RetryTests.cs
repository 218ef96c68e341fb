using System.Globalization;
using Shouldly;

namespace Outsourcing.Http.Tests.Channel;

/// <summary>When the channel tries again, how it waits, and how much that adds to a provider that is down.</summary>
public sealed class RetryTests
{
    private static readonly ProviderRequest Read = ProviderRequest.Get("things.get", "/things/1");

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    [Reliability(2, "408, 429, 500, 502, 503 and 504 at every attempt: exactly 3 attempts")]
    public async Task Send_FailsForNowEachTime_IsTriedThreeTimes(int status)
    {
        StubChannel stub = new StubChannel().Answer(status).Answer(status).Answer(status);
        stub.Http.RetryDelay = TimeSpan.Zero;

        (await Should.ThrowAsync<ProviderException>(() => stub.Build().SendAsync(Read))).Error.Attempts.ShouldBe(3);
        stub.Sent.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData("2", 2)]
    [InlineData("date", 2)]
    [InlineData("0", 0)]
    [InlineData("gone by", 0)]
    [InlineData("-5", 0)]
    [InlineData("soon", 0)]
    [InlineData("", 0)]
    [Reliability(4, "seconds and a date are waited for to the millisecond; past, negative and garbage are not waited for")]
    public Task Send_RetryAfterInEveryForm_IsWaitedForExactly(string form, int seconds) => Task.Run(async () =>
    {
        StubChannel stub = new();
        DateTimeOffset now = stub.Time.GetUtcNow();
        string header = form switch
        {
            "date" => now.AddSeconds(2).ToString("R", CultureInfo.InvariantCulture),
            "gone by" => now.AddHours(-1).ToString("R", CultureInfo.InvariantCulture),
            _ => form,
        };
        stub.Answer(429, shape: response => response.Headers.TryAddWithoutValidation("Retry-After", header)).Answer(200);
        stub.Http.RetryDelay = TimeSpan.Zero;

        Task sending = stub.Build().SendAsync(Read);

        if (seconds > 0)
        {
            stub.Time.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
            stub.Sent.Count.ShouldBe(1);
            stub.Time.Advance(TimeSpan.FromMilliseconds(1));
        }

        await sending.WaitAsync(TimeSpan.FromSeconds(30));
        stub.Sent.Count.ShouldBe(2);
    });

    [Fact]
    [Reliability(5, "200 backoffs started from one thread while time stands still, so none holds a thread; all end on cancellation without time moving on")]
    public async Task Send_CancelledDuringTheBackoff_EndsAtOnceAndHoldsNoThread()
    {
        using CancellationTokenSource caller = new();
        StubChannel stub = new();
        stub.Http.RetryDelay = TimeSpan.FromSeconds(5);
        stub.Http.MaxConcurrency = 200;
        DateTimeOffset before = stub.Time.GetUtcNow();
        List<Task> waiting = [];
        foreach (int _ in Enumerable.Range(0, 200))
        {
            // A channel each: what one account may retry is another test's.
            waiting.Add(stub.Answer(503).Build().SendAsync(Read, caller.Token));
        }

        waiting.ShouldAllBe(task => !task.IsCompleted);
        await caller.CancelAsync();

        foreach (Task task in waiting)
        {
            await Should.ThrowAsync<OperationCanceledException>(() => task.WaitAsync(TimeSpan.FromSeconds(30)));
        }

        stub.Time.GetUtcNow().ShouldBe(before);
        stub.Sent.Count.ShouldBe(200);
    }

    [Fact]
    [Reliability(6, "1,000 clients that fail at the same time, 10 s mean wait: the fullest second holds at most twice the mean")]
    public Task Send_AThousandClientsFailAtOnce_ComeBackSpreadOut() => Task.Run(async () =>
    {
        int[] seconds = new int[20];
        for (int client = 0; client < 1000; client++)
        {
            StubChannel stub = new StubChannel().Answer(503).Answer(200);
            stub.Http.RetryDelay = TimeSpan.FromSeconds(10);
            stub.Http.Budget = TimeSpan.FromMinutes(1);
            Task sending = stub.Build().SendAsync(Read);
            for (int second = 0; second < seconds.Length; second++)
            {
                int before = stub.Sent.Count;
                stub.Time.Advance(TimeSpan.FromSeconds(1));
                seconds[second] += stub.Sent.Count - before;
            }

            await sending.WaitAsync(TimeSpan.FromSeconds(30));
        }

        seconds.Sum().ShouldBe(1000);
        seconds.Max().ShouldBeLessThanOrEqualTo(2 * 1000 / seconds.Count(count => count > 0));
        seconds.Count(count => count > 0).ShouldBeInRange(9, 12);
    });

    [Fact]
    [Reliability(6, "everything fails: after the first 100 retries, 1,000 requests are retried at most 100 times (10 %); retries return once requests succeed")]
    public async Task Send_EverythingFails_RetriesAddATenthAtMost()
    {
        StubChannel stub = new();
        stub.Http.RetryDelay = TimeSpan.Zero;
        ProviderChannel channel = stub.Build();
        async Task<int> SendAsync(int requests, int status)
        {
            int before = stub.Sent.Count;
            for (int request = 0; request < requests; request++)
            {
                int answers = stub.Sent.Count;
                stub.Answer(status);
                stub.Answer(status);
                stub.Answer(status);
                try
                {
                    await channel.SendAsync(Read);
                }
                catch (ProviderException)
                {
                }

                stub.Forget();
                stub.Sent.Count.ShouldBeGreaterThan(answers);
            }

            return stub.Sent.Count - before - requests;
        }

        (await SendAsync(200, 503)).ShouldBeInRange(100, 125);
        (await SendAsync(1000, 503)).ShouldBeInRange(90, 101);
        (await SendAsync(1000, 200)).ShouldBe(0);
        (await SendAsync(10, 503)).ShouldBe(20);
    }
}
