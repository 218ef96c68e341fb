using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Outsourcing;

/// <summary>Reads and writes a <see cref="PhoneNumber"/> as its E.164 text.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class PhoneNumberJsonConverter : JsonConverter<PhoneNumber>
{
    /// <inheritdoc/>
    public override PhoneNumber Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && PhoneNumber.TryParse(reader.GetString(), out PhoneNumber number)
            ? number
            : throw new JsonException("A phone number is a JSON string in E.164 form.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, PhoneNumber value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.E164);
}
