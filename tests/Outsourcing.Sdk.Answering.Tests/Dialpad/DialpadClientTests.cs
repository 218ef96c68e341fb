using Microsoft.Extensions.DependencyInjection;
using Outsourcing.Calls;
using Shouldly;

namespace Outsourcing.Answering.Tests.Dialpad;

public sealed class DialpadClientTests
{
    [Fact]
    public async Task Read_PageAfterPage_GoesOnAtTheCursor()
    {
        StubAccount http = new StubAccount()
            .Answer("GET /api/v2/call", """{"cursor":"n","items":[{"call_id":1,"state":"hangup","date_connected":1739537210000,"date_ended":1739537270000}]}""")
            .Answer("GET /api/v2/call", """{"items":[{"call_id":"2","state":"missed"}]}""");
        await using ServiceProvider services = Services(http);

        List<CallUpdate> updates = [];
        await foreach (CallUpdate update in services.GetRequiredKeyedService<IAnsweringSource>("desk").ReadAsync(DateTimeOffset.FromUnixTimeMilliseconds(1_739_537_000_000)))
        {
            updates.Add(update);
        }

        updates.Select(update => (update.Call.ProviderCallId, update.Status)).ShouldBe([("1", CallStatus.Completed), ("2", CallStatus.NoAnswer)]);
        http.Queries.ShouldBe(["?started_after=1739537000000", "?cursor=n&started_after=1739537000000"]);
        http.Credentials[0].ShouldBe("Authorization: Bearer K");
    }

    [Fact]
    public async Task WebhookAndSubscription_AreWrittenWithTheirIdsAsNumbers()
    {
        StubAccount http = new StubAccount().Answer("POST /api/v2/webhooks", """{"id":5001}""").Answer("POST /api/v2/subscriptions/call", """{"id":"9"}""");
        await using ServiceProvider services = Services(http);
        DialpadClient client = services.GetRequiredKeyedService<DialpadClient>("desk");

        string webhook = await client.CreateWebhookAsync(new Uri("https://crm.example/hooks/dialpad/desk"), "SECRET");
        string subscription = await client.SubscribeAsync(webhook, "124", ["hangup"]);

        (webhook, subscription).ShouldBe(("5001", "9"));
        http.Sent.Select(sent => sent.Body).ShouldBe(
        [
            """{"hook_url":"https://crm.example/hooks/dialpad/desk","secret":"SECRET"}""",
            """{"endpoint_id":5001,"call_states":["hangup"],"enabled":true,"target_id":124,"target_type":"callcenter"}""",
        ]);
        (await Should.ThrowAsync<ArgumentException>(() => client.SubscribeAsync("not a number"))).Message.ShouldContain("whole numbers");
        http.Sent.Count.ShouldBe(2);
    }

    [Fact]
    public async Task GetTranscript_WhoSpokeAndWhen()
    {
        DateTimeOffset start = new(2025, 2, 14, 12, 46, 40, TimeSpan.Zero);
        StubAccount http = new StubAccount().Answer("GET /api/v2/transcripts/42", """{"lines":[{"type":"transcript","user_id":"1","content":"Hello","time":"2025-02-14T12:46:42Z"},{"type":"transcript","contact_id":"2","content":"Hi","time":"2025-02-14T12:46:45Z"},{"type":"moment","content":"price"}]}""");
        await using ServiceProvider services = Services(http);

        IReadOnlyList<TranscriptTurn>? turns = await services.GetRequiredKeyedService<DialpadClient>("desk").GetTranscriptAsync("42", start);

        turns!.Select(turn => (turn.Speaker, turn.Text.Value, turn.At)).ShouldBe([(Speaker.Handler, "Hello", TimeSpan.FromSeconds(2)), (Speaker.Caller, "Hi", TimeSpan.FromSeconds(5))]);
        (await services.GetRequiredKeyedService<DialpadClient>("desk").GetTranscriptAsync("43")).ShouldBeNull();
    }

    private static ServiceProvider Services(StubAccount http) => http.Build((builder, network) => builder.AddDialpad("desk", options => (options.ApiKey, options.WebhookSecret) = ("K", "S"), network));
}
