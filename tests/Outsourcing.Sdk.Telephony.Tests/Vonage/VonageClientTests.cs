using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Outsourcing.Calls;
using Outsourcing.Http;
using Outsourcing.Telephony.Tests.Shared;
using Shouldly;

namespace Outsourcing.Telephony.Tests.Vonage;

public sealed class VonageClientTests : IAsyncDisposable
{
    private static readonly PhoneNumber Business = PhoneNumber.Parse("+12125550100");
    private static readonly PhoneNumber Partner = PhoneNumber.Parse("+14155550123");
    private static readonly RSA Key = RSA.Create(2048);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero));
    private readonly WireStub _wire = new();
    private readonly ServiceProvider _services;

    public VonageClientTests() => _services = Build(_ => { });

    private VonageClient Client => _services.GetRequiredKeyedService<VonageClient>("north");

    private ITelephony Telephony => _services.GetRequiredKeyedService<ITelephony>("north");

    public async ValueTask DisposeAsync() => await _services.DisposeAsync();

    [Fact]
    public async Task Token_IsSignedByTheKey_KeptAndRenewedBeforeItEnds()
    {
        _wire.Answer(Call()).Answer(Call()).Answer(Call()).Answer(Call());
        await Client.GetCallAsync("a");
        _time.Advance(TimeSpan.FromMinutes(13));
        await Client.GetCallAsync("a");
        _time.Advance(TimeSpan.FromMinutes(1));
        await Client.GetCallAsync("a");
        _time.AdjustTime(_time.GetUtcNow() - TimeSpan.FromHours(1));
        await Client.GetCallAsync("a");

        string[] tokens = [.. _wire.Sent.Select(sent => sent.Authorization!["Bearer ".Length..])];
        tokens[1].ShouldBe(tokens[0]);
        tokens[2].ShouldNotBe(tokens[1]);
        tokens[3].ShouldNotBe(tokens[2]);
        string[] parts = tokens[0].Split('.');
        Key.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).ShouldBeTrue();
        JsonElement claims = JsonElement.Parse(Base64Url.DecodeFromChars(parts[1]));
        claims.GetProperty("application_id").GetString().ShouldBe("app-1");
        (claims.GetProperty("exp").GetInt64() - claims.GetProperty("iat").GetInt64()).ShouldBe(900);
        claims.GetProperty("jti").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task PlaceCall_Flow_IsSentAsNcco()
    {
        _wire.Answer("""{"uuid":"u-1","status":"started","direction":"outbound","conversation_uuid":"CON-1"}""", 201);

        CallUpdate placed = await Telephony.PlaceCallAsync(Business, Partner, CallFlow.Of(new SayStep("Hello")));

        _wire.Last.Method.ShouldBe("POST");
        _wire.Last.Address.AbsoluteUri.ShouldBe("https://api.nexmo.com/v1/calls");
        _wire.Last.Body.ShouldBe("""{"to":[{"type":"phone","number":"14155550123"}],"from":{"type":"phone","number":"12125550100"},"ncco":[{"action":"talk","text":"Hello"}]}""");
        placed.Call.ShouldBe(new CallId("vonage", "north", "u-1"));
        placed.Status.ShouldBe(CallStatus.Queued);
        placed.Dialled.ShouldBe(Business);
        placed.Caller!.Number.ShouldBe(Partner);
    }

    [Fact]
    public async Task PlaceCall_ServerFails_IsSentOnceAndUnknown()
    {
        _wire.Answer("", 500);

        await Should.ThrowAsync<ProviderOutcomeUnknownException>(() => Telephony.PlaceCallAsync(Business, Partner, CallFlow.Of(new SayStep("Hello"))));

        _wire.Sent.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("../../x?y=1", "https://api.nexmo.com/v1/calls/..%2F..%2Fx%3Fy%3D1")]
    [InlineData("a/talk#b", "https://api.nexmo.com/v1/calls/a%2Ftalk%23b")]
    public async Task GetCall_IdThatIsAPath_StaysOneSegment(string id, string address)
    {
        _wire.Answer(Call());

        await Client.GetCallAsync(id);

        _wire.Last.Address.AbsoluteUri.ShouldBe(address);
    }

    [Fact]
    public async Task ListCalls_LimitAndSecondEnumeration_HoldAcrossPages()
    {
        Listing<VonageCall> calls = Client.ListCalls(new VonageCallFilter { PageSize = 3, Limit = 5 });
        for (int run = 0; run < 2; run++)
        {
            _wire.Answer(Page(0, 3, 10)).Answer(Page(3, 3, 10));
            List<string> ids = [];
            await foreach (VonageCall call in calls)
            {
                ids.Add(call.Uuid);
            }

            ids.ShouldBe(["u0", "u1", "u2", "u3", "u4"]);
        }

        _wire.Sent.Count.ShouldBe(4);
        _wire.Sent[1].Address.Query.ShouldBe("?page_size=3&order=asc&record_index=3");
    }

    [Fact]
    public async Task Reconcile_CallIsListed_TookEffect()
    {
        _wire.Answer("""{"count":1,"record_index":0,"_embedded":{"calls":[{"uuid":"u-1","status":"completed","direction":"outbound","from":{"type":"phone","number":"12125550100"},"to":{"type":"phone","number":"14155550123"},"price":"0.02","duration":"60","start_time":"2026-03-02 12:00:00","end_time":"2026-03-02T12:01:00.000Z"}]}}""");

        Reconciled<CallUpdate> found = await Telephony.ReconcileCallAsync(Business, Partner, new WriteAttempt(_time.GetUtcNow(), _time.GetUtcNow()));

        found.Outcome.ShouldBe(ReconciledOutcome.TookEffect);
        CallUpdate call = found.Candidates[0];
        call.StartedAt.ShouldBe(new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero));
        call.Duration.ShouldBe(TimeSpan.FromMinutes(1));
        call.Charge!.Unit.ShouldBe("EUR");
        _wire.Last.Address.Query.ShouldStartWith("?date_start=2026-03-02T11%3A59%3A00Z&date_end=2026-03-02T12%3A05%3A00Z");
    }

    [Fact]
    public async Task Numbers_SignInByKey_AtTheirOwnHost()
    {
        _wire.Answer("""{"error-code":"200","error-code-label":"success"}""");

        await Client.ForwardNumberAsync("US", Business, Partner);

        _wire.Last.Address.AbsoluteUri.ShouldBe("https://rest.nexmo.com/number/update");
        _wire.Last.Authorization.ShouldBe("Basic " + Convert.ToBase64String("abcd1234:shh"u8));
        _wire.Last.ContentType.ShouldBe("application/x-www-form-urlencoded");
        _wire.Last.Body.ShouldBe("country=US&msisdn=12125550100&voiceCallbackType=tel&voiceCallbackValue=14155550123");
    }

    [Fact]
    public async Task BuyNumber_RefusedWithStatus200_Throws()
    {
        _wire.Answer("""{"error-code":"420","error-code-label":"already owned"}""");

        ProviderException refused = await Should.ThrowAsync<ProviderException>(() => Client.BuyNumberAsync("US", Business));

        refused.Failure.ShouldBe(ProviderFailure.Refused);
        refused.Code.ShouldBe("420");
    }

    [Fact]
    public async Task SearchNumbers_SeveralPages_EndAtTheLimit()
    {
        _wire.Answer("""{"count":150,"numbers":[{"country":"US","msisdn":"12125550101"},{"country":"US","msisdn":"12125559999"}]}""").Answer("""{"count":150,"numbers":[{"country":"US","msisdn":"12125550102"}]}""");
        List<string> found = [];
        await foreach (VonageAvailableNumber number in Client.SearchNumbers(new NumberSearch { Country = "US", AreaCode = "212", Contains = "5501" }))
        {
            found.Add(number.Msisdn);
        }

        found.ShouldBe(["12125550101", "12125550102"]);
        _wire.Sent[0].Address.Query.ShouldBe("?country=US&features=VOICE&pattern=1212&search_pattern=0&size=100");
        _wire.Sent[1].Address.Query.ShouldEndWith("&index=2");
    }

    [Theory]
    [InlineData("1", ProviderFailure.RateLimited)]
    [InlineData("4", ProviderFailure.Unauthorized)]
    [InlineData("15", ProviderFailure.Refused)]
    public async Task SendText_RefusedWithStatus200_Throws(string code, ProviderFailure failure)
    {
        _wire.Answer($$"""{"message-count":"1","messages":[{"status":"{{code}}","error-text":"no"}]}""");

        ProviderException refused = await Should.ThrowAsync<ProviderException>(() => Telephony.SendTextAsync(Business, Partner, "Hello"));

        refused.Failure.ShouldBe(failure);
        _wire.Last.Authorization.ShouldBeNull();
        _wire.Last.Body.ShouldBe("api_key=abcd1234&api_secret=shh&from=12125550100&to=14155550123&text=Hello");
    }

    [Fact]
    public async Task Refusal_ProblemDetails_AreMapped()
    {
        _wire.Answer("""{"type":"https://developer.nexmo.com/api-errors","title":"Bad Request","detail":"to is wrong","instance":"r-1"}""", 400);

        ProviderException refused = await Should.ThrowAsync<ProviderException>(() => Client.HangUpAsync("u-1"));

        refused.RequestId.ShouldBe("r-1");
        refused.ProviderMessage!.Value.Value.ShouldBe("to is wrong");
        _wire.Last.Body.ShouldBe("""{"action":"hangup"}""");
    }

    [Theory]
    [InlineData("https://evilnexmo.com/v1/files/a")]
    [InlineData("http://api.nexmo.com/v1/files/a")]
    public async Task DownloadRecording_ForeignAddress_IsNotAsked(string location)
    {
        (await Should.ThrowAsync<ProviderException>(() => Client.DownloadRecordingAsync(new Uri(location)))).Code.ShouldBe("host-not-allowed");
        _wire.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task DownloadRecording_OfVonage_StreamsWithTheTokenOfCalls()
    {
        _wire.Answer("ID3-sound");

        await using ProviderDownload download = await Client.DownloadRecordingAsync(new Uri("https://api.nexmo.com/v1/files/a-1"));
        using StreamReader reader = new(download.Content);

        (await reader.ReadToEndAsync()).ShouldBe("ID3-sound");
        _wire.Last.Address.AbsoluteUri.ShouldBe("https://api.nexmo.com/v1/files/a-1");
        _wire.Last.Authorization.ShouldStartWith("Bearer ");
    }

    [Fact]
    public async Task DownloadRecording_ById_StaysOneSegment()
    {
        _wire.Answer("ID3");

        await using ProviderDownload download = await Client.DownloadRecordingAsync("../x?y=1");

        _wire.Last.Address.AbsoluteUri.ShouldBe("https://api.nexmo.com/v1/files/..%2Fx%3Fy%3D1");
    }

    [Fact]
    public async Task DeleteRecording_NamesTheMedia_AndIsSentOnce()
    {
        _wire.Answer("", 204).Answer("", 500);

        await Client.DeleteRecordingAsync("a-1");
        await Should.ThrowAsync<ProviderOutcomeUnknownException>(() => Client.DeleteRecordingAsync("a-1"));

        _wire.Sent.Count.ShouldBe(2);
        _wire.Sent[0].Method.ShouldBe("DELETE");
        _wire.Sent[0].Address.AbsoluteUri.ShouldBe("https://api.nexmo.com/v3/media/a-1");
    }

    [Fact]
    public async Task GetTranscription_IsPersonal_AndAForeignAddressIsNotAsked()
    {
        _wire.Answer("""{"request_id":"t","channels":[{"transcript":[{"sentence":"Call me back.","timestamp":10,"duration":900}]}]}""");

        VonageTranscription transcript = (await Client.GetTranscriptionAsync(new Uri("https://api.nexmo.com/v1/files/t-1")))!;

        transcript.Channels.ShouldHaveSingleItem().Transcript.ShouldHaveSingleItem().Sentence!.Value.Value.ShouldBe("Call me back.");
        transcript.Channels[0].Transcript[0].ToString().ShouldNotContain("Call me back.");
        (await Should.ThrowAsync<ProviderException>(() => Client.GetTranscriptionAsync(new Uri("https://evilnexmo.com/v1/files/t-1")))).Code.ShouldBe("foreign-link");
        _wire.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task LookUp_IsReadByDigits_AndARefusalWithStatus200Throws()
    {
        _wire.Answer("""{"status":0,"status_message":"Success","request_id":"l"}""").Answer("""{"status":3,"status_message":"Invalid number","request_id":"l-2"}""").Answer("""{"status":1,"status_message":"Busy"}""");

        await Client.LookUpAsync(Partner);
        ProviderException refused = await Should.ThrowAsync<ProviderException>(() => Client.LookUpAsync(Partner));
        ProviderException throttled = await Should.ThrowAsync<ProviderException>(() => Client.LookUpAsync(Partner));

        _wire.Sent[0].Address.AbsoluteUri.ShouldBe("https://api.nexmo.com/ni/basic/json?number=14155550123");
        _wire.Sent[0].Authorization.ShouldStartWith("Basic ");
        refused.Code.ShouldBe("3");
        refused.RequestId.ShouldBe("l-2");
        throttled.Failure.ShouldBe(ProviderFailure.RateLimited);
    }

    [Fact]
    public async Task GetVoicePrice_IsReadByNetwork()
    {
        _wire.Answer("""{"countryCode":"US","currency":"EUR","defaultPrice":"0.01270000","networks":[{"type":"landline","networkName":"US Fixed","price":"0.01230000"}]}""");

        VonageVoicePrice price = await Client.GetVoicePriceAsync("US");

        price.DefaultPrice.ShouldBe(0.0127m);
        price.Networks.ShouldHaveSingleItem().Price.ShouldBe(0.0123m);
        _wire.Last.Address.AbsoluteUri.ShouldBe("https://rest.nexmo.com/account/get-pricing/outbound/voice?country=US");
    }

    [Fact]
    public async Task Telephony_ForwardNumber_IsTheProvidersSetting()
    {
        _wire.Answer("""{"error-code":"200","error-code-label":"success"}""");
        OwnedNumber number = new() { Id = "US-12125550100", Number = Business };

        await _services.GetRequiredKeyedService<ITelephony>("north").ForwardNumberAsync(number, Partner);

        _wire.Last.Address.AbsoluteUri.ShouldBe("https://rest.nexmo.com/number/update");
        _wire.Last.Body.ShouldBe("country=US&msisdn=12125550100&voiceCallbackType=tel&voiceCallbackValue=14155550123");
    }

    [Fact]
    public async Task ListUsage_Cursor_LeadsToTheNextPage()
    {
        _wire.Answer("""{"_links":{"next":{"href":"https://api.nexmo.com/x"}},"cursor":"c/1","iv":"i-1","records":[{"call_id":"a","total_price":"0.1"}]}""").Answer("""{"records":[{"call_id":"b"}]}""");
        List<string?> ids = [];
        await foreach (VonageRecord record in Client.ListUsage("VOICE-CALL", _time.GetUtcNow(), _time.GetUtcNow().AddHours(24)))
        {
            ids.Add(record.CallId);
        }

        ids.ShouldBe(["a", "b"]);
        _wire.Sent[1].Address.Query.ShouldEndWith("&cursor=c%2F1&iv=i-1");
        Should.Throw<ArgumentException>(() => Client.ListUsage("SMS", _time.GetUtcNow(), _time.GetUtcNow().AddHours(25)));
    }

    [Fact]
    public void Options_KeyThatIsNone_IsRefusedWithoutShowingIt()
    {
        using ServiceProvider services = Build(options => options.PrivateKey = "planted-secret-7431");

        OptionsValidationException refused = Should.Throw<OptionsValidationException>(() => services.GetRequiredKeyedService<VonageClient>("north"));

        refused.Message.ShouldContain("PrivateKey");
        refused.Message.ShouldNotContain("planted-secret-7431");
    }

    private static string Call() => """{"uuid":"a","status":"answered"}""";

    private static string Page(int from, int count, int total)
    {
        string calls = string.Join(',', Enumerable.Range(from, count).Select(index => $$"""{"uuid":"u{{index}}"}"""));
        return $$$$"""{"count":{{{{total}}}},"record_index":{{{{from}}}},"_embedded":{"calls":[{{{{calls}}}}]}}""";
    }

    private ServiceProvider Build(Action<VonageOptions> change)
    {
        ServiceCollection services = new();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(_time);
        services.AddOutsourcing().AddVonage(
            "north",
            options =>
            {
                options.SignatureSecret = "signature";
                options.ApiKey = "abcd1234";
                options.ApiSecret = "shh";
                options.ApplicationId = "app-1";
                options.PrivateKey = Key.ExportPkcs8PrivateKeyPem();
                change(options);
            },
            http => http.ConfigurePrimaryHttpMessageHandler(() => _wire));
        return services.BuildServiceProvider();
    }
}
