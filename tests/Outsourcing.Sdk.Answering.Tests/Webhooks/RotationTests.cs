using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Outsourcing.Webhooks;
using Shouldly;

namespace Outsourcing.Answering.Tests.Webhooks;

public sealed class RotationTests
{
    private const string Old = "the-old-secret";
    private const string New = "the-new-secret";
    private const string Body = """{"event":"call_started","type":"post_call_transcription","timestamp":1772452800,"token":"the-old-secret"}""";
    private static readonly DateTimeOffset End = new(2026, 3, 3, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> Services => ["retell", "elevenlabs", "vapi", "aircall"];

    [Theory, MemberData(nameof(Services))]
    [Reliability(13, "each answering service whose webhooks a secret proves: the old one is believed until the moment the account's options end it, and not from then on")]
    public void Verify_OldSecretThatEnds_IsBelievedUntilThenOnly(string service)
    {
        IWebhookReceiver receiver = Receiver(service, End);

        receiver.Verify(Sent(service, End.AddTicks(-1)), End.AddTicks(-1)).IsValid.ShouldBeTrue();
        receiver.Verify(Sent(service, End), End).Refusal.ShouldBe(WebhookRefusal.WrongSignature);
        Receiver(service, null).Verify(Sent(service, End), End).IsValid.ShouldBeTrue();
    }

    [Fact]
    public void Options_EndWithoutAnOldSecret_FailNamingBoth()
    {
        ServiceCollection services = new();
        services.AddOutsourcing().AddRetell("desk", options => (options.ApiKey, options.PreviousWebhookApiKeyUntil) = ("K", End));
        using ServiceProvider provider = services.BuildServiceProvider();

        Should.Throw<OptionsValidationException>(() => provider.GetRequiredService<IOptionsMonitor<RetellOptions>>().Get("desk")).Message.ShouldContain("PreviousWebhookApiKeyUntil is set, but PreviousWebhookApiKey is not");
    }

    [Fact]
    public void EveryAccount_ThatTakesAPreviousSecret_EndsIt()
    {
        string[] previous = [.. new[] { typeof(RetellOptions).Assembly, typeof(Telephony.TwilioOptions).Assembly }.SelectMany(assembly => assembly.GetExportedTypes())
            .Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal)).SelectMany(type => type.GetProperties())
            .Where(member => member.Name.StartsWith("Previous", StringComparison.Ordinal)).Select(member => $"{member.DeclaringType!.Name}.{member.Name}")];

        previous.Length.ShouldBe(2 * 13);
        previous.Where(name => !name.EndsWith("Until", StringComparison.Ordinal)).Select(name => $"{name}Until").ShouldBeSubsetOf(previous);
    }

    private static WebhookRequest Sent(string service, DateTimeOffset at) => service switch
    {
        "retell" => SignedRequest.Retell(Body, Old, at),
        "elevenlabs" => SignedRequest.ElevenLabs(Body, Old, at),
        "vapi" => SignedRequest.Post(Body, "X-Vapi-Secret", Old),
        _ => SignedRequest.Post(Body, "X-Any", "1"),
    };

    private static IWebhookReceiver Receiver(string service, DateTimeOffset? until)
    {
        ServiceCollection services = new();
        services.AddLogging();
        IOutsourcingBuilder builder = services.AddOutsourcing();
        _ = service switch
        {
            "retell" => builder.AddRetell("desk", options => (options.ApiKey, options.WebhookApiKey, options.PreviousWebhookApiKey, options.PreviousWebhookApiKeyUntil) = ("K", New, Old, until)),
            "elevenlabs" => builder.AddElevenLabs("desk", options => (options.ApiKey, options.WebhookSecret, options.PreviousWebhookSecret, options.PreviousWebhookSecretUntil) = ("K", New, Old, until)),
            "vapi" => builder.AddVapi("desk", options => (options.ApiKey, options.WebhookSecret, options.PreviousWebhookSecret, options.PreviousWebhookSecretUntil) = ("K", New, Old, until)),
            _ => builder.AddAircall("desk", options => (options.ApiId, options.ApiToken, options.WebhookToken, options.PreviousWebhookToken, options.PreviousWebhookTokenUntil) = ("I", "T", New, Old, until)),
        };
        return services.BuildServiceProvider().GetServices<IWebhookReceiver>().ShouldHaveSingleItem();
    }
}
