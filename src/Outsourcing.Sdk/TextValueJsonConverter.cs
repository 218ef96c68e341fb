using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Outsourcing;

/// <summary>Reads and writes an <see cref="ITextValue{TSelf}"/> as its bare text, as value and as property name.</summary>
/// <typeparam name="T">The text value.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TextValueJsonConverter<T> : JsonConverter<T>
    where T : struct, ITextValue<T>
{
    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw new JsonException($"A {typeof(T).Name} is a JSON string, not {reader.TokenType}.");
        }

        return FromText(reader.GetString()!);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);

    /// <inheritdoc/>
    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        FromText(reader.GetString()!);

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.Value);

    private static T FromText(string text)
    {
        try
        {
            return T.From(text);
        }
        catch (ArgumentException refused)
        {
            throw new JsonException($"The text is no {typeof(T).Name}: {refused.Message}", refused);
        }
    }
}
