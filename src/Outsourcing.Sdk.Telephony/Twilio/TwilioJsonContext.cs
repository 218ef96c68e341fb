using System.Text.Json.Serialization;

namespace Outsourcing.Telephony;

[JsonSourceGenerationOptions(RespectNullableAnnotations = true, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(TwilioCall))]
[JsonSerializable(typeof(TwilioCallPage))]
[JsonSerializable(typeof(TwilioAvailableNumberPage))]
[JsonSerializable(typeof(TwilioNumber))]
[JsonSerializable(typeof(TwilioNumberPage))]
[JsonSerializable(typeof(TwilioRecording))]
[JsonSerializable(typeof(TwilioRecordingPage))]
[JsonSerializable(typeof(TwilioTranscriptionPage))]
[JsonSerializable(typeof(TwilioMessage))]
[JsonSerializable(typeof(TwilioMessagePage))]
[JsonSerializable(typeof(TwilioUsagePage))]
[JsonSerializable(typeof(TwilioLookup))]
[JsonSerializable(typeof(TwilioVoicePrice))]
[JsonSerializable(typeof(TwilioParticipant))]
[JsonSerializable(typeof(TwilioConferencePage))]
[JsonSerializable(typeof(TwilioConference))]
internal sealed partial class TwilioJsonContext : JsonSerializerContext;

internal sealed record TwilioCallPage(IReadOnlyList<TwilioCall>? Calls, string? NextPageUri);

internal sealed record TwilioAvailableNumberPage(IReadOnlyList<TwilioAvailableNumber>? AvailablePhoneNumbers, string? NextPageUri);

internal sealed record TwilioNumberPage(IReadOnlyList<TwilioNumber>? IncomingPhoneNumbers, string? NextPageUri);

internal sealed record TwilioRecordingPage(IReadOnlyList<TwilioRecording>? Recordings, string? NextPageUri);

internal sealed record TwilioTranscriptionPage(IReadOnlyList<TwilioTranscription>? Transcriptions, string? NextPageUri);

internal sealed record TwilioMessagePage(IReadOnlyList<TwilioMessage>? Messages, string? NextPageUri);

internal sealed record TwilioUsagePage(IReadOnlyList<TwilioUsage>? UsageRecords, string? NextPageUri);

internal sealed record TwilioConferencePage(IReadOnlyList<TwilioConference>? Conferences, string? NextPageUri);
