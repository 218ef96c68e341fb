using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Outsourcing.Http;

/// <summary>A body as it is sent; held in memory, so that it can be sent again where that is harmless.</summary>
/// <param name="Content">The bytes.</param>
/// <param name="ContentType">The content type.</param>
public sealed record RequestBody(ReadOnlyMemory<byte> Content, string ContentType)
{
    /// <summary>Writes a JSON body.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="type">Its contract.</param>
    /// <returns>The body.</returns>
    public static RequestBody Json<T>(T value, JsonTypeInfo<T> type) => new(JsonSerializer.SerializeToUtf8Bytes(value, type), "application/json");

    /// <summary>Writes an XML body.</summary>
    /// <param name="xml">The document.</param>
    /// <returns>The body.</returns>
    public static RequestBody Xml(string xml) => new(Encoding.UTF8.GetBytes(xml), "application/xml");
}
