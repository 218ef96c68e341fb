using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Outsourcing.Calls;
using Outsourcing.Http;
using Shouldly;

namespace Outsourcing.Answering.Tests.CallRail;

public sealed class CallRailClientTests
{
    [Fact]
    public async Task Read_PageAfterPage_AsksForTheFieldsThatAreNotToldOtherwise()
    {
        StubAccount http = new StubAccount()
            .Answer("GET /v3/a/ACC1/calls.json", """{"page":1,"total_pages":2,"calls":[{"id":"CAL1","answered":true,"duration":"65","start_time":"2025-02-14T07:46:40-05:00","lead_status":"good_lead","sentiment":"Positive","call_summary":"A lead.","conversational_transcript":[{"speaker":"Agent","phrase":"Hello","start":1.5}]}]}""")
            .Answer("GET /v3/a/ACC1/calls.json", """{"page":2,"total_pages":2,"calls":[{"id":"CAL2","voicemail":true,"answered":false,"transcription":"Hi"}]}""");
        await using ServiceProvider services = Services(http);

        List<CallUpdate> updates = [];
        await foreach (CallUpdate update in services.GetRequiredKeyedService<IAnsweringSource>("log").ReadAsync(new DateTimeOffset(2025, 2, 14, 0, 0, 0, TimeSpan.FromHours(-5))))
        {
            updates.Add(update);
        }

        const string Fields = "&fields=agent_email,call_summary,conversational_transcript,lead_status,note,sentiment,source_name,spam,transcription";
        http.Queries.ShouldBe(
        [
            $"?page=1&per_page=250&sort=start_time&order=asc&start_date=2025-02-14T00:00:00-05:00{Fields}",
            $"?page=2&per_page=250&sort=start_time&order=asc&start_date=2025-02-14T00:00:00-05:00{Fields}",
        ]);
        http.Credentials[0].ShouldBe("Authorization: Token token=\"K\"");
        updates[0].Duration.ShouldBe(TimeSpan.FromSeconds(65));
        updates[0].Intent.ShouldBe(new CallerIntent { Kind = CallerIntentKind.NewLead, Label = "good_lead" });
        updates[0].Transcript.ShouldHaveSingleItem().At.ShouldBe(TimeSpan.FromSeconds(1.5));
        updates[1].Disposition!.Kind.ShouldBe(DispositionKind.VoicemailLeft);
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.InternalServerError)]
    public async Task Post_ThroughTheAccountsChannel_IsNeverSentTwice(HttpStatusCode status)
    {
        // The client itself writes nothing; whoever builds on its channel places calls, and a second would ring a second time.
        StubAccount http = new StubAccount().Answer("POST /v3/a/ACC1/calls.json", "{}", (int)status);
        await using ServiceProvider services = Services(http);
        ProviderChannel channel = services.GetRequiredKeyedService<ProviderChannel>("callrail/log");

        await Should.ThrowAsync<OutsourcingException>(() => channel.SendAsync(ProviderRequest.Post("calls.create", "/a/ACC1/calls.json")));

        http.Sent.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Client_WhateverItIsAsked_OnlyReads()
    {
        StubAccount http = new();
        await using ServiceProvider services = Services(http);
        CallRailClient client = services.GetRequiredKeyedService<CallRailClient>("log");

        await client.GetCallAsync("CAL1");
        await client.FetchAsync(new CallId("callrail", "log", "CAL1"));
        await Should.ThrowAsync<ProviderException>(async () => await client.ListCalls().GetAsyncEnumerator().MoveNextAsync());
        await Should.ThrowAsync<ProviderException>(async () => await client.ReadAsync(default).GetAsyncEnumerator().MoveNextAsync());

        http.Sent.Count.ShouldBe(4);
        http.Sent.ShouldAllBe(sent => sent.Request.StartsWith("GET ", StringComparison.Ordinal));
        typeof(CallRailClient).GetMethods().Where(method => method.DeclaringType == typeof(CallRailClient) && !method.IsSpecialName).Select(method => method.Name)
            .ShouldBe([nameof(CallRailClient.GetCallAsync), nameof(CallRailClient.ListCalls), nameof(CallRailClient.FetchAsync), nameof(CallRailClient.ReadAsync)], ignoreOrder: true);
    }

    private static ServiceProvider Services(StubAccount http) =>
        http.Build((builder, network) => builder.AddCallRail("log", options => (options.ApiKey, options.AccountId, options.SigningKey) = ("K", "ACC1", "S"), network));
}
