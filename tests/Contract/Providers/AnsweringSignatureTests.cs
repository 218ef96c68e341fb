using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Outsourcing.Answering;
using Outsourcing.Webhooks;
using Shouldly;

namespace Outsourcing.Contract.Providers;

/// <summary>Signatures as the services' own libraries make and check them.</summary>
public sealed class AnsweringSignatureTests
{
    [NpmFact(".")]
    public async Task RetellSignsAndElevenLabsVerifies_AsTheirLibrariesDo()
    {
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(1));
        const string Body = """{"event":"call_ended","call":{"call_id":"c1"},"note":"café ☃"}""";
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        string time = $"{now.ToUnixTimeSeconds()}";
        string mac = Convert.ToHexStringLower(HMACSHA256.HashData("key_for_tests"u8, Encoding.UTF8.GetBytes($"{time}.{Body}")));

        using JsonDocument answer = JsonDocument.Parse(await NpmFolder.NodeAsync(".", ["answering/signatures.mjs", Body, "key_for_tests", $"t={time},v0={mac}"], limit.Token));

        WebhookRequest retell = Request(Body, "X-Retell-Signature", answer.RootElement.GetProperty("retell").GetString()!);
        RetellSignatureVerifier.Verify(retell, ["key_for_tests"], TimeProvider.System.GetUtcNow()).IsValid.ShouldBeTrue();
        RetellSignatureVerifier.Verify(retell, ["another"], TimeProvider.System.GetUtcNow()).IsValid.ShouldBeFalse();
        answer.RootElement.GetProperty("elevenLabs").GetBoolean().ShouldBeTrue();
        ElevenLabsSignatureVerifier.Verify(Request(Body, "ElevenLabs-Signature", $"t={time},v0={mac}"), ["key_for_tests"], now).IsValid.ShouldBeTrue();
    }

    private static WebhookRequest Request(string body, string header, string value) => new("POST", "https://crm.example.com/hooks", [new(header, value)], Encoding.UTF8.GetBytes(body));
}
