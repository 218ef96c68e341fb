using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Outsourcing.Calls;
using Outsourcing.Http;
using Outsourcing.Storage;
using Outsourcing.Webhooks;
using Shouldly;

namespace Outsourcing.Answering.Tests.Moneypenny;

public sealed class MoneypennySourceTests
{
    private const string Token = "POST /auth/token";
    private const string Messages = "GET /clienttas/V2/Messages";
    private const string Chats = "GET /clientlivechat/V3/Log";

    private const string Message = """
        {"date":"2024-02-10T09:15:04.85+00:00","caller":"Kim Lee","callerCompany":"Lee & Co","callerNumber":"02079460101","actionTaken":"SMS","employee":"Sam","message":"Please ring back <today>.","callId":"c-1"}
        """;

    private const string Chat = """
        {"chatTime":"2024-07-10T09:15:04","name":"Zoë","companyName":"","email":"zoe@mail.example","phone":"020 7946 0102","pageURL":"https://x.example/prices",
        "transcript":["1: [Visitor] - Are you open?","2: [Ann] - Until five.","chat ended"],"variables":[{"name":"budget","value":"900"}],"tags":["lead"],"utM_Source":"ads"}
        """;

    private static readonly DateTimeOffset Now = new(2024, 2, 10, 23, 30, 0, TimeSpan.Zero);

    [Fact]
    public async Task Read_FirstAndNextPoll_AskForExplicitWindowsMonthFirst()
    {
        StubAccount http = Answering($"[{Message}]", "[]");
        await using ServiceProvider services = Services(http);
        IPolledSource source = services.GetServices<IPolledSource>().Single();

        PolledBatch first = (await AllAsync(source, null)).ShouldHaveSingleItem();
        await AllAsync(source, first.Position);

        http.Queries.ShouldBe(
        [
            "?from=02/03/2024&to=02/11/2024", "?startTime=02/03/2024 23:30:00&endTime=02/10/2024 23:30:00",
            "?from=02/09/2024&to=02/11/2024", "?startTime=02/09/2024 23:30:00&endTime=02/10/2024 23:30:00",
        ]);

        // One token serves both polls.
        http.Sent.Count(sent => sent.Request == Token).ShouldBe(1);
        http.BodyOf(Token).GetProperty("username").GetString().ShouldBe("owner");
    }

    [Fact]
    public async Task Read_TokenNearItsEnd_IsReplacedBeforeAnybodyRefusesIt()
    {
        StubAccount http = Answering("[]", "[]").Answer(Token, """{"access_token":"second","expires_in":86400,"token_type":"Bearer"}""");
        FakeTimeProvider time = new(Now);
        await using ServiceProvider services = Services(http, time);
        IPolledSource source = services.GetServices<IPolledSource>().Single();

        await AllAsync(source, null);
        time.Advance(TimeSpan.FromHours(24) - TimeSpan.FromMinutes(2));
        await AllAsync(source, null);
        int beforeTheEnd = http.Sent.Count(sent => sent.Request == Token);
        time.Advance(TimeSpan.FromMinutes(1.5));
        await AllAsync(source, null);

        beforeTheEnd.ShouldBe(1);
        http.Sent.Count(sent => sent.Request == Token).ShouldBe(2);
        http.Credentials[^1].ShouldBe("Authorization: Bearer second");
        http.Credentials.Count(credential => credential == "Authorization: Bearer t").ShouldBe(4);
    }

    [Fact]
    public async Task Read_TokenRefused_IsRenewedOnceAndTheReadAnswered()
    {
        StubAccount http = new StubAccount()
            .Answer(Token, """{"access_token":"revoked","expires_in":86400}""").Answer(Token, """{"access_token":"fresh","expires_in":86400}""")
            .Answer(Messages, "{}", 401).Answer(Messages, $"[{Message}]").Answer(Chats, "[]");
        await using ServiceProvider services = Services(http);

        (await AllAsync(services.GetServices<IPolledSource>().Single(), null)).ShouldHaveSingleItem().Messages.ShouldHaveSingleItem();

        http.Sent.Count(sent => sent.Request == Token).ShouldBe(2);
        http.Credentials[^1].ShouldBe("Authorization: Bearer fresh");
    }

    [Fact]
    public async Task Read_SameMessageAgain_HasTheSameKeyAndAChangedOneAnother()
    {
        StubAccount http = Answering($"[{Message}]", "[]").Answer(Messages, $"[{Message}]").Answer(Messages, $"[{Message.Replace("today", "now", StringComparison.Ordinal)}]");
        await using ServiceProvider services = Services(http);
        IPolledSource source = services.GetServices<IPolledSource>().Single();

        InboxKey[] keys = [.. (await AllAsync(source, null)).Concat(await AllAsync(source, null)).Concat(await AllAsync(source, null)).SelectMany(batch => batch.Messages).Select(message => message.Key)];

        keys[1].ShouldBe(keys[0]);
        keys[2].ShouldNotBe(keys[0]);
    }

