using System.Text;
using System.Text.Json;
using System.Xml;

namespace Outsourcing.Http;

/// <summary>Reads the error bodies of all providers: problem details, error lists, flat objects and XML; HTML and nothing give nothing.</summary>
/// <param name="Code">The provider's code.</param>
/// <param name="Message">What it said.</param>
/// <param name="RequestId">The id of the request, where the body names it.</param>
public readonly record struct ProviderErrorBody(string? Code, string? Message, string? RequestId)
{
    private static readonly string[] CodeNames = ["code", "error_code", "error-code", "errorCode", "ErrorCode", "type", "smpp_err_code", "Code"];
    private static readonly string[] MessageNames = ["message", "detail", "description", "msg", "error", "error_title", "error-code-label", "error_text", "title", "reason", "Description", "Message"];
    private static readonly string[] RequestNames = ["request_id", "requestId", "instance", "api_id", "id", "trace_id"];

    /// <summary>Names the code; what the provider said, which may quote people and numbers, stays out.</summary>
    /// <returns>The code.</returns>
    public override string ToString() => Code ?? "";

    /// <summary>Reads a body.</summary>
    /// <param name="body">The body.</param>
    /// <returns>What it says; nothing for a body that is no error document.</returns>
    public static ProviderErrorBody Read(ReadOnlySpan<byte> body)
    {
        ReadOnlySpan<byte> text = body.TrimStart(" \t\r\n"u8);
        if (text.StartsWith("\uFEFF"u8))
        {
            text = text[3..];
        }

        return text.IsEmpty ? default
            : text[0] is (byte)'{' or (byte)'[' ? Json(text)
            : text[0] == (byte)'<' ? Xml(text)
            : default;
    }

    private static ProviderErrorBody Json(ReadOnlySpan<byte> text)
    {
        try
        {
            Utf8JsonReader reader = new(text, new JsonReaderOptions { MaxDepth = 32 });
            using JsonDocument document = JsonDocument.ParseValue(ref reader);
            return Json(document.RootElement);
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static ProviderErrorBody Json(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            return element.GetArrayLength() == 0 ? default : Json(element[0]);
        }

        if (element.ValueKind != JsonValueKind.Object)
        {
            return default;
        }

        ProviderErrorBody own = new(First(element, CodeNames), First(element, MessageNames), First(element, RequestNames));
        foreach (string inner in new[] { "errors", "error" })
        {
            if (element.TryGetProperty(inner, out JsonElement nested) && nested.ValueKind is JsonValueKind.Array or JsonValueKind.Object)
            {
                ProviderErrorBody first = Json(nested);
                return new ProviderErrorBody(first.Code ?? own.Code, first.Message ?? own.Message, own.RequestId ?? first.RequestId);
            }
        }

        return own;
    }

    private static string? First(JsonElement element, string[] names)
    {
        foreach (string name in names)
        {
            if (element.TryGetProperty(name, out JsonElement value))
            {
                if (value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text)
                {
                    return text;
                }

                if (value.ValueKind == JsonValueKind.Number)
                {
                    return value.GetRawText();
                }
            }
        }

        return null;
    }

    private static ProviderErrorBody Xml(ReadOnlySpan<byte> text)
    {
        string? code = null;
        string? message = null;
        try
        {
            using XmlReader reader = XmlReader.Create(
                new StringReader(Encoding.UTF8.GetString(text)), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, MaxCharactersInDocument = 100_000 });
            string name = "";
            while (reader.Read())
            {
                if (reader.NodeType == XmlNodeType.Element)
                {
                    name = reader.LocalName;
                }
                else if (reader.NodeType == XmlNodeType.Text)
                {
                    code ??= CodeNames.Contains(name) ? reader.Value : null;
                    message ??= MessageNames.Contains(name) ? reader.Value : null;
                }
            }
        }
        catch (XmlException)
        {
            // HTML, most likely: it says nothing that a program could use.
            return default;
        }

        return new ProviderErrorBody(code, message, null);
    }
}
