using Microsoft.Extensions.DependencyInjection;
using Outsourcing.Calls;
using Outsourcing.Http;
using Outsourcing.Storage;
using Shouldly;

namespace Outsourcing.Answering.Tests;

/// <summary>Services that can delete a call's recording do so for erased calls; what is gone already is a success.</summary>
public sealed class RecordingEraserTests
{
    public static TheoryData<string, string[]> Requests => new()
    {
        { "retell", ["DELETE /v2/delete-call/C1"] },
        { "elevenlabs", ["DELETE /v1/convai/conversations/C1"] },
        { "vapi", ["DELETE /call/C1"] },
        { "aircall", ["DELETE /v1/calls/C1/recording", "DELETE /v1/calls/C1/voicemail"] },
    };

    [Theory, MemberData(nameof(Requests))]
    public async Task Erase_DeletesTheCallOrItsRecordings_AndWhatIsGoneIsASuccess(string provider, string[] requests)
    {
        StubAccount http = new();
        foreach (string request in requests)
        {
            http.Answer(request, "{}").Answer(request, "{}", 404).Answer(request, "{}", 503);
        }

        await using ServiceProvider services = Services(http);
        IRecordingEraser eraser = services.GetServices<IRecordingEraser>().Single(one => one.Provider == provider);
        RecordingErasure recording = new() { Call = new CallId(provider, "desk", "C1") };

        await eraser.EraseAsync(recording);
        await eraser.EraseAsync(recording);
        http.Sent.Select(sent => sent.Request).ShouldBe([.. requests, .. requests]);
        await Should.ThrowAsync<ProviderException>(() => eraser.EraseAsync(recording));

        eraser.EveryCall.ShouldBe(provider != "aircall");
    }

    [Fact]
    public async Task Erase_OfARetellCallThatIsRefused_IsASuccessOnlyWhenTheCallIsNotThere()
    {
        StubAccount http = new StubAccount().Answer("DELETE /v2/delete-call/C1", "{}", 422)
            .Answer("GET /v2/get-call/C1", """{"call_id":"C1","call_status":"ended"}""").Answer("GET /v2/get-call/C1", "{}", 404);
        await using ServiceProvider services = Services(http);
        IRecordingEraser eraser = services.GetServices<IRecordingEraser>().Single(one => one.Provider == "retell");
        RecordingErasure recording = new() { Call = new CallId("retell", "desk", "C1") };

        await Should.ThrowAsync<ProviderException>(() => eraser.EraseAsync(recording));
        await eraser.EraseAsync(recording);
    }

    private static ServiceProvider Services(StubAccount http) => http.Build((builder, edge) => builder
        .AddRetell("desk", options => (options.ApiKey, options.WebhookApiKey, options.Http.Retries) = ("k", "w", 0), edge)
        .AddElevenLabs("desk", options => (options.ApiKey, options.WebhookSecret, options.Http.Retries) = ("k", "w", 0), edge)
        .AddVapi("desk", options => (options.ApiKey, options.WebhookSecret, options.Http.Retries) = ("k", "w", 0), edge)
        .AddAircall("desk", options => (options.ApiId, options.ApiToken, options.WebhookToken, options.Http.Retries) = ("i", "k", "w", 0), edge));
}
