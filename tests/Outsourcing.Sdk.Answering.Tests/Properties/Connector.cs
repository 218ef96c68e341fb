using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using Outsourcing.Webhooks;

namespace Outsourcing.Answering.Tests.Properties;

/// <summary>A connector as the properties see it: the life of one call as its service tells it, and how each telling is signed.</summary>
internal sealed class Connector
{
    private const string Secret = "s3cret";
    private static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeMilliseconds(1_739_537_200_000);

    private Connector(string name) => Name = name;

    internal static IReadOnlyList<Connector> All { get; } = [Retell(), ElevenLabs(), Vapi(), Dialpad(), Aircall(), CallRail(), Intake(form: false), Intake(form: true)];

    internal string Name { get; }

    /// <summary>Gets the events of a call, in the order of its life; each names when it happened.</summary>
    internal required Func<Facts, IReadOnlyList<JsonObject>> Life { get; init; }

    /// <summary>Gets the request that brings an event, signed when it is sent.</summary>
    internal required Func<JsonObject, DateTimeOffset, WebhookRequest> Sign { get; init; }

    /// <summary>Gets the object members may be added to, of an event or of what the API tells.</summary>
    internal required Func<JsonObject, JsonObject> Call { get; init; }

    internal required Func<ICallSource, IWebhookReceiver> Receiver { get; init; }

    /// <summary>Gets whether each event says itself when it happened, so that nothing depends on when it was sent or received.</summary>
    internal bool SaysWhen { get; init; } = true;

    /// <summary>Gets whether what a webhook says is read from the API before it is believed.</summary>
    internal bool IsWeak { get; init; }

    /// <summary>Gets the path of the API's own answer and how it is asked for; null for services without an API.</summary>
    internal (string Request, Func<JsonObject, JsonObject> Wrap, Func<StubAccount, ServiceProvider> Services, Func<ServiceProvider, Task<FetchedCall?>> Get)? Api { get; init; }

    public override string ToString() => Name;

    /// <summary>What is particular to one call of the many that are tried.</summary>
    internal sealed record Facts(bool Named, bool Answered, bool Transcribed, bool Costs, int Seconds, string Words, string Reason)
    {
        internal static Gen<Facts> Any { get; } =
            from flags in Gen.Bool.Array[4]
            from seconds in Gen.Int[1, 4_000]
            from words in Json.Words
            from reason in Gen.Int[0, 2].Select(static index => new[] { "user_hangup", "call_transfer", "a reason of next year" }[index])
            select new Facts(flags[0], flags[1], flags[2], flags[3], seconds, words, reason);

        internal long StartMs => Start.ToUnixTimeMilliseconds();

        internal long EndMs => StartMs + (Seconds * 1000L);

        internal string Iso(int seconds) => Start.AddSeconds(seconds).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
    }

    private static Connector Retell()
    {
        static JsonObject Event(string name, Facts facts, string status, Action<JsonObject>? more = null)
        {
            JsonObject call = new() { ["call_id"] = "c1", ["call_status"] = status, ["direction"] = "inbound", ["to_number"] = "+12125550100", ["start_timestamp"] = facts.StartMs };
            if (facts.Named)
            {
                call["from_number"] = "+12025550123";
            }

            if (status == "ended")
            {
                call["end_timestamp"] = facts.EndMs;
                call["duration_ms"] = facts.EndMs - facts.StartMs;
                call["disconnection_reason"] = facts.Reason;
                if (facts.Transcribed)
                {
                    call["transcript_object"] = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = facts.Words + "." });
                }
            }

