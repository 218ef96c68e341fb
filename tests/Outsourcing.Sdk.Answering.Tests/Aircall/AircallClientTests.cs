using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Outsourcing.Calls;
using Shouldly;

namespace Outsourcing.Answering.Tests.Aircall;

public sealed class AircallClientTests
{
    [Fact]
    public async Task Read_PageAfterPage_FollowsTheLinkAsBasicUser()
    {
        StubAccount http = new StubAccount()
            .Answer("GET /v1/calls", """{"meta":{"next_page_link":"https://api.aircall.io/v1/calls?order=asc&page=2"},"calls":[{"id":1,"status":"done","answered_at":1739537210,"started_at":1739537200,"ended_at":1739537270,"duration":70}]}""")
            .Answer("GET /v1/calls", """{"meta":{"next_page_link":null},"calls":[{"id":2,"status":"done","voicemail":"https://aircall.io/v.mp3","tags":[{"name":"vip"}],"comments":[{"content":"a"},{"content":"b"}]}]}""");
        await using ServiceProvider services = Services(http);

        List<CallUpdate> updates = [];
        await foreach (CallUpdate update in services.GetRequiredKeyedService<IAnsweringSource>("desk").ReadAsync(DateTimeOffset.FromUnixTimeSeconds(1_739_537_000)))
        {
            updates.Add(update);
        }

        http.Queries.ShouldBe(["?order=asc&per_page=50&from=1739537000", "?order=asc&page=2"]);
        http.Credentials[0].ShouldBe($"Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes("id:token"))}");

        // Aircall counts the ringing in its own duration.
        updates[0].Duration.ShouldBe(TimeSpan.FromSeconds(60));
        updates[0].AnsweredBy.ShouldBe(AnsweredBy.Human);
        updates[1].AnsweredBy.ShouldBe(AnsweredBy.Voicemail);
        updates[1].Disposition!.Kind.ShouldBe(DispositionKind.VoicemailLeft);
        updates[1].Message!.Body.Value.ShouldBe("a\nb");
        updates[1].Tags!["vip"].ShouldBe("tag");
    }

    [Fact]
    public async Task Read_LinkToAnotherHost_GetsNoCredentials()
    {
        StubAccount http = new StubAccount().Answer("GET /v1/calls", """{"meta":{"next_page_link":"https://evil.example/v1/calls"},"calls":[]}""");
        await using ServiceProvider services = Services(http);

        await Should.ThrowAsync<Exception>(async () =>
        {
            await foreach (CallUpdate _ in services.GetRequiredKeyedService<IAnsweringSource>("desk").ReadAsync(default))
            {
            }
        });

        http.Sent.Count.ShouldBe(1);
    }

    private static ServiceProvider Services(StubAccount http) =>
        http.Build((builder, network) => builder.AddAircall("desk", options => (options.ApiId, options.ApiToken, options.WebhookToken) = ("id", "token", "W"), network));
}
