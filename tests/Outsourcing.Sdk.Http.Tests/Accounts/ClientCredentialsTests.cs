using System.Net;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;

namespace Outsourcing.Http.Tests.Accounts;

/// <summary>Tokens: one at a time, kept until shortly before their end, renewed once when refused.</summary>
public sealed class ClientCredentialsTests
{
    private static readonly ProviderRequest Read = ProviderRequest.Get("things.get", "/things/1");

    private static readonly ProviderRequest Write = ProviderRequest.Post("things.create", "/things", new FormBody().Add("a", "b").Build());

    [Fact]
    public async Task Authorize_TokenHeld_IsUsedUntilShortlyBeforeItsEnd()
    {
        StubChannel server = Tokens("one", "two");
        StubChannel api = new StubChannel().Answer(200).Answer(200).Answer(200);
        using ClientCredentials tokens = new(server.Build(), "/token");
        ProviderChannel channel = Channel(api, tokens);

        await channel.SendAsync(Read);
        server.Time.Advance(TimeSpan.FromSeconds(3539));
        await channel.SendAsync(Read);
        server.Time.Advance(TimeSpan.FromSeconds(1));
        await channel.SendAsync(Read);

        api.Sent.Select(sent => sent.Authorization).ShouldBe(["Bearer one", "Bearer one", "Bearer two"]);
        server.Sent.Count.ShouldBe(2);
        server.Sent[0].Address.ShouldBe(new Uri("https://api.example.com/token"));
        server.Sent[0].Authorization.ShouldBe($"Bearer {StubChannel.Secret}");
    }

    [Fact]
    public async Task Authorize_ManyAtOnce_FetchOneToken()
    {
        using GatedServer server = new();
        StubChannel account = new();
        using ClientCredentials tokens = new(new ProviderChannel(Settings(RequestCredential.Basic("id", "secret"), null), () => server, account.Time, NullLogger<ProviderChannel>.Instance), "/token");
        HttpRequestMessage[] messages = [.. Enumerable.Range(0, 20).Select(_ => new HttpRequestMessage())];

        Task[] waiting = [.. messages.Select(message => tokens.AuthorizeAsync(message, CancellationToken.None).AsTask())];
        server.Gate.SetResult();
        await Task.WhenAll(waiting);

        server.Asked.ShouldBe(1);
        messages.ShouldAllBe(message => message.Headers.Authorization!.Parameter == "one");
    }

    [Fact]
    [Reliability(2, "401 with a token that can be renewed: 1 renewal")]
    public async Task Send_TokenRefused_IsRenewedOnceAndTheWriteSentAgain()
    {
        StubChannel server = Tokens("one", "two");
        StubChannel api = new StubChannel().Answer(401).Answer(200);
        using ClientCredentials tokens = new(server.Build(), "/token");

        await Channel(api, tokens).SendAsync(Write);

        api.Sent.Select(sent => sent.Authorization).ShouldBe(["Bearer one", "Bearer two"]);
    }

