using System.Globalization;
using System.Text;
using System.Text.Json;
using Outsourcing.Answering;
using Outsourcing.Http;
using Outsourcing.Telephony;
using Outsourcing.Webhooks;
using Shouldly;

namespace Outsourcing.Vectors;

[Collection(VectorSuite.Name)]
public sealed class SignatureVectors
{
    private const string Folder = "signatures";
    private const string Form = "application/x-www-form-urlencoded";
    private const string Json = "application/json";

    [VectorTheory(Folder)]
    [VectorData(Folder)]
    public void Vector_IsAcceptedOrRefusedAsExpected(string file)
    {
        using JsonDocument document = VectorFiles.Read(Folder, file);
        JsonElement root = document.RootElement;
        foreach (JsonElement vector in root.GetProperty("vectors").EnumerateArray())
        {
            string provider = (Text(vector, "provider") ?? Text(root, "provider") ?? throw new NotSupportedException($"{file}: names no provider")).Split(' ')[0];

            WebhookCheck check = Check(provider, vector, Text(root, "body"));

            check.IsValid.ShouldBe(Expected(vector), $"{file} {Text(vector, "name") ?? provider}: {check.Refusal}");
            VectorFiles.Ran(Folder);
        }
    }

    [VectorTheory(Folder)]
    [InlineData("standard-webhooks.json")]
    public void Sign_ValidVector_IsItsSignature(string file)
    {
        using JsonDocument document = VectorFiles.Read(Folder, file);
        JsonElement[] valid = [.. document.RootElement.GetProperty("vectors").EnumerateArray().Where(Expected)];

        valid.ShouldNotBeEmpty();
        foreach (JsonElement vector in valid)
        {
            StandardWebhooks.Sign(Required(vector, "secret"), Required(vector, "webhook_id"), Seconds(vector.GetProperty("timestamp")), Body(vector, null)).ShouldBe(Required(vector, "signature"));
        }
    }

    private static WebhookCheck Check(string provider, JsonElement vector, string? sharedBody) => provider switch
    {
        "twilio" => TwilioSignatureVerifier.Verify(Compatible(vector, "X-Twilio-Signature"), [Required(vector, "token")]),
        "signalwire" => SignalWireSignatureVerifier.Verify(Compatible(vector, "X-SignalWire-Signature"), [Required(vector, "signing_key")]),
        "plivo" => Plivo(vector),
        "telnyx" => TelnyxSignatureVerifier.Verify(
            Post(Body(vector, null), ("telnyx-signature-ed25519", Required(vector, "signature_base64")), ("telnyx-timestamp", Required(vector, "timestamp"))),
            [Required(vector, "public_key_base64")],
            Now(vector, "timestamp")),
        "vonage" => VonageSignatureVerifier.Verify(
            Post(Body(vector, null), ("Authorization", Required(vector, "authorization"))),
            [Required(vector, "signature_secret")],
            vector.TryGetProperty("claims", out JsonElement claims) ? Now(claims, "iat", vector) : Now(vector, "iat")),
        "jambonz" => JambonzSignatureVerifier.Verify(Post(Body(vector, null), ("Jambonz-Signature", Required(vector, "header"))), [Required(vector, "secret")], Now(vector, "timestamp")),
        "standard-webhooks" => StandardWebhooks.Verify(
            Post(Body(vector, null), ("webhook-id", Required(vector, "webhook_id")), ("webhook-timestamp", Required(vector, "timestamp")), ("webhook-signature", Required(vector, "signature"))),
            [Required(vector, "secret")],
            Now(vector, "timestamp")),
        "openai" => StandardWebhooks.Verify(
            Post(Body(vector, sharedBody), [.. vector.GetProperty("headers").EnumerateObject().Select(header => (header.Name, header.Value.GetString()!))]),
            [Required(vector, "secret")],
            vector.TryGetProperty("now_for_test", out _) ? Now(vector, "now_for_test") : Seconds(vector.GetProperty("headers").GetProperty("webhook-timestamp"))),
        "retell" => RetellSignatureVerifier.Verify(Signed(vector, sharedBody), [Required(vector, "secret")], Milliseconds(vector)),
        "elevenlabs" => ElevenLabsSignatureVerifier.Verify(Signed(vector, sharedBody), [Required(vector, "secret")], Now(vector, "timestampSec")),
        "bland" => BlandSignatureVerifier.Verify(Signed(vector, sharedBody), [Required(vector, "secret")]),
        "callrail" => CallRailSignatureVerifier.Verify(Signed(vector, sharedBody), [Required(vector, "secret")]),
        "dialpad" => DialpadSignatureVerifier.Verify(Post(Encoding.UTF8.GetBytes(Required(vector, "value"))), [Required(vector, "secret")]),
        _ => throw new NotSupportedException($"provider '{provider}' is not known"),
    };

