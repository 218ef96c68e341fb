using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Outsourcing.Calls;
using Outsourcing.Webhooks;
using Shouldly;

namespace Outsourcing.Answering.Tests.Webhooks;

/// <summary>Each scheme as the options of an account set it up, while one secret replaces another.</summary>
public sealed class ConfiguredSignaturesTests
{
    private const string Body = """{"event":"x","token":"new","call":{"id":"1"}}""";

    private static readonly DateTimeOffset Now = new(2026, 3, 9, 14, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, WebhookVerification> Schemes { get; } = new()
    {
        { "retell", WebhookVerification.BodyWithTimestamp },
        { "elevenlabs", WebhookVerification.BodyWithTimestamp },
        { "vapi", WebhookVerification.HeaderSecret },
        { "dialpad", WebhookVerification.Jwt },
        { "aircall", WebhookVerification.SharedToken },
        { "callrail", WebhookVerification.BodyNoTimestamp },
    };

    [Theory, MemberData(nameof(Schemes))]
    public void Verify_SecretsOfTheOptions_NewAndPreviousAreTakenAndNoOther(string provider, WebhookVerification level)
    {
        using ServiceProvider rotating = Services("new", "old");
        using ServiceProvider rotated = Services("new", null);
        WebhookCheck Check(ServiceProvider services, string secret) => services.GetRequiredKeyedService<IWebhookReceiver>($"{provider}/desk").Verify(Sign(provider, secret), Now);

        Check(rotating, "new").Verification.ShouldBe(level);
        Check(rotating, "new").IsValid.ShouldBeTrue();
        Check(rotating, "old").IsValid.ShouldBeTrue();
        Check(rotated, "old").Refusal.ShouldBe(WebhookRefusal.WrongSignature);
        Check(rotating, "older").Refusal.ShouldBe(WebhookRefusal.WrongSignature);
        Check(rotating, "").IsValid.ShouldBeFalse();
    }

    [Fact]
    public void Retell_WithoutAWebhookKey_TheApiKeySigns()
    {
        ServiceCollection services = new();
        services.AddLogging();
        services.AddOutsourcing().AddRetell("desk", options => options.ApiKey = "api");
        using ServiceProvider provider = services.BuildServiceProvider();
        IWebhookReceiver receiver = provider.GetRequiredKeyedService<IWebhookReceiver>("retell/desk");

        receiver.Verify(SignedRequest.Retell(Body, "api", Now), Now).IsValid.ShouldBeTrue();
        receiver.Verify(SignedRequest.Retell(Body, "", Now), Now).IsValid.ShouldBeFalse();
    }

    [Fact]
    public void Vapi_CredentialChosenInTheOptions_IsTheOneThatCounts()
    {
        ServiceCollection services = new();
        services.AddLogging();
        IOutsourcingBuilder builder = services.AddOutsourcing();
        builder.AddVapi("bearer", options => Choose(options, VapiVerification.Bearer("t")));
        builder.AddVapi("header", options => Choose(options, VapiVerification.Header("X-Mine", "Key ", ["k"])));
        builder.AddVapi("custom", options => Choose(options, VapiVerification.Custom((request, _) => request.Header("X-Client-Cert") == "ours" ? WebhookCheck.Valid(WebhookVerification.Asymmetric) : WebhookCheck.Refused(WebhookRefusal.MissingSignature))));
        using ServiceProvider provider = services.BuildServiceProvider();
        WebhookCheck Check(string account, string header, string value) => provider.GetRequiredKeyedService<IWebhookReceiver>($"vapi/{account}").Verify(SignedRequest.Post(Body, header, value), Now);

        Check("bearer", "Authorization", "Bearer t").Verification.ShouldBe(WebhookVerification.HeaderSecret);
        Check("bearer", "X-Vapi-Secret", "t").Refusal.ShouldBe(WebhookRefusal.MissingSignature);
        Check("header", "X-Mine", "Key k").IsValid.ShouldBeTrue();
        Check("header", "X-Mine", "k").Refusal.ShouldBe(WebhookRefusal.WrongSignature);
        Check("custom", "X-Client-Cert", "ours").Verification.ShouldBe(WebhookVerification.Asymmetric);
        Check("custom", "X-Client-Cert", "theirs").IsValid.ShouldBeFalse();

        static void Choose(VapiOptions options, VapiVerification verification)
        {
            options.ApiKey = "K";
            options.VerifyBy(verification);
        }
    }

    private static ServiceProvider Services(string secret, string? previous)
    {
        ServiceCollection services = new();
        services.AddLogging();
        services.AddOutsourcing()
            .AddRetell("desk", options => (options.ApiKey, options.WebhookApiKey, options.PreviousWebhookApiKey) = ("api", secret, previous))
            .AddElevenLabs("desk", options => (options.ApiKey, options.WebhookSecret, options.PreviousWebhookSecret) = ("api", secret, previous))
            .AddVapi("desk", options => (options.ApiKey, options.WebhookSecret, options.PreviousWebhookSecret) = ("api", secret, previous))
            .AddDialpad("desk", options => (options.ApiKey, options.WebhookSecret, options.PreviousWebhookSecret) = ("api", secret, previous))
            .AddAircall("desk", options => (options.ApiId, options.ApiToken, options.WebhookToken, options.PreviousWebhookToken) = ("id", "api", secret, previous))
            .AddCallRail("desk", options => (options.ApiKey, options.AccountId, options.SigningKey, options.PreviousSigningKey) = ("api", "ACC", secret, previous));
        return services.BuildServiceProvider();
    }

    [SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "CallRail signs by it.")]
    private static WebhookRequest Sign(string provider, string secret) => provider switch
    {
        "retell" => SignedRequest.Retell(Body, secret, Now),
        "elevenlabs" => SignedRequest.ElevenLabs(Body, secret, Now),
        "vapi" => SignedRequest.Post(Body, "X-Vapi-Secret", secret),
        "aircall" => SignedRequest.Post($$"""{"event":"x","token":"{{secret}}"}""", "X-Any", "1"),
        "callrail" => SignedRequest.Post(Body, "Signature", Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(Body)))),
        _ => Token(secret),
    };

    private static WebhookRequest Token(string secret)
    {
        string message = $"{Base64Url.EncodeToString("{\"alg\":\"HS256\",\"typ\":\"JWT\"}"u8)}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes("""{"call_id":1,"state":"hangup"}"""))}";
        return SignedRequest.Post($"{message}.{Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(message)))}", "X-Any", "1", "application/jwt");
    }
}
