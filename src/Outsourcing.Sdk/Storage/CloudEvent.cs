using System.Buffers;
using System.Text.Json;

namespace Outsourcing.Storage;

/// <summary>Writes CloudEvents 1.0 in structured JSON.</summary>
internal static class CloudEvent
{
    /// <summary>Writes an event.</summary>
    /// <param name="id">What names it for ever, within its source.</param>
    /// <param name="source">What names the app.</param>
    /// <param name="type">Its type, with the version of what it holds.</param>
    /// <param name="subject">What it is about.</param>
    /// <param name="time">When it happened.</param>
    /// <param name="sequence">Its number among those of one subject, from 1; <see langword="null"/> where they have no order.</param>
    /// <param name="data">Writes what it holds.</param>
    /// <returns>The UTF-8 JSON.</returns>
    internal static byte[] Write(string id, Uri source, string type, string subject, DateTimeOffset time, int? sequence, Action<Utf8JsonWriter> data)
    {
        ArrayBufferWriter<byte> buffer = new(1024);
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            json.WriteString("specversion", "1.0");
            json.WriteString("id", id);
            json.WriteString("source", source.OriginalString);
            json.WriteString("type", type);
            json.WriteString("subject", subject);
            json.WriteString("time", time);
            if (sequence is { } number)
            {
                // The extension of this name is a text that is ordered as texts are.
                json.WriteString("sequence", number.ToString("D10", System.Globalization.CultureInfo.InvariantCulture));
            }

            json.WriteString("datacontenttype", "application/json");
            json.WritePropertyName("data");
            data(json);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
