using System.Text.Json.Serialization;

namespace Outsourcing.Telephony;

[JsonSourceGenerationOptions(RespectNullableAnnotations = true, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(SignalWireCall))]
[JsonSerializable(typeof(SignalWireCallPage))]
[JsonSerializable(typeof(SignalWireAvailableNumberPage))]
[JsonSerializable(typeof(SignalWireNumber))]
[JsonSerializable(typeof(SignalWireNumberPage))]
[JsonSerializable(typeof(SignalWireRecording))]
[JsonSerializable(typeof(SignalWireRecordingPage))]
[JsonSerializable(typeof(SignalWireTranscriptionPage))]
[JsonSerializable(typeof(SignalWireMessage))]
[JsonSerializable(typeof(SignalWireMessagePage))]
[JsonSerializable(typeof(SignalWireParticipant))]
[JsonSerializable(typeof(SignalWireConferencePage))]
[JsonSerializable(typeof(SignalWireConference))]
[JsonSerializable(typeof(SignalWireLookup))]
internal sealed partial class SignalWireJsonContext : JsonSerializerContext;

internal sealed record SignalWireCallPage(IReadOnlyList<SignalWireCall>? Calls, string? NextPageUri);

internal sealed record SignalWireAvailableNumberPage(IReadOnlyList<SignalWireAvailableNumber>? AvailablePhoneNumbers, string? NextPageUri);

internal sealed record SignalWireNumberPage(IReadOnlyList<SignalWireNumber>? IncomingPhoneNumbers, string? NextPageUri);

internal sealed record SignalWireRecordingPage(IReadOnlyList<SignalWireRecording>? Recordings, string? NextPageUri);

internal sealed record SignalWireTranscriptionPage(IReadOnlyList<SignalWireTranscription>? Transcriptions, string? NextPageUri);

internal sealed record SignalWireMessagePage(IReadOnlyList<SignalWireMessage>? Messages, string? NextPageUri);

internal sealed record SignalWireConferencePage(IReadOnlyList<SignalWireConference>? Conferences, string? NextPageUri);
