using System.Buffers;
using System.Text.Json;
using Outsourcing.Webhooks;

namespace Outsourcing.Telephony;

/// <summary>Renders call flows as NCCO, Vonage's call-control document.</summary>
/// <remarks>Actions as in https://developer.vonage.com/en/voice/voice-api/ncco-reference.</remarks>
public static class VonageControl
{
    private const string Provider = "vonage";

    /// <summary>Renders a call flow.</summary>
    /// <param name="flow">The flow.</param>
    /// <returns>The reply to the answer webhook.</returns>
    /// <exception cref="CallFlowNotSupportedException">Vonage cannot do a part of it.</exception>
    public static WebhookReply Render(CallFlow flow)
    {
        ArgumentNullException.ThrowIfNull(flow);
        ArrayBufferWriter<byte> buffer = new(512);
        using (Utf8JsonWriter writer = new(buffer))
        {
            writer.WriteStartArray();
            foreach (CallFlowStep step in flow.Steps)
            {
                Write(writer, step);
            }

            writer.WriteEndArray();
        }

        return new WebhookReply { ContentType = "application/json", Body = buffer.WrittenMemory };
    }

    /// <summary>Renders a document that puts the call into a conference.</summary>
    internal static JsonElement Conversation(string name, bool endOnExit)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArrayBufferWriter<byte> buffer = new(128);
        using (Utf8JsonWriter writer = new(buffer))
        {
            writer.WriteStartArray();
            Start(writer, "conversation");
            writer.WriteString("name", name);
            if (endOnExit)
            {
                writer.WriteBoolean("endOnExit", true);
            }

            writer.WriteEndObject();
            writer.WriteEndArray();
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, CallFlowStep step)
    {
        switch (step)
        {
            case SayStep say:
                Talk(writer, say.Text, say.Language, bargeIn: false);
                break;
            case PlayStep play:
                Start(writer, "stream");
                writer.WriteStartArray("streamUrl");
                writer.WriteStringValue(play.Source.AbsoluteUri);
                writer.WriteEndArray();
                writer.WriteEndObject();
                break;
            case GatherStep gather:
                Talk(writer, gather.Prompt, null, bargeIn: true);
                Gather(writer, gather);
                break;
            case DialStep { Whisper: not null }:
                throw new CallFlowNotSupportedException(Provider, step.Name, "A number's whisper needs an answer address of its own at Vonage: use onAnswer in a document of the app.");
            case DialStep dial:
                Dial(writer, dial);
                break;
            case VoicemailStep voicemail:
                Talk(writer, voicemail.Greeting, null, bargeIn: false);
                Start(writer, "record");
                writer.WriteBoolean("beepStart", true);
                writer.WriteNumber("timeOut", (int)Math.Clamp(Math.Ceiling(voicemail.MaxLength.TotalSeconds), 3, 7200));
                Urls(writer, "eventUrl", voicemail.RecordingCallback);
                writer.WriteEndObject();
                break;
            case HangUpStep:
                // A document that ends hangs up.
                break;
            default:
                throw new CallFlowNotSupportedException(Provider, step.Name, "Send the text by the messages API when the call's webhook comes.");
        }
    }

    private static void Talk(Utf8JsonWriter writer, string text, string? language, bool bargeIn)
    {
        Start(writer, "talk");
        writer.WriteString("text", text);
        if (language is not null)
        {
            writer.WriteString("language", language);
        }

        if (bargeIn)
        {
            writer.WriteBoolean("bargeIn", true);
        }

        writer.WriteEndObject();
    }

    private static void Gather(Utf8JsonWriter writer, GatherStep gather)
    {
        Start(writer, "input");
        writer.WriteStartArray("type");
        writer.WriteStringValue("dtmf");
        if (gather.Speech)
        {
            writer.WriteStringValue("speech");
        }

        writer.WriteEndArray();
        writer.WriteStartObject("dtmf");
        writer.WriteNumber("timeOut", (int)Math.Clamp(Math.Ceiling(gather.Timeout.TotalSeconds), 1, 10));
        if (gather.Digits is { } digits)
        {
            writer.WriteNumber("maxDigits", digits);
        }
        else
        {
            writer.WriteBoolean("submitOnHash", true);
        }

        writer.WriteEndObject();
        if (gather.Speech)
        {
            // Vonage's own library writes the settings whenever speech is taken; empty, they are the defaults.
            writer.WriteStartObject("speech");
            writer.WriteEndObject();
        }

        Urls(writer, "eventUrl", gather.Action);
        writer.WriteEndObject();
    }

    private static void Dial(Utf8JsonWriter writer, DialStep dial)
    {
        if (dial.Record)
        {
            Start(writer, "record");
            writer.WriteEndObject();
        }

        Start(writer, "connect");
        if (dial.ShownNumber is { } shown)
        {
            writer.WriteString("from", shown.E164.AsSpan(1));
        }

        writer.WriteNumber("timeout", (int)Math.Ceiling(dial.RingFor.TotalSeconds));
        Urls(writer, "eventUrl", dial.StatusCallback);
        writer.WriteStartArray("endpoint");
        writer.WriteStartObject();
        writer.WriteString("type", "phone");
        writer.WriteString("number", dial.Number.E164.AsSpan(1));
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Start(Utf8JsonWriter writer, string action)
    {
        writer.WriteStartObject();
        writer.WriteString("action", action);
    }

    private static void Urls(Utf8JsonWriter writer, string name, Uri? url)
    {
        if (url is not null)
        {
            writer.WriteStartArray(name);
            writer.WriteStringValue(url.AbsoluteUri);
            writer.WriteEndArray();
        }
    }
}
