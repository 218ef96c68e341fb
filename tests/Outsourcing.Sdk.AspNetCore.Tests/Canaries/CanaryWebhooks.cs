using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Org.BouncyCastle.Math.EC.Rfc8032;
using static Outsourcing.AspNetCore.Tests.Canaries.Canary;

namespace Outsourcing.AspNetCore.Tests.Canaries;

/// <summary>Webhooks that say the numbers and the transcript, signed as each provider signs.</summary>
internal static class CanaryWebhooks
{
    internal const string TwilioAccount = "AC00000000000000000000000000000001";
    internal const string BandwidthUser = "callbacks";
    internal const string IntakeHeader = "X-Intake-Key";

    // Any 32 bytes: a private key of Telnyx, which only Telnyx has.
    private static readonly byte[] TelnyxSeed = SHA256.HashData("telnyx"u8);

    internal static string TelnyxPublicKey { get; } = PublicKey();

    internal static IReadOnlyList<string> Providers { get; } =
        ["twilio", "telnyx", "vonage", "plivo", "bandwidth", "signalwire", "jambonz", "retell", "elevenlabs", "vapi", "dialpad", "aircall", "callrail", "intake"];

    /// <summary>Gives what a provider sends of a call.</summary>
    internal static string Body(string provider, string call)
    {
        (string from, string to, string third) = (Numbers[0].E164, Numbers[1].E164, Numbers[2].E164);
        long now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        string iso = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        return provider switch
        {
            "twilio" => Form(("AccountSid", TwilioAccount), ("CallSid", call), ("CallStatus", "ringing"), ("Direction", "inbound"), ("From", from), ("To", to), ("ForwardedFrom", third), ("CallerName", FirstSentence), ("TranscriptionText", Transcript)),
            "telnyx" => new JsonObject { ["data"] = new JsonObject { ["event_type"] = "call.initiated", ["id"] = call, ["occurred_at"] = iso, ["payload"] = new JsonObject { ["call_control_id"] = call, ["direction"] = "incoming", ["from"] = from, ["to"] = to, ["caller_id_name"] = FirstSentence, ["transcription_text"] = Transcript } } }.ToJsonString(),
            "vonage" => new JsonObject { ["from"] = from[1..], ["to"] = to[1..], ["uuid"] = call, ["conversation_uuid"] = call, ["speech"] = Transcript }.ToJsonString(),
            "plivo" => Form(("CallUUID", call), ("CallStatus", "ringing"), ("Event", "StartApp"), ("Direction", "inbound"), ("From", from[1..]), ("To", to[1..]), ("CallerName", FirstSentence), ("Speech", Transcript)),
            "bandwidth" => new JsonObject { ["eventType"] = "initiate", ["callId"] = call, ["direction"] = "inbound", ["from"] = from, ["to"] = to, ["transcription"] = Transcript }.ToJsonString(),
            "signalwire" => Form(("CallSid", call), ("CallStatus", "ringing"), ("Direction", "inbound"), ("From", from), ("To", to), ("TranscriptionText", Transcript)),
            "jambonz" => new JsonObject { ["call_sid"] = call, ["call_status"] = "trying", ["direction"] = "inbound", ["from"] = from, ["to"] = to, ["speech"] = Transcript }.ToJsonString(),
            "retell" => new JsonObject
            {
                ["event"] = "call_ended",
                ["call"] = new JsonObject
                {
                    ["call_id"] = call,
                    ["call_status"] = "ended",
                    ["direction"] = "inbound",
                    ["from_number"] = from,
                    ["to_number"] = to,
                    ["start_timestamp"] = (now - 60) * 1000,
                    ["end_timestamp"] = now * 1000,
                    ["transcript"] = Transcript,
                    ["transcript_object"] = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = Transcript }),
                    ["recording_url"] = $"https://recordings.example/{call}.wav?X-Amz-Signature={RecordingSignature}",
                },
            }.ToJsonString(),
            "elevenlabs" => new JsonObject
            {
                ["type"] = "post_call_transcription",
                ["event_timestamp"] = now,
                ["data"] = new JsonObject
                {
                    ["conversation_id"] = call,
                    ["status"] = "done",
                    ["metadata"] = new JsonObject { ["start_time_unix_secs"] = now - 60, ["call_duration_secs"] = 60, ["phone_call"] = new JsonObject { ["direction"] = "inbound", ["external_number"] = from, ["agent_number"] = to } },
                    ["transcript"] = new JsonArray(new JsonObject { ["role"] = "user", ["message"] = Transcript }),
                    ["analysis"] = new JsonObject { ["transcript_summary"] = Transcript },
                },
            }.ToJsonString(),
            "vapi" => new JsonObject { ["message"] = new JsonObject { ["type"] = "end-of-call-report", ["timestamp"] = now * 1000, ["call"] = new JsonObject { ["id"] = call, ["customer"] = new JsonObject { ["number"] = from } }, ["analysis"] = new JsonObject { ["summary"] = Transcript } } }.ToJsonString(),
            "dialpad" => new JsonObject { ["call_id"] = call, ["state"] = "call_transcription", ["direction"] = "inbound", ["external_number"] = from, ["internal_number"] = to, ["date_started"] = (now - 60) * 1000, ["event_timestamp"] = now * 1000, ["transcription_text"] = Transcript }.ToJsonString(),
            "aircall" => new JsonObject { ["event"] = "call.ended", ["resource"] = "call", ["timestamp"] = now, ["token"] = AircallWebhookToken, ["data"] = new JsonObject { ["id"] = call, ["status"] = "done", ["raw_digits"] = from, ["comments"] = new JsonArray(new JsonObject { ["content"] = Transcript }) } }.ToJsonString(),
            "callrail" => new JsonObject { ["event"] = "post_call", ["id"] = call, ["timestamp"] = iso, ["customer_phone_number"] = from, ["start_time"] = iso, ["duration"] = 60, ["note"] = Transcript }.ToJsonString(),
            _ => new JsonObject { ["id"] = call, ["at"] = iso, ["from"] = from, ["note"] = Transcript }.ToJsonString(),
        };
    }

    /// <summary>Makes the request that brings a body, signed.</summary>
    internal static HttpRequestMessage Signed(string provider, Uri address, string body)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        string url = address.AbsoluteUri;
        string seconds = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        string milliseconds = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        string text = body;
        (string Name, string Value)[] headers = [];
        switch (provider)
        {
            case "twilio":
                headers = [("X-Twilio-Signature", Convert.ToBase64String(Sha1(TwilioToken, url + Joined(body))))];
                break;
            case "telnyx":
                byte[] message = Encoding.UTF8.GetBytes($"{seconds}|{body}");
                byte[] signature = new byte[Ed25519.SignatureSize];
                Ed25519.Sign(TelnyxSeed, 0, message, 0, message.Length, signature, 0);
                headers = [("telnyx-timestamp", seconds), ("telnyx-signature-ed25519", Convert.ToBase64String(signature))];
                break;
            case "vonage":
                headers = [("Authorization", "Bearer " + Token(VonageSignature, $$"""{"iat":{{seconds}},"payload_hash":"{{Convert.ToHexStringLower(SHA256.HashData(bytes))}}"}"""))];
                break;
            case "plivo":
                headers = [("X-Plivo-Signature-V3-Nonce", seconds), ("X-Plivo-Signature-V3", Convert.ToBase64String(Sha256(PlivoToken, $"{url}?{Joined(body)}.{seconds}")))];
                break;
            case "bandwidth":
                headers = [("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{BandwidthUser}:{BandwidthPassword}")))];
                break;
            case "signalwire":
                headers = [("X-SignalWire-Signature", Convert.ToHexStringLower(Sha1(SignalWireKey, url + body)))];
                break;
            case "jambonz":
                headers = [("Jambonz-Signature", $"t={seconds},v1={Hex(JambonzSecret, $"{seconds}.{body}")}")];
                break;
            case "retell":
                headers = [("X-Retell-Signature", $"v={milliseconds},d={Hex(RetellWebhookKey, body + milliseconds)}")];
                break;
            case "elevenlabs":
                headers = [("ElevenLabs-Signature", $"t={seconds},v0={Hex(ElevenLabsSecret, $"{seconds}.{body}")}")];
                break;
            case "vapi":
                headers = [("X-Vapi-Secret", VapiSecret)];
                break;
            case "dialpad":
                text = Token(DialpadSecret, body);
                break;
            case "callrail":
                headers = [("Signature", Convert.ToBase64String(Sha1(CallRailSigning, body)))];
                break;
            case "intake":
                headers = [(IntakeHeader, IntakeSecret)];
                break;
        }

        HttpRequestMessage request = new(HttpMethod.Post, address) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(text)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(provider switch
        {
            "twilio" or "plivo" or "signalwire" => "application/x-www-form-urlencoded",
            "dialpad" => "application/jwt",
            _ => "application/json",
        });
        foreach ((string name, string value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    internal static string Token(string secret, string claims)
    {
        string message = $"{Base64Url.EncodeToString("""{"alg":"HS256","typ":"JWT"}"""u8)}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}";
        return $"{message}.{Base64Url.EncodeToString(Sha256(secret, message))}";
    }

    private static string PublicKey()
    {
        byte[] key = new byte[Ed25519.PublicKeySize];
        Ed25519.GeneratePublicKey(TelnyxSeed, 0, key, 0);
        return Convert.ToBase64String(key);
    }

    private static string Form(params (string Name, string Value)[] fields) =>
        string.Join('&', fields.Select(field => $"{Uri.EscapeDataString(field.Name)}={Uri.EscapeDataString(field.Value)}"));

    /// <summary>Gives a form's fields as they are signed: sorted, names and values one after another.</summary>
    private static string Joined(string form) => form.Contains('=', StringComparison.Ordinal)
        ? string.Concat(form.Split('&').Select(field => field.Split('=')).OrderBy(field => field[0], StringComparer.Ordinal).Select(field => Uri.UnescapeDataString(field[0]) + Uri.UnescapeDataString(field[1])))
        : "";

    private static string Hex(string key, string message) => Convert.ToHexStringLower(Sha256(key, message));

    private static byte[] Sha256(string key, string message) => HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(message));

    [SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "Providers sign by it.")]
    private static byte[] Sha1(string key, string message) => HMACSHA1.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(message));
}