    private static WebhookRequest Compatible(JsonElement vector, string header)
    {
        bool form = vector.TryGetProperty("params", out JsonElement parameters);
        byte[] body = form ? Encode(parameters) : Body(vector, "");
        return new WebhookRequest(
            Text(vector, "method") ?? "POST",
            Required(vector, "url"),
            [new("Content-Type", form ? Form : Json), new(header, Required(vector, "signature"))],
            body);
    }

    private static WebhookCheck Plivo(JsonElement vector)
    {
        string version = Required(vector, "version").ToUpperInvariant();
        string method = Text(vector, "method") ?? "POST";
        string url = Required(vector, "url");
        byte[] parameters = vector.TryGetProperty("params", out JsonElement given) ? Encode(given) : [];
        if (method == "GET" && parameters.Length > 0)
        {
            url += (url.Contains('?', StringComparison.Ordinal) ? "&" : "?") + Encoding.UTF8.GetString(parameters);
            parameters = [];
        }

        WebhookRequest request = new(
            method,
            url,
            [new("Content-Type", Form), new($"X-Plivo-Signature-{version}", Required(vector, "signature")), new($"X-Plivo-Signature-{version}-Nonce", Required(vector, "nonce"))],
            parameters);
        return PlivoSignatureVerifier.Verify(request, [Required(vector, "auth_token")], allowVersion2: version == "V2");
    }

    private static WebhookRequest Signed(JsonElement vector, string? sharedBody) => Post(Body(vector, sharedBody), (Required(vector, "header"), Required(vector, "value")));

    private static WebhookRequest Post(byte[] body, params (string Name, string Value)[] headers) =>
        new("POST", "https://example.com/hook", [new("Content-Type", Json), .. headers.Select(header => KeyValuePair.Create(header.Name, header.Value))], body);

    private static byte[] Encode(JsonElement parameters) => Encoding.ASCII.GetBytes(string.Join('&', parameters.EnumerateObject()
        .SelectMany(parameter => (parameter.Value.ValueKind == JsonValueKind.Array ? parameter.Value.Strings() : [parameter.Value.ToString()])
            .Select(value => $"{Uri.EscapeDataString(parameter.Name)}={Uri.EscapeDataString(value)}"))));

    private static byte[] Body(JsonElement vector, string? shared) => Encoding.UTF8.GetBytes(Text(vector, "raw_body") ?? Text(vector, "body") ?? shared ?? "");

    private static bool Expected(JsonElement vector) =>
        vector.TryGetProperty("expected_valid", out JsonElement expected) ? expected.GetBoolean()
        : !vector.TryGetProperty("recomputed_matches", out JsonElement matches) || matches.GetBoolean();

    private static DateTimeOffset Now(JsonElement vector, string timestamp, JsonElement? outer = null) =>
        Seconds((outer ?? vector).TryGetProperty("now_for_test", out JsonElement now) ? now : vector.GetProperty(timestamp));

    private static DateTimeOffset Milliseconds(JsonElement vector) => vector.TryGetProperty("now_for_test", out JsonElement now)
        ? Seconds(now)
        : DateTimeOffset.FromUnixTimeMilliseconds(vector.GetProperty("timestampMs").GetInt64());

    private static DateTimeOffset Seconds(JsonElement number) => DateTimeOffset.FromUnixTimeSeconds(long.Parse(number.ToString(), CultureInfo.InvariantCulture));

    private static string Required(JsonElement element, string name) => Text(element, name) ?? throw new NotSupportedException($"the vector has no '{name}'");

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out JsonElement value) ? value.ToString() : null;
}
