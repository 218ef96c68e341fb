using System.Text.Json;
using System.Text.Json.Serialization;
using System.Xml;

namespace Outsourcing.Telephony;

[JsonSourceGenerationOptions(RespectNullableAnnotations = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, NumberHandling = JsonNumberHandling.AllowReadingFromString, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BandwidthCall))]
[JsonSerializable(typeof(IReadOnlyList<BandwidthCall>))]
[JsonSerializable(typeof(IReadOnlyList<BandwidthConference>))]
[JsonSerializable(typeof(IReadOnlyList<BandwidthRecording>))]
[JsonSerializable(typeof(BandwidthTranscription))]
[JsonSerializable(typeof(BandwidthStatistics))]
[JsonSerializable(typeof(BandwidthMessage))]
[JsonSerializable(typeof(BandwidthDeliveryPage))]
[JsonSerializable(typeof(BandwidthLookupAnswer))]
[JsonSerializable(typeof(BandwidthCommand))]
[JsonSerializable(typeof(BandwidthMessageRequest))]
[JsonSerializable(typeof(BandwidthLookupRequest))]
internal sealed partial class BandwidthJsonContext : JsonSerializerContext;

internal sealed record BandwidthDeliveryPage(IReadOnlyList<BandwidthDelivery>? Messages, BandwidthPageInfo? PageInfo);

internal sealed record BandwidthPageInfo(string? NextPageToken);

internal sealed record BandwidthLookupAnswer(BandwidthLookupResults? Data);

internal sealed record BandwidthLookupResults(IReadOnlyList<BandwidthLookup>? Results);

internal sealed record BandwidthLookupRequest(IReadOnlyList<string> PhoneNumbers);

internal sealed record BandwidthMessageRequest(string ApplicationId, IReadOnlyList<string> To, string From, string Text, string? Tag);

internal sealed record BandwidthMachineDetection(string Mode);

/// <summary>The body of a command: each takes its own few of these.</summary>
internal sealed record BandwidthCommand
{
    public string? ApplicationId { get; init; }

    public string? From { get; init; }

    public string? To { get; init; }

    public Uri? AnswerUrl { get; init; }

    public string? Username { get; init; }

    public string? Password { get; init; }

    public Uri? AnswerFallbackUrl { get; init; }

    public string? FallbackUsername { get; init; }

    public string? FallbackPassword { get; init; }

    public Uri? DisconnectUrl { get; init; }

    public double? CallTimeout { get; init; }

    public BandwidthMachineDetection? MachineDetection { get; init; }

    public string? Tag { get; init; }

    public string? State { get; init; }

    public Uri? RedirectUrl { get; init; }

    public string? Status { get; init; }

    public bool? Hold { get; init; }

    public bool? Mute { get; init; }

    public Uri? CallbackUrl { get; init; }

    /// <summary>Returns no credentials.</summary>
    public override string ToString() => nameof(BandwidthCommand);
}

/// <summary>Reads an ISO 8601 duration; what is none reads as null, for the rest of the answer is still good.</summary>
internal sealed class BandwidthDurationConverter : JsonConverter<TimeSpan?>
{
    public override TimeSpan? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return null;
        }

        try
        {
            return XmlConvert.ToTimeSpan(reader.GetString()!);
        }
        catch (Exception unreadable) when (unreadable is FormatException or OverflowException)
        {
            return null;
        }
    }

    public override void Write(Utf8JsonWriter writer, TimeSpan? value, JsonSerializerOptions options)
    {
        if (value is { } time)
        {
            writer.WriteStringValue(XmlConvert.ToString(time));
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