            more?.Invoke(call);
            return new JsonObject { ["event"] = name, ["call"] = call };
        }

        return new Connector("retell")
        {
            SaysWhen = false,
            Life = facts =>
            [
                Event("call_started", facts, "ongoing"),
                Event("call_ended", facts, "ended"),
                Event("call_analyzed", facts, "ended", call =>
                {
                    call["call_analysis"] = new JsonObject { ["call_summary"] = facts.Words + "!", ["call_successful"] = facts.Answered, ["custom_analysis_data"] = new JsonObject { ["budget"] = facts.Seconds } };
                    if (facts.Costs)
                    {
                        call["call_cost"] = new JsonObject { ["combined_cost"] = facts.Seconds };
                    }
                }),
            ],
            Sign = (body, at) => SignedRequest.Retell(body.ToJsonString(), Secret, at),
            Call = body => body["call"]!.AsObject(),
            Receiver = source => new RetellWebhookReceiver("desk", [Secret], source),
            Api = ("GET /v2/get-call/c1", call => call, stub => stub.Build((builder, http) => builder.AddRetell("desk", options => options.ApiKey = "K", http)), services => services.GetRequiredKeyedService<RetellClient>("desk").GetCallAsync("c1")),
        };
    }

    private static Connector ElevenLabs() => new("elevenlabs")
    {
        Life = facts => [.. new[] { "in-progress", "processing", "done" }.Select((status, index) =>
        {
            JsonObject data = new()
            {
                ["conversation_id"] = "c1",
                ["status"] = status,
                ["metadata"] = new JsonObject { ["start_time_unix_secs"] = facts.StartMs / 1000, ["phone_call"] = new JsonObject { ["direction"] = "inbound", ["external_number"] = facts.Named ? "+12025550123" : null } },
            };
            if (index > 0)
            {
                data["metadata"]!["call_duration_secs"] = facts.Seconds;
                data["metadata"]!["termination_reason"] = facts.Reason;
            }

            if (index == 2)
            {
                data["analysis"] = new JsonObject { ["call_successful"] = facts.Answered ? "success" : "failure", ["transcript_summary"] = facts.Words + "!" };
                data["transcript"] = facts.Transcribed ? new JsonArray(new JsonObject { ["role"] = "user", ["message"] = facts.Words + "." }) : null;
            }

            return new JsonObject { ["type"] = $"event_{index}", ["event_timestamp"] = (facts.EndMs / 1000) + index, ["data"] = data };
        })],
        Sign = (body, at) => SignedRequest.ElevenLabs(body.ToJsonString(), Secret, at),
        Call = body => body["data"]!.AsObject(),
        Receiver = source => new ElevenLabsWebhookReceiver("desk", [Secret], source),
        Api = ("GET /v1/convai/conversations/c1", call => call, stub => stub.Build((builder, http) => builder.AddElevenLabs("desk", options => (options.ApiKey, options.WebhookSecret) = ("K", "S"), http)), services => services.GetRequiredKeyedService<ElevenLabsClient>("desk").GetConversationAsync("c1")),
    };

    private static Connector Vapi() => new("vapi")
    {
        Life = facts => [.. new[] { "queued", "ringing", "in-progress", "ended" }.Select((status, index) =>
        {
            JsonObject call = new() { ["id"] = "c1", ["type"] = "inboundPhoneCall", ["status"] = status };
            JsonObject message = new() { ["type"] = status == "ended" ? "end-of-call-report" : "status-update", ["timestamp"] = facts.StartMs + index, ["call"] = call };
            if (status != "ended")
            {
                message["status"] = status;
            }

            if (facts.Named)
            {
                call["customer"] = new JsonObject { ["number"] = "+12025550123" };
            }

            if (status == "ended")
            {
                call["startedAt"] = facts.Iso(0);
                call["endedAt"] = facts.Iso(facts.Seconds);
                call["endedReason"] = facts.Reason;
                call["analysis"] = new JsonObject { ["summary"] = facts.Words + "!" };
                call["cost"] = facts.Costs ? facts.Seconds / 100m : null;
            }

            return new JsonObject { ["message"] = message };
        })],
        Sign = (body, at) => VapiRequest(body.ToJsonString(), at),
        Call = body => body["message"]!["call"]!.AsObject(),
        Receiver = source =>
        {
            VapiOptions options = new();
            options.VerifyBy(VapiVerification.Hmac(new VapiHmac { Secrets = [Secret] }));
            return new VapiWebhookReceiver("desk", options, source);
        },
        Api = ("GET /call/c1", call => call, stub => stub.Build((builder, http) => builder.AddVapi("desk", options => (options.ApiKey, options.WebhookSecret) = ("K", "S"), http)), services => services.GetRequiredKeyedService<VapiClient>("desk").GetCallAsync("c1")),
    };

    private static WebhookRequest VapiRequest(string body, DateTimeOffset at)
    {
        string time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return new WebhookRequest("POST", "https://crm.example.com/hooks/vapi/desk", [new("x-timestamp", time), new("x-signature", SignedRequest.Hex(Secret, $"{time}.{body}"))], Encoding.UTF8.GetBytes(body));
    }

    private static Connector Dialpad() => new("dialpad")
    {
        Life = facts => [.. (facts.Answered ? new[] { "ringing", "connected", "hangup", "call_transcription" } : ["ringing", "missed"]).Select((state, index) =>
        {
            JsonObject call = new() { ["call_id"] = 42, ["state"] = state, ["direction"] = "inbound", ["external_number"] = facts.Named ? "+12025550123" : null, ["date_started"] = facts.StartMs, ["event_timestamp"] = facts.StartMs + index };
            if (state is "connected" or "hangup")
            {
                call["date_connected"] = facts.StartMs + 10;
            }

            if (state is "hangup" or "missed")
            {
                call["date_ended"] = facts.EndMs;
                call["duration"] = facts.Answered ? facts.Seconds * 1000 : 0;
            }

            if (state == "call_transcription")
            {
                call["transcription_text"] = facts.Words + ".";
            }

            return call;
        })],
        Sign = (body, _) =>
        {
            string message = $"{Base64Url.EncodeToString("{\"alg\":\"HS256\",\"typ\":\"JWT\"}"u8)}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(body.ToJsonString()))}";
            return SignedRequest.Post($"{message}.{Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(message)))}", "X-Any", "1", "application/jwt");
        },
        Call = body => body,
        Receiver = source => new DialpadWebhookReceiver("desk", [Secret], source),
        Api = ("GET /api/v2/call/42", call => call, stub => stub.Build((builder, http) => builder.AddDialpad("desk", options => (options.ApiKey, options.WebhookSecret) = ("K", "S"), http)), services => services.GetRequiredKeyedService<DialpadClient>("desk").GetCallAsync("42")),
    };

    private static Connector Aircall() => new("aircall")
    {
        IsWeak = true,
        Life = facts => [.. new[] { "initial", "answered", "done" }.Select((status, index) =>
        {
            JsonObject call = new() { ["id"] = 812, ["status"] = status, ["direction"] = "inbound", ["raw_digits"] = facts.Named ? "+1 202 555 0123" : null, ["started_at"] = facts.StartMs / 1000 };
            if (index > 0 && facts.Answered)
            {
                call["answered_at"] = (facts.StartMs / 1000) + 1;
            }

            if (index == 2)
            {
                call["ended_at"] = (facts.EndMs / 1000) + 1;
                call["comments"] = new JsonArray(new JsonObject { ["content"] = facts.Words + "." });
            }

            return new JsonObject { ["event"] = $"call.{status}", ["resource"] = "call", ["timestamp"] = (facts.StartMs / 1000) + index, ["token"] = Secret, ["data"] = call };
        })],
        Sign = (body, _) => SignedRequest.Post(body.ToJsonString(), "X-Any", "1"),
        Call = body => body["data"]!.AsObject(),
        Receiver = source => new AircallWebhookReceiver("desk", [Secret], source),
        Api = ("GET /v1/calls/812", call => new JsonObject { ["call"] = call.DeepClone() }, stub => stub.Build((builder, http) => builder.AddAircall("desk", options => (options.ApiId, options.ApiToken, options.WebhookToken) = ("I", "T", "W"), http)), services => services.GetRequiredKeyedService<AircallClient>("desk").GetCallAsync("812")),
    };

    private static Connector CallRail() => new("callrail")
    {
        IsWeak = true,
        Life = facts => [.. new[] { "post_call", "call_modified" }.Select((name, index) => new JsonObject
        {
            ["event"] = name,
            ["id"] = "CAL9",
            ["timestamp"] = facts.Iso(facts.Seconds + index),
            ["answered"] = facts.Answered,
            ["direction"] = "inbound",
            ["customer_phone_number"] = facts.Named ? "+12025550123" : null,
            ["start_time"] = facts.Iso(0),
            ["duration"] = facts.Seconds,
            ["note"] = index == 1 ? facts.Words + "." : null,
        })],
        Sign = (body, _) => SignedRequest.Post(body.ToJsonString(), "Signature", Sha1(body.ToJsonString())),
        Call = body => body,
        Receiver = source => new CallRailWebhookReceiver("desk", [Secret], source),
        Api = ("GET /v3/a/ACC1/calls/CAL9.json", call => call, stub => stub.Build((builder, http) => builder.AddCallRail("desk", options => (options.ApiKey, options.AccountId, options.SigningKey) = ("K", "ACC1", "S"), http)), services => services.GetRequiredKeyedService<CallRailClient>("desk").GetCallAsync("CAL9")),
    };

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "CallRail signs by it.")]
    private static string Sha1(string body) => Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(body)));

    private static Connector Intake(bool form)
    {
        string At(string name) => form ? name : "/" + name;
        IntakeFieldMap map = new()
        {
            CallId = At("id"),
            UpdatedAt = At("at"),
            StartedAt = At("start"),
            Duration = At("length"),
            CallerNumber = At("from"),
            Disposition = At("result"),
            Message = At("note"),
            Urgency = At("urgency"),
            Urgencies = new Dictionary<string, string> { ["P1"] = "high" },
            Intent = At("intent"),
        };
        return new Connector(form ? "intake form" : "intake json")
        {
            // Of three tellings each says something else of the same call: corrections, where the newest counts.
            Life = facts => [.. Enumerable.Range(0, 3).Select(index => new JsonObject
            {
                ["id"] = "7",
                ["at"] = facts.Iso(facts.Seconds + index),
                ["start"] = facts.Iso(0),
                ["length"] = facts.Seconds,
                ["from"] = facts.Named ? $"+1202555012{index}" : "",
                ["result"] = $"{facts.Reason} {index}",
                ["note"] = facts.Transcribed ? $"{facts.Words}, {index}" : "",
                ["urgency"] = index == 1 ? "P1" : "Soon",
                ["intent"] = facts.Answered ? "wants a quote" : "",
            })],
            Sign = (body, _) => form
                ? SignedRequest.Post(string.Join('&', body.Select(member => $"{Uri.EscapeDataString(member.Key)}={Uri.EscapeDataString(member.Value!.ToString())}")), "X-Secret", Secret, "application/x-www-form-urlencoded")
                : SignedRequest.Post(body.ToJsonString(), "X-Secret", Secret),
            Call = body => body,
            Receiver = _ => new IntakeWebhookReceiver("desk", map, IntakeVerification.HeaderSecret("X-Secret", Secret)),
        };
    }
}

