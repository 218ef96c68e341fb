using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Shouldly;

namespace Outsourcing.Http.Tests.Channel;

public sealed class ProviderChannelTests
{
    private static readonly ProviderRequest Read = ProviderRequest.Get("things.get", "/things/1");

    private static readonly ProviderRequest Write = ProviderRequest.Post("things.create", "/things", new FormBody().Add("a", "b").Build());

    [Fact]
    public async Task Send_Success_IsParsed()
    {
        StubChannel stub = new StubChannel().Answer(200, """{"name":"x"}""");

        (await SendAsync(stub, Read)).Name.ShouldBe("x");
        stub.Sent.Single().Authorization.ShouldBe($"Bearer {StubChannel.Secret}");
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task Send_ReadThatFailsForNow_IsTriedAgain(int status)
    {
        StubChannel stub = new StubChannel().Answer(status).Answer(200, """{"name":"x"}""");
        stub.Http.RetryDelay = TimeSpan.Zero;

        (await SendAsync(stub, Read)).Name.ShouldBe("x");
        stub.Sent.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(422)]
    [Reliability(2, "400, 401, 404, 422: exactly 1 attempt")]
    public async Task Send_ReadThatIsRefused_IsSentOnce(int status)
    {
        StubChannel stub = new StubChannel().Answer(status);

        ProviderException refused = await Should.ThrowAsync<ProviderException>(() => SendAsync(stub, Read));

        refused.IsTransient.ShouldBeFalse();
        stub.Sent.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    [Reliability(3, "500 to 504: 1 send, the outcome unknown")]
    public async Task Send_WriteThatFails_IsSentOnceAndItsOutcomeIsUnknown(int status)
    {
        StubChannel stub = new StubChannel().Answer(status);

        ProviderOutcomeUnknownException unknown = await Should.ThrowAsync<ProviderOutcomeUnknownException>(() => SendAsync(stub, Write));

        stub.Sent.Count.ShouldBe(1);
        unknown.Attempt.EndedAt.ShouldBe(stub.Time.GetUtcNow());
    }

    [Fact]
    public async Task Send_WriteTurnedAwayAtTheDoor_LeavesNothingOpen()
    {
        StubChannel stub = new StubChannel().Answer(429).Answer(503, shape: response => response.Headers.Add("Retry-After", "5"));

        (await Should.ThrowAsync<ProviderRateLimitException>(() => SendAsync(stub, Write))).ShouldNotBeNull();
        ProviderException unavailable = await Should.ThrowAsync<ProviderException>(() => SendAsync(stub, Write));

        unavailable.ShouldNotBeOfType<ProviderOutcomeUnknownException>();
        unavailable.RetryAfter.ShouldBe(TimeSpan.FromSeconds(5));
    }

    [Fact]
    [Reliability(1, "a stall ends within the budget to the tick, on a clock the test moves")]
    [Reliability(3, "a write that stalls: 1 send, the outcome unknown")]
    public async Task Send_WriteThatStalls_IsUnknownAndWithinTheBudget()
    {
        StubChannel stub = new StubChannel().Stall();
        DateTimeOffset before = stub.Time.GetUtcNow();

        ProviderOutcomeUnknownException unknown = await Should.ThrowAsync<ProviderOutcomeUnknownException>(() => SendAsync(stub, Write));

        unknown.Failure.ShouldBe(ProviderFailure.TimedOut);
        unknown.Attempt.StartedAt.ShouldBe(before);
        (stub.Time.GetUtcNow() - before).ShouldBeLessThanOrEqualTo(stub.Http.Budget);
    }

    [Fact]
    public async Task Send_WriteThatNeverLeft_IsNotUnknown()
    {
        StubChannel stub = new StubChannel().Throw(new HttpRequestException(HttpRequestError.ConnectionError));

        ProviderException refused = await Should.ThrowAsync<ProviderException>(() => SendAsync(stub, Write));

        refused.ShouldNotBeOfType<ProviderOutcomeUnknownException>();
        refused.Failure.ShouldBe(ProviderFailure.Connection);
    }

    [Fact]
    public async Task Send_WriteWithAKey_IsTriedAgain()
    {
        StubChannel stub = new StubChannel().Throw(new HttpRequestException(HttpRequestError.ResponseEnded)).Answer(200, """{"name":"x"}""");
        stub.Http.RetryDelay = TimeSpan.Zero;

        (await SendAsync(stub, Write with { Repeatable = true })).Name.ShouldBe("x");
    }

    [Fact]
    [Reliability(4, "120 s beyond the budget: fails without any wait and names the 120 s")]
    public async Task Send_RetryAfterBeyondTheBudget_FailsAtOnceAndNamesIt()
    {
        StubChannel stub = new StubChannel().Answer(429, shape: response => response.Headers.Add("Retry-After", "120"));
        DateTimeOffset before = stub.Time.GetUtcNow();

        ProviderRateLimitException limited = await Should.ThrowAsync<ProviderRateLimitException>(() => SendAsync(stub, Read));

        limited.RetryAfter.ShouldBe(TimeSpan.FromSeconds(120));
        stub.Time.GetUtcNow().ShouldBe(before);
    }

    [Theory]
    [InlineData("<html>maintenance</html>", "text/html")]
    [InlineData("", "application/json")]
    [InlineData("{\"name\":\"x", "application/json")]
    [InlineData("null", "application/json")]
    public async Task Send_AnswerThatCannotBeRead_SaysSo(string body, string type)
    {
        StubChannel stub = new StubChannel().Answer(200, body, type).Answer(200, body, type);

        (await Should.ThrowAsync<ProviderException>(() => SendAsync(stub, Read))).Failure.ShouldBe(ProviderFailure.InvalidResponse);
        // The provider said yes: the thing exists, whatever its answer was.
        await Should.ThrowAsync<ProviderOutcomeUnknownException>(() => SendAsync(stub, Write));
    }

    [Fact]
    public async Task Send_GiantAnswer_IsNotReadToItsEnd()
    {
        StubChannel stub = new StubChannel().Answer(200, new string(' ', 5000) + "{}");
        stub.Http.MaxResponseBytes = 1024;

        (await Should.ThrowAsync<ProviderException>(() => SendAsync(stub, Read))).Code.ShouldBe("too-large");
    }

    [Fact]
    public async Task Send_AnswerShorterThanAnnounced_IsABrokenConnection()
    {
        StubChannel stub = new();
        stub.Http.Retries = 0;
        ByteArrayContent content = new("{\"name\":\"x\"}"u8.ToArray());
        content.Headers.ContentLength = 100;

        ProviderException broken = await Should.ThrowAsync<ProviderException>(() => SendAsync(stub.Content(content), Read));

        broken.Failure.ShouldBe(ProviderFailure.Connection);
    }

    [Fact]
    public async Task Send_Redirect_IsNotFollowed()
    {
        StubChannel stub = new StubChannel().Answer(302, shape: response => response.Headers.Location = new Uri("https://evil.example.net/"));

        (await Should.ThrowAsync<ProviderException>(() => SendAsync(stub, Read))).Failure.ShouldBe(ProviderFailure.InvalidResponse);
        stub.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Send_CallerCancels_IsNoProviderFailure()
    {
        using CancellationTokenSource caller = new();
        await caller.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => new StubChannel().Build().SendAsync(Read, ThingContext.Default.Thing, caller.Token));
    }

    [Fact]
    public async Task Send_LinkToAnotherHost_IsNotFollowed()
    {
        StubChannel stub = new();

        ProviderException refused = await Should.ThrowAsync<ProviderException>(
            () => SendAsync(stub, new ProviderRequest(HttpMethod.Get, "things.list", "https://api.example.com.evil.net/next")));

        refused.Code.ShouldBe("foreign-link");
        stub.Sent.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false, "application/json")]
    [InlineData(true, "application/xml")]
    public async Task Send_Read_AsksForTheFormatItReads(bool xml, string format)
    {
        string? asked = null;
        StubChannel stub = new StubChannel().Answer(200, shape: response => asked = response.RequestMessage!.Headers.Accept.ToString());

        await stub.Build().SendAsync(Read with { WantsXml = xml });

        asked.ShouldBe(format);
    }

    [Fact]
    public async Task Send_RequestsPerSecond_SpacesStarts()
    {
        StubChannel stub = new StubChannel().Answer(200).Answer(200);
        stub.Http.RequestsPerSecond = 5;
        ProviderChannel channel = stub.Build();
        await channel.SendAsync(Read);

        Task second = channel.SendAsync(Read);

        stub.Sent.Count.ShouldBe(1);
        stub.Time.Advance(TimeSpan.FromMilliseconds(199));
        stub.Sent.Count.ShouldBe(1);
        stub.Time.Advance(TimeSpan.FromMilliseconds(1));
        await second;
        stub.Sent.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Send_BurstBeyondThePace_WaitsWithinTheBudgetAndNotTheAttempt()
    {
        StubChannel stub = new();
        stub.Http.RequestsPerSecond = 5;
        stub.Http.AttemptTimeout = TimeSpan.FromSeconds(1);
        ProviderChannel channel = stub.Build();
        for (int answer = 0; answer < 12; answer++)
        {
            stub.Answer(200);
        }

        Task[] burst = [.. Enumerable.Range(0, 12).Select(_ => channel.SendAsync(Read))];

        for (int next = 0; next < burst.Length; next++)
        {
            await burst[next];
            stub.Sent.Count.ShouldBe(next + 1);
            stub.Time.Advance(TimeSpan.FromMilliseconds(200));
        }
    }

    [Fact]
    public async Task Send_MoreThanMayBeUnderWay_WaitForTheirTurn()
    {
        TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        StubChannel stub = new();
        stub.Http.MaxConcurrency = 2;
        ProviderChannel channel = stub.Build();
        for (int answer = 0; answer < 5; answer++)
        {
            stub.After(gate.Task);
        }

        Task[] all = [.. Enumerable.Range(0, 5).Select(_ => channel.SendAsync(Read))];

        stub.Sent.Count.ShouldBe(2);
        gate.SetResult();
        await Task.WhenAll(all);
        stub.Sent.Count.ShouldBe(5);
    }

    [Fact]
    public async Task Send_FailureThatIsNoJson_KeepsItsStatus()
    {
        StubChannel stub = new StubChannel().Answer(503, "<html>down</html>", "text/html");
        stub.Http.Retries = 0;

        ProviderException failed = await Should.ThrowAsync<ProviderException>(() => SendAsync(stub, Read));

        failed.Status.ShouldBe(System.Net.HttpStatusCode.ServiceUnavailable);
        failed.Failure.ShouldBe(ProviderFailure.Unavailable);
    }

    [Fact]
    [Reliability(25, "0 hits in logs and exceptions where the provider's answer quotes secret and number")]
    public async Task Send_WhateverHappens_NoSecretReachesLogOrException()
    {
        FakeLogger<ProviderChannel> logger = new();
        string body = $$"""{"code":21211,"message":"The number +14155550123 with {{StubChannel.Secret}} is not valid"}""";
        StubChannel stub = new StubChannel().Answer(400, body).Answer(200, "{}");
        ProviderChannel channel = stub.Build(logger);

        ProviderException refused = await Should.ThrowAsync<ProviderException>(() => channel.SendAsync(Write));
        await channel.SendAsync(Read);

        string all = string.Join('\n', logger.Collector.GetSnapshot().Select(line => line.Message).Append(refused.ToString()));
        all.ShouldContain("things.create");
        all.ShouldNotContain(StubChannel.Secret);
        all.ShouldNotContain("4155550123");
        refused.Code.ShouldBe("21211");
        refused.ProviderMessage!.Value.Value.ShouldContain("not valid");
        logger.Collector.GetSnapshot().ShouldAllBe(line => line.Level == LogLevel.Debug);
    }

    [Theory]
    [InlineData("http://api.example.com")]
    [InlineData("ftp://localhost")]
    public void Constructor_InsecureAddress_IsRefused(string address) => Should.Throw<ArgumentException>(() => new ProviderChannel(
        new ProviderChannelSettings { Provider = "p", Account = "a", BaseAddress = new Uri(address), Http = new(), Authorize = RequestCredential.Bearer("x") },
        () => new StubChannel(),
        TimeProvider.System,
        Microsoft.Extensions.Logging.Abstractions.NullLogger<ProviderChannel>.Instance));

    private static async Task<Thing> SendAsync(StubChannel stub, ProviderRequest request) => await stub.Build().SendAsync(request, ThingContext.Default.Thing);
}
