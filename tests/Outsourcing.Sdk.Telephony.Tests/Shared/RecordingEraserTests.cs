using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Outsourcing.Calls;
using Outsourcing.Http;
using Outsourcing.Storage;
using Shouldly;

namespace Outsourcing.Telephony.Tests;

/// <summary>Every account deletes the recordings of erased calls; what is gone already is a success.</summary>
public sealed class RecordingEraserTests
{
    public static TheoryData<string, string[]> Requests => new()
    {
        { "twilio", ["/2010-04-01/Accounts/AC1/Recordings/RE1.json"] },
        { "telnyx", ["/v2/recordings/RE1"] },
        { "vonage", ["/v3/media/file-1"] },
        { "plivo", ["/v1/Account/MA1/Recording/RE1/"] },
        { "bandwidth", ["/api/v2/accounts/99/calls/C1/recordings/RE1"] },
        { "signalwire", ["/api/laml/2010-04-01/Accounts/P1/Recordings/RE1"] },
        { "jambonz", ["/Accounts/J1/RecentCalls/C1/record/2026/02/28/mp3", "/Accounts/J1/RecentCalls/C1/record/2026/03/01/mp3", "/Accounts/J1/RecentCalls/C1/record/2026/03/02/mp3"] },
    };

    [Theory, MemberData(nameof(Requests))]
    public async Task Erase_DeletesTheRecording_AndOneThatIsGoneIsASuccess(string provider, string[] paths)
    {
        RecordedHttp http = new();
        foreach (int status in paths.Select(_ => 204).Concat(paths.Select(_ => 404)))
        {
            http.Answer(status);
        }

        await using ServiceProvider services = Services(http);
        IRecordingEraser eraser = services.GetServices<IRecordingEraser>().Single(one => one.Provider == provider);

        await eraser.EraseAsync(Recording(provider));
        await eraser.EraseAsync(Recording(provider));

        eraser.EveryCall.ShouldBe(provider == "jambonz");
        http.Sent.Select(sent => sent.Line.Split(' ')[0]).ShouldAllBe(method => method == "DELETE");
        http.Sent.Select(sent => new Uri(sent.Line.Split(' ')[1]).AbsolutePath).ShouldBe([.. paths, .. paths]);
    }

    [Theory]
    [InlineData("twilio"), InlineData("telnyx"), InlineData("plivo"), InlineData("bandwidth"), InlineData("signalwire"), InlineData("vonage"), InlineData("jambonz")]
    public async Task Erase_RefusedOrWithoutWhatItTakes_IsNoSuccess(string provider)
    {
        RecordedHttp http = new RecordedHttp().Answer(503);
        await using ServiceProvider services = Services(http);
        IRecordingEraser eraser = services.GetServices<IRecordingEraser>().Single(one => one.Provider == provider);

        await Should.ThrowAsync<ProviderException>(() => eraser.EraseAsync(Recording(provider)));
        (await Should.ThrowAsync<PermanentWorkException>(() => eraser.EraseAsync(new RecordingErasure { Call = new CallId(provider, "north", "C1") }))).Message.ShouldContain("by hand");
    }

    private static RecordingErasure Recording(string provider) => new()
    {
        Call = new CallId(provider, "north", "C1"),
        Recording = "RE1",
        File = "file-1",
        StartedAt = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero),
    };

    private static ServiceProvider Services(RecordedHttp http) => http.Build((builder, edge) =>
    {
        using RSA rsa = RSA.Create(2048);
        string key = rsa.ExportPkcs8PrivateKeyPem();
        builder
            .AddTwilio("north", options => (options.AccountSid, options.AuthToken) = ("AC1", "t"), edge)
            .AddTelnyx("north", options => (options.ApiKey, options.PublicKey, options.ConnectionId) = ("k", Convert.ToBase64String(new byte[32]), "1"), edge)
            .AddVonage("north", options => (options.SignatureSecret, options.ApiKey, options.ApiSecret, options.ApplicationId, options.PrivateKey) = ("s", "v", "w", "A1", key), edge)
            .AddPlivo("north", options => (options.AuthId, options.AuthToken) = ("MA1", "t"), edge)
            .AddBandwidth("north", options => (options.AccountId, options.UserName, options.Password, options.VoiceApplicationId, options.MessagingApplicationId, options.SiteId, options.CallbackUserName, options.CallbackPassword) = ("99", "u", "p", "V", "M", "1", "c", "d"), edge)
            .AddSignalWire("north", options => (options.Space, options.ProjectId, options.ApiToken, options.SigningKey) = ("space", "P1", "t", "k"), edge)
            .AddJambonz("north", options => (options.AccountSid, options.ApiKey, options.ApplicationSid, options.WebhookSecret, options.BaseAddress) = ("J1", "k", "A", "w", new Uri("https://jambonz.example")), edge);
    });
}