/// <summary>Random JSON.</summary>
internal static class Json
{
    /// <summary>Gets texts that are troublesome in JSON, forms and HTML, and never blank.</summary>
    internal static Gen<string> Words { get; } = Gen.String[Gen.Char["aZ09 äß€☃<>&\"'\\/{}%+=\n"], 1, 12].Select(text => "x" + text.Trim());

    private static readonly Gen<JsonNode?> Leaf = Gen.OneOf(
        Words.Select(text => (JsonNode?)JsonValue.Create(text)), Gen.Int.Select(number => (JsonNode?)JsonValue.Create(number)), Gen.Bool.Select(flag => (JsonNode?)JsonValue.Create(flag)), Gen.Const(default(JsonNode?)));

    private static readonly Gen<JsonNode?> Value = Gen.OneOf(
        Leaf,
        Leaf.Array[0, 3].Select(items => (JsonNode?)new JsonArray([.. items])),
        Gen.Select(Words, Leaf).Array[0, 3].Select(members => (JsonNode?)Object(members)));

    /// <summary>Gets members no service sends yet.</summary>
    internal static Gen<JsonObject> Members { get; } = Gen.Select(Words, Value).Array[1, 4].Select(members => Object([.. members.Select(member => ("next_year_" + member.Item1, member.Item2))]));

    internal static void AddTo(JsonObject target, JsonObject members)
    {
        foreach ((string name, JsonNode? value) in members)
        {
            target[name] = value?.DeepClone();
        }
    }

    internal static UnknownMembers Unknown(JsonObject members)
    {
        UnknownMembers unknown = [];
        foreach ((string name, JsonNode? value) in members)
        {
            unknown[name] = JsonElement.Parse(Encoding.UTF8.GetBytes(value?.ToJsonString() ?? "null"));
        }

        return unknown;
    }

    private static JsonObject Object((string Name, JsonNode? Value)[] members)
    {
        JsonObject item = [];
        foreach ((string name, JsonNode? value) in members)
        {
            item[name] = value?.DeepClone();
        }

        return item;
    }
}
