using System.Text.Json.Serialization;

namespace Outsourcing.Telephony;

[JsonSourceGenerationOptions(RespectNullableAnnotations = true, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowReadingFromString, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PlivoBody))]
[JsonSerializable(typeof(PlivoPlacedCall))]
[JsonSerializable(typeof(PlivoCall))]
[JsonSerializable(typeof(PlivoLiveCall))]
[JsonSerializable(typeof(PlivoCallIds))]
[JsonSerializable(typeof(PlivoConferenceNames))]
[JsonSerializable(typeof(PlivoConference))]
[JsonSerializable(typeof(PlivoNumberOrder))]
[JsonSerializable(typeof(PlivoCreatedApplication))]
[JsonSerializable(typeof(PlivoLookup))]
[JsonSerializable(typeof(PlivoStartedRecording))]
[JsonSerializable(typeof(PlivoRecording))]
[JsonSerializable(typeof(PlivoTranscription))]
[JsonSerializable(typeof(PlivoSentMessage))]
[JsonSerializable(typeof(PlivoMessage))]
[JsonSerializable(typeof(PlivoPrices))]
[JsonSerializable(typeof(PlivoPage<PlivoCall>))]
[JsonSerializable(typeof(PlivoPage<PlivoAvailableNumber>))]
[JsonSerializable(typeof(PlivoPage<PlivoNumber>))]
[JsonSerializable(typeof(PlivoPage<PlivoApplication>))]
[JsonSerializable(typeof(PlivoPage<PlivoRecording>))]
[JsonSerializable(typeof(PlivoPage<PlivoMessage>))]
internal sealed partial class PlivoJsonContext : JsonSerializerContext;

internal sealed record PlivoPage<T>(PlivoPageMeta? Meta, IReadOnlyList<T>? Objects);

// A link, null, or on some listings a truth value.
internal sealed record PlivoPageMeta([property: JsonConverter(typeof(WireTextConverter))] string? Next);

internal sealed record PlivoCallIds(IReadOnlyList<string>? Calls);

internal sealed record PlivoConferenceNames(IReadOnlyList<string>? Conferences);

internal sealed record PlivoCreatedApplication(string AppId);

/// <summary>The body of a write: each takes its own few of these.</summary>
internal sealed record PlivoBody
{
    public string? From { get; init; }

    public string? To { get; init; }

    public string? AnswerUrl { get; init; }

    public string? AnswerMethod { get; init; }

    public string? RingUrl { get; init; }

    public string? HangupUrl { get; init; }

    public string? HangupMethod { get; init; }

    public string? FallbackUrl { get; init; }

    public string? FallbackAnswerUrl { get; init; }

    public string? FallbackMethod { get; init; }

    public int? RingTimeout { get; init; }

    public int? TimeLimit { get; init; }

    public string? MachineDetection { get; init; }

    public string? SendDigits { get; init; }

    public string? Legs { get; init; }

    public string? AlegUrl { get; init; }

    public string? AlegMethod { get; init; }

    public string? BlegUrl { get; init; }

    public string? BlegMethod { get; init; }

    public string? Text { get; init; }

    public string? Voice { get; init; }

    public string? Language { get; init; }

    public string? Urls { get; init; }

    public bool? Loop { get; init; }

    public string? Digits { get; init; }

    public string? AppId { get; init; }

    public string? AppName { get; init; }

    public string? Alias { get; init; }

    public string? MessageUrl { get; init; }

    public string? MessageMethod { get; init; }

    public string? FileFormat { get; init; }

    public string? CallbackUrl { get; init; }

    public string? CallbackMethod { get; init; }

    public string? TranscriptionCallbackUrl { get; init; }

    public string? Src { get; init; }

    public string? Dst { get; init; }

    public string? Url { get; init; }

    public string? Method { get; init; }
}
