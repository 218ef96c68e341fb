using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Outsourcing;

/// <summary>Reads and writes a <see cref="PersonalText"/> as its bare text: stores and exports need it whole.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class PersonalTextJsonConverter : JsonConverter<PersonalText>
{
    /// <inheritdoc/>
    public override PersonalText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
            ? new PersonalText(reader.GetString()!)
            : throw new JsonException($"A {nameof(PersonalText)} is a JSON string, not {reader.TokenType}.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, PersonalText value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}