    [Fact]
    public async Task Read_Message_GivesTheNeutralCall()
    {
        CallUpdate update = await OnlyAsync(Answering($"[{Message}]", "[]"));

        update.Call.ShouldBe(new CallId("moneypenny", "desk", "c-1"));
        update.StartedAt.ShouldBe(new DateTimeOffset(2024, 2, 10, 9, 15, 4, 850, TimeSpan.Zero));
        update.Caller!.Number.ShouldBe(PhoneNumber.Parse("+442079460101"));
        update.Caller.Company!.Value.Value.ShouldBe("Lee & Co");
        update.Message!.Body.Value.ShouldBe("Please ring back <today>.");
        update.Message.ForPerson!.Value.Value.ShouldBe("Sam");
        update.Message.DeliveredBy.ShouldBe(["SMS"]);
        update.Verification.ShouldBe(WebhookVerification.Fetched);
    }

    [Fact]
    public async Task Read_Chat_TakesItsTimeByTheAccountsClock()
    {
        CallUpdate update = await OnlyAsync(Answering("[]", $"[{Chat}]"));

        // July in London is an hour ahead of Greenwich.
        update.StartedAt.ShouldBe(new DateTimeOffset(2024, 7, 10, 9, 15, 4, TimeSpan.FromHours(1)));
        update.Caller!.Company.ShouldBeNull();
        update.Transcript!.Select(turn => (turn.Speaker.Value, turn.Text.Value)).ShouldBe([("caller", "Are you open?"), ("handler", "Until five."), ("system", "chat ended")]);
        update.IntakeAnswers.ShouldHaveSingleItem().Value!.Value.Value.ShouldBe("900");
        update.Tags!["channel"].ShouldBe("chat");
        update.Tags["utM_Source"].ShouldBe("ads");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("<html>maintenance</html>")]
    public async Task Read_AnswerThatIsNoList_IsAnErrorAndMovesNothing(string body)
    {
        await using ServiceProvider services = Services(Answering(body, "[]"));

        (await Should.ThrowAsync<ProviderException>(() => AllAsync(services.GetServices<IPolledSource>().Single(), null))).Error.Failure.ShouldBe(ProviderFailure.InvalidResponse);
    }

    [Fact]
    public async Task Read_MessageWithoutId_IsKeptForAPersonAndNoRecord()
    {
        await using ServiceProvider services = Services(Answering("""[{"message":"no id, no date"}]""", "[]"));
        InboxMessage kept = (await AllAsync(services.GetServices<IPolledSource>().Single(), null)).ShouldHaveSingleItem().Messages.ShouldHaveSingleItem();

        Receiver(services).Read(kept.Request, kept.Check, kept.ReceivedAt).ShouldBeNull();
    }

    [Fact]
    public async Task Verify_PostedOverHttp_IsRefused()
    {
        await using ServiceProvider services = Services(Answering("[]", "[]"));

        Receiver(services).Verify(SignedRequest.Post(Message, "X-Any", "1"), Now).IsValid.ShouldBeFalse();
    }

    private static async Task<CallUpdate> OnlyAsync(StubAccount http)
    {
        await using ServiceProvider services = Services(http);
        InboxMessage message = (await AllAsync(services.GetServices<IPolledSource>().Single(), null)).ShouldHaveSingleItem().Messages.ShouldHaveSingleItem();
        return Receiver(services).Read(message.Request, message.Check, message.ReceivedAt)!.Updates.ShouldHaveSingleItem();
    }

    private static StubAccount Answering(string messages, string chats) =>
        new StubAccount().Answer(Token, """{"access_token":"t","expires_in":86400,"token_type":"Bearer"}""").Answer(Messages, messages).Answer(Chats, chats);

    private static IWebhookReceiver Receiver(ServiceProvider services) => services.GetRequiredKeyedService<IWebhookReceiver>("moneypenny/desk");

    private static ServiceProvider Services(StubAccount http, FakeTimeProvider? time = null) => http.Build((builder, network) =>
    {
        builder.Services.AddSingleton<TimeProvider>(time ?? new FakeTimeProvider(Now));
        builder.AddMoneypenny("desk", options => (options.UserName, options.Password) = ("owner", "secret"), network);
    });

    private static async Task<List<PolledBatch>> AllAsync(IPolledSource source, string? position)
    {
        List<PolledBatch> batches = [];
        await foreach (PolledBatch batch in source.ReadAsync(position))
        {
            batches.Add(batch);
        }

        return batches;
    }
}
