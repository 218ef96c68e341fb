using System.Text.Json;
using System.Text.Json.Serialization;

namespace Outsourcing.Telephony;

[JsonSourceGenerationOptions(RespectNullableAnnotations = true, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowReadingFromString, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(VonageCall))]
[JsonSerializable(typeof(VonageCallPage))]
[JsonSerializable(typeof(VonageCallBody))]
[JsonSerializable(typeof(VonageCommand))]
[JsonSerializable(typeof(VonageAvailableNumberPage))]
[JsonSerializable(typeof(VonageNumberPage))]
[JsonSerializable(typeof(VonageAnswer))]
[JsonSerializable(typeof(VonageTranscription))]
[JsonSerializable(typeof(VonageMessages))]
[JsonSerializable(typeof(VonageChannelBody))]
[JsonSerializable(typeof(VonageChannelAnswer))]
[JsonSerializable(typeof(VonageRecordPage))]
[JsonSerializable(typeof(VonageLookup))]
[JsonSerializable(typeof(VonageVoicePrice))]
internal sealed partial class VonageJsonContext : JsonSerializerContext;

internal sealed record VonageCallPage(int? Count, int? RecordIndex, [property: JsonPropertyName("_embedded")] VonageCalls? Embedded);

internal sealed record VonageCalls(IReadOnlyList<VonageCall>? Calls);

internal sealed record VonageCallTarget(string Type, string Number, [property: JsonPropertyName("dtmfAnswer")] string? DtmfAnswer);

internal sealed record VonageCallBody
{
    public required IReadOnlyList<VonageCallTarget> To { get; init; }

    public VonageCallTarget? From { get; init; }

    public bool? RandomFromNumber { get; init; }

    public JsonElement? Ncco { get; init; }

    public IReadOnlyList<string>? AnswerUrl { get; init; }

    public string? AnswerMethod { get; init; }

    public IReadOnlyList<string>? EventUrl { get; init; }

    public string? MachineDetection { get; init; }

    public int? RingingTimer { get; init; }

    public int? LengthTimer { get; init; }
}

internal sealed record VonageDestination(string Type, JsonElement? Ncco, IReadOnlyList<string>? Url);

/// <summary>The body of a command to a call: each takes its own few of these.</summary>
internal sealed record VonageCommand
{
    public string? Action { get; init; }

    public VonageDestination? Destination { get; init; }

    public string? Text { get; init; }

    public string? Language { get; init; }

    public IReadOnlyList<string>? StreamUrl { get; init; }

    public int? Loop { get; init; }

    public string? Digits { get; init; }
}

internal sealed record VonageAvailableNumberPage(int? Count, IReadOnlyList<VonageAvailableNumber>? Numbers);

internal sealed record VonageNumberPage(int? Count, IReadOnlyList<VonageNumber>? Numbers);

internal sealed record VonageAnswer
{
    [JsonPropertyName("error-code")]
    [JsonConverter(typeof(WireTextConverter))]
    public string? ErrorCode { get; init; }

    [JsonPropertyName("error-code-label")]
    public string? ErrorCodeLabel { get; init; }
}

internal sealed record VonageMessages(IReadOnlyList<VonageMessage>? Messages);

internal sealed record VonageChannelParty(string Type, string Number);

internal sealed record VonageChannelText(string Type, string Text);

internal sealed record VonageChannelContent(VonageChannelText Content);

internal sealed record VonageChannelBody(VonageChannelParty To, VonageChannelParty From, VonageChannelContent Message);

internal sealed record VonageChannelAnswer(string? MessageUuid);

internal sealed record VonageRecordPage([property: JsonPropertyName("_links")] VonageLinks? Links, string? Cursor, string? Iv, IReadOnlyList<VonageRecord>? Records);

internal sealed record VonageLinks(VonageLink? Next);

internal sealed record VonageLink(string? Href);