    [Fact]
    public async Task Send_RenewedTokenRefusedToo_IsAnError()
    {
        StubChannel server = Tokens("one", "two", "three");
        StubChannel api = new StubChannel().Answer(401).Answer(401).Answer(200);
        using ClientCredentials tokens = new(server.Build(), "/token");

        ProviderException refused = await Should.ThrowAsync<ProviderException>(() => Channel(api, tokens).SendAsync(Write));

        refused.Failure.ShouldBe(ProviderFailure.Unauthorized);
        api.Sent.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Send_FixedCredentialsRefused_AreNotTriedAgain()
    {
        StubChannel api = new StubChannel().Answer(401).Answer(200);

        await Should.ThrowAsync<ProviderException>(() => api.Build().SendAsync(Read));

        api.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Download_TokenRefused_IsRenewedOnce()
    {
        StubChannel server = Tokens("one", "two");
        StubChannel api = new StubChannel().Answer(401).Answer(200, "sound", "audio/mpeg");
        using ClientCredentials tokens = new(server.Build(), "/token");

        await using ProviderDownload download = await Channel(api, tokens).DownloadAsync("recordings.download", new Uri("/x.mp3", UriKind.Relative));

        api.Sent.Select(sent => sent.Authorization).ShouldBe(["Bearer one", "Bearer two"]);
    }

    [Fact]
    public async Task Renew_TokenReplacedMeanwhile_KeepsTheNewOne()
    {
        StubChannel server = Tokens("one", "two", "three");
        using ClientCredentials tokens = new(server.Build(), "/token");
        using HttpRequestMessage first = new();
        await tokens.AuthorizeAsync(first, CancellationToken.None);
        tokens.Renew(first.Headers.Authorization!);
        using HttpRequestMessage second = new();
        await tokens.AuthorizeAsync(second, CancellationToken.None);

        tokens.Renew(first.Headers.Authorization!).ShouldBeTrue();
        using HttpRequestMessage third = new();
        await tokens.AuthorizeAsync(third, CancellationToken.None);

        third.Headers.Authorization!.Parameter.ShouldBe("two");
    }

    [Theory]
    [InlineData(401, """{"error":"invalid_client"}""", ProviderFailure.Unauthorized)]
    [InlineData(200, "{}", ProviderFailure.InvalidResponse)]
    [InlineData(200, """{"access_token":"with space","expires_in":60}""", ProviderFailure.InvalidResponse)]
    [InlineData(200, "<html>", ProviderFailure.InvalidResponse)]
    public async Task Send_NoTokenToBeHad_IsAnErrorAndSendsNothing(int status, string body, ProviderFailure failure)
    {
        StubChannel server = new StubChannel().Answer(status, body);
        StubChannel api = new();
        using ClientCredentials tokens = new(server.Build(), "/token");

        ProviderException failed = await Should.ThrowAsync<ProviderException>(() => Channel(api, tokens).SendAsync(Write));

        failed.ShouldNotBeOfType<ProviderOutcomeUnknownException>();
        failed.Failure.ShouldBe(failure);
        api.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task Send_LifetimeUnsaid_IsTakenForFiveMinutes()
    {
        StubChannel server = new StubChannel().Answer(200, """{"access_token":"one"}""").Answer(200, """{"access_token":"two"}""");
        StubChannel api = new StubChannel().Answer(200).Answer(200).Answer(200);
        using ClientCredentials tokens = new(server.Build(), "/token");
        ProviderChannel channel = Channel(api, tokens);

        await channel.SendAsync(Read);
        server.Time.Advance(TimeSpan.FromSeconds(269));
        await channel.SendAsync(Read);
        server.Time.Advance(TimeSpan.FromSeconds(1));
        await channel.SendAsync(Read);

        api.Sent.Select(sent => sent.Authorization).ShouldBe(["Bearer one", "Bearer one", "Bearer two"]);
    }

    private static StubChannel Tokens(params string[] tokens)
    {
        StubChannel server = new();
        foreach (string token in tokens)
        {
            server.Answer(200, $$"""{"access_token":"{{token}}","token_type":"Bearer","expires_in":3600}""");
        }

        return server;
    }

    private static ProviderChannel Channel(StubChannel api, ClientCredentials tokens) =>
        new(Settings(tokens.AuthorizeAsync, tokens.Renew), () => api, api.Time, NullLogger<ProviderChannel>.Instance);

    private static ProviderChannelSettings Settings(Func<HttpRequestMessage, CancellationToken, ValueTask> authorize, Func<System.Net.Http.Headers.AuthenticationHeaderValue, bool>? renew) => new()
    {
        Provider = "stub",
        Account = "north",
        BaseAddress = new Uri("https://api.example.com"),
        Http = new ProviderHttpOptions(),
        Authorize = authorize,
        Renew = renew,
    };

    private sealed class GatedServer : HttpMessageHandler
    {
        private int _asked;

        internal TaskCompletionSource Gate { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal int Asked => _asked;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _asked);
            await Gate.Task;
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("""{"access_token":"one","expires_in":3600}""", Encoding.UTF8, "application/json") };
        }
    }
}
