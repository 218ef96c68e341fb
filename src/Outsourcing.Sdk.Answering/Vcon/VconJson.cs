using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Outsourcing.Answering;

/// <summary>Writes the pieces of a vCon.</summary>
internal static class VconJson
{
    internal static JsonElement Element(Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            write(writer);
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }

    internal static void Write(Utf8JsonWriter writer, VconObject item)
    {
        writer.WriteStartObject();
        foreach ((string name, JsonElement value) in item.Members)
        {
            writer.WritePropertyName(name);
            value.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    internal static string Text(VconObject item)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            Write(writer, item);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Makes a UUID of version 8 (RFC 9562, section 5.8) that depends on a text only.</summary>
    internal static Guid Uuid(string text)
    {
        Span<byte> bytes = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes[..16], bigEndian: true);
    }
}
