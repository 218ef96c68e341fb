using System.Text.Json;
using System.Text.Json.Serialization;

namespace Outsourcing.Telephony;

[JsonSourceGenerationOptions(RespectNullableAnnotations = true, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowReadingFromString, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(JambonzCall))]
[JsonSerializable(typeof(IReadOnlyList<JambonzCall>))]
[JsonSerializable(typeof(JambonzRecentPage))]
[JsonSerializable(typeof(IReadOnlyList<JambonzNumber>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(JambonzMessage))]
[JsonSerializable(typeof(JambonzCreated))]
[JsonSerializable(typeof(JambonzCommand))]
[JsonSerializable(typeof(JambonzCallOrder))]
[JsonSerializable(typeof(JambonzNumberRequest))]
[JsonSerializable(typeof(JambonzMessageRequest))]
internal sealed partial class JambonzJsonContext : JsonSerializerContext;

internal sealed record JambonzRecentPage(double? Total, IReadOnlyList<JambonzRecentCall>? Data);

internal sealed record JambonzCreated
{
    public required string Sid { get; init; }
}

/// <summary>A hook, which is asked by POST unless it says otherwise.</summary>
internal sealed record JambonzHook(string Url);

internal sealed record JambonzTarget(string Type, string Number);

internal sealed record JambonzDigit(string Digit);

internal sealed record JambonzRecord(
    string Action, [property: JsonPropertyName("siprecServerURL")] string? SiprecServer, [property: JsonPropertyName("recordingID")] string? RecordingId, string? Type);

internal sealed record JambonzCallOrder(string ApplicationSid, string From, JambonzTarget To, int? Timeout, [property: JsonPropertyName("timeLimit")] int? TimeLimit);

internal sealed record JambonzMessageRequest(string From, string To, string Text);

internal sealed record JambonzNumberRequest
{
    public string? Number { get; init; }

    public string? VoipCarrierSid { get; init; }

    public string? AccountSid { get; init; }

    public string? ApplicationSid { get; init; }
}

/// <summary>The body of a command: each takes one of these.</summary>
internal sealed record JambonzCommand
{
    public JambonzHook? CallHook { get; init; }

    public JambonzHook? Whisper { get; init; }

    public string? CallStatus { get; init; }

    public string? ConfHoldStatus { get; init; }

    public string? ConfMuteStatus { get; init; }

    public JambonzDigit? Dtmf { get; init; }

    public JambonzRecord? Record { get; init; }
}

/// <summary>Reads a time given as text, or as a number of milliseconds or seconds since 1970.</summary>
internal sealed class JambonzTimeConverter : JsonConverter<DateTimeOffset?>
{
    // In seconds this is the year 5138, in milliseconds 1973.
    private const long FewestMilliseconds = 100_000_000_000;

    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Number:
                return !reader.TryGetInt64(out long number) || number is <= 0 or > 253402300799999 ? null
                    : number >= FewestMilliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(number)
                    : DateTimeOffset.FromUnixTimeSeconds(number);
            case JsonTokenType.String:
                return CallWords.Time(reader.GetString());
            default:
                reader.Skip();
                return null;
        }
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options)
    {
        if (value is { } time)
        {
            writer.WriteStringValue(time);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
