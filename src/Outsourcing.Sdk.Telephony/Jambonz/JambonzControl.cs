using System.Buffers;
using System.Text.Json;
using Outsourcing.Webhooks;

namespace Outsourcing.Telephony;

/// <summary>Renders call flows as jambonz verbs.</summary>
/// <remarks>Verbs as in https://docs.jambonz.org/verbs.</remarks>
public static class JambonzControl
{
    private const string Provider = "jambonz";

    /// <summary>Renders a call flow.</summary>
    /// <param name="flow">The flow.</param>
    /// <returns>The reply to the application's webhook.</returns>
    /// <exception cref="CallFlowNotSupportedException">jambonz cannot do a part of it.</exception>
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

    private static void Write(Utf8JsonWriter writer, CallFlowStep step)
    {
        writer.WriteStartObject();
        switch (step)
        {
            case SayStep say:
                writer.WriteString("verb", "say");
                writer.WriteString("text", say.Text);
                break;
            case PlayStep play:
                writer.WriteString("verb", "play");
                writer.WriteString("url", play.Source.AbsoluteUri);
                break;
            case GatherStep gather:
                Gather(writer, gather);
                break;
            case DialStep { Record: true }:
                throw new CallFlowNotSupportedException(Provider, step.Name, "jambonz records by a SIPREC server or the account's settings: leave Record out.");
            case DialStep dial:
                Dial(writer, dial);
                break;
            case HangUpStep:
                writer.WriteString("verb", "hangup");
                break;
            case VoicemailStep:
                throw new CallFlowNotSupportedException(Provider, step.Name, "jambonz takes messages by its listen verb and a server of the app's.");
            default:
                throw new CallFlowNotSupportedException(Provider, step.Name, "Send the text when the call's webhook comes.");
        }

        writer.WriteEndObject();
    }

    private static void Gather(Utf8JsonWriter writer, GatherStep gather)
    {
        writer.WriteString("verb", "gather");
        writer.WriteString("actionHook", gather.Action.AbsoluteUri);
        writer.WriteStartArray("input");
        writer.WriteStringValue("digits");
        if (gather.Speech)
        {
            writer.WriteStringValue("speech");
        }

        writer.WriteEndArray();
        if (gather.Digits is { } digits)
        {
            writer.WriteNumber("numDigits", digits);
        }
        else
        {
            writer.WriteString("finishOnKey", "#");
        }

        writer.WriteNumber("timeout", (int)Math.Ceiling(gather.Timeout.TotalSeconds));
        writer.WriteStartObject("say");
        writer.WriteString("text", gather.Prompt);
        writer.WriteEndObject();
    }

    private static void Dial(Utf8JsonWriter writer, DialStep dial)
    {
        writer.WriteString("verb", "dial");
        if (dial.ShownNumber is { } shown)
        {
            writer.WriteString("callerId", shown.E164);
        }

        writer.WriteNumber("timeout", (int)Math.Ceiling(dial.RingFor.TotalSeconds));
        if (dial.Whisper is { } whisper)
        {
            writer.WriteString("confirmHook", whisper.AbsoluteUri);
        }

        if (dial.StatusCallback is { } callback)
        {
            writer.WriteString("actionHook", callback.AbsoluteUri);
        }

        writer.WriteStartArray("target");
        writer.WriteStartObject();
        writer.WriteString("type", "phone");
        writer.WriteString("number", dial.Number.E164);
        writer.WriteEndObject();
        writer.WriteEndArray();
    }
}
