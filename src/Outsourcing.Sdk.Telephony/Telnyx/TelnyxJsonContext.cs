using System.Text.Json.Serialization;

namespace Outsourcing.Telephony;

[JsonSourceGenerationOptions(RespectNullableAnnotations = true, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowReadingFromString, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TelnyxData<TelnyxCall>))]
[JsonSerializable(typeof(TelnyxData<TelnyxNumberOrder>))]
[JsonSerializable(typeof(TelnyxData<TelnyxNumber>))]
[JsonSerializable(typeof(TelnyxData<TelnyxMessage>))]
[JsonSerializable(typeof(TelnyxData<TelnyxLookup>))]
[JsonSerializable(typeof(TelnyxData<TelnyxRecording>))]
[JsonSerializable(typeof(TelnyxPage<TelnyxCall>))]
[JsonSerializable(typeof(TelnyxPage<TelnyxAvailableNumber>))]
[JsonSerializable(typeof(TelnyxPage<TelnyxNumber>))]
[JsonSerializable(typeof(TelnyxPage<TelnyxRecording>))]
[JsonSerializable(typeof(TelnyxPage<TelnyxTranscription>))]
[JsonSerializable(typeof(TelnyxPage<TelnyxDetailRecord>))]
[JsonSerializable(typeof(TelnyxPage<TelnyxCallEvent>))]
[JsonSerializable(typeof(TelnyxPage<TelnyxConference>))]
[JsonSerializable(typeof(TelnyxPage<TelnyxParticipant>))]
[JsonSerializable(typeof(TelnyxData<TelnyxConference>))]
[JsonSerializable(typeof(TelnyxTexmlCall))]
[JsonSerializable(typeof(TelnyxTexmlCallPage))]
[JsonSerializable(typeof(TelnyxCommand))]
[JsonSerializable(typeof(TelnyxNumberOrderRequest))]
[JsonSerializable(typeof(TelnyxVoiceSettings))]
internal sealed partial class TelnyxJsonContext : JsonSerializerContext;

internal sealed record TelnyxData<T>(T? Data);

internal sealed record TelnyxPage<T>(IReadOnlyList<T>? Data, TelnyxPageMeta? Meta);

internal sealed record TelnyxPageMeta(int? PageNumber, int? TotalPages, TelnyxCursors? Cursors);

internal sealed record TelnyxCursors(string? After);

internal sealed record TelnyxTexmlCallPage(IReadOnlyList<TelnyxTexmlCall>? Calls, string? NextPageUri);

internal sealed record TelnyxOrderedNumber(string PhoneNumber);

internal sealed record TelnyxNumberOrderRequest(IReadOnlyList<TelnyxOrderedNumber> PhoneNumbers, string? ConnectionId);

internal sealed record TelnyxForwarding(bool CallForwardingEnabled, string? ForwardsTo, string? ForwardingType);

internal sealed record TelnyxVoiceSettings(TelnyxForwarding CallForwarding);

/// <summary>The body of a command or a write: each takes its own few of these.</summary>
internal sealed record TelnyxCommand
{
    public string? ConnectionId { get; init; }

    public string? To { get; init; }

    public string? From { get; init; }

    public string? CommandId { get; init; }

    public int? TimeoutSecs { get; init; }

    public string? WebhookUrl { get; init; }

    public string? AnsweringMachineDetection { get; init; }

    public string? CallControlId { get; init; }

    public string? Payload { get; init; }

    public string? Voice { get; init; }

    public string? Language { get; init; }

    public string? AudioUrl { get; init; }

    public string? Digits { get; init; }

    public string? Format { get; init; }

    public string? Channels { get; init; }

    public string? Text { get; init; }

    public int? MinimumDigits { get; init; }

    public int? MaximumDigits { get; init; }

    public int? MaximumTries { get; init; }

    public int? TimeoutMillis { get; init; }

    public int? InterDigitTimeoutMillis { get; init; }

    public string? ValidDigits { get; init; }

    public string? TerminatingDigit { get; init; }

    public string? TranscriptionTracks { get; init; }

    public string? Name { get; init; }

    public IReadOnlyList<string>? CallControlIds { get; init; }

    public bool? EndConferenceOnExit { get; init; }

    public bool? Hold { get; init; }

    public bool? Mute { get; init; }
}
