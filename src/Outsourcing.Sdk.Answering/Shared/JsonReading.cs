using System.Globalization;
using System.Text.Json;

namespace Outsourcing.Answering;

/// <summary>Reads what may be absent, null or of another kind than documented: then there is nothing, never an exception.</summary>
internal static class JsonReading
{
    internal static JsonElement? Member(this JsonElement element, params ReadOnlySpan<string> path)
    {
        JsonElement at = element;
        foreach (string name in path)
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at))
            {
                return null;
            }
        }

        return at.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? null : at;
    }

    internal static string? Text(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.Member(path) is { ValueKind: JsonValueKind.String } text && text.GetString() is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;

    internal static PersonalText? Personal(this JsonElement element, params ReadOnlySpan<string> path) => Personal(element.Text(path));

    internal static PersonalText? Personal(string? text) => text is null ? default(PersonalText?) : new PersonalText(text);

    /// <summary>Gets a value as a person would read it: texts as they are, everything else as JSON.</summary>
    internal static string? AnyText(this JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.String => element.GetString(),
        _ => element.GetRawText(),
    };

    internal static decimal? Number(this JsonElement element, params ReadOnlySpan<string> path) => element.Member(path) switch
    {
        { ValueKind: JsonValueKind.Number } number when number.TryGetDecimal(out decimal value) => value,
        { ValueKind: JsonValueKind.String } text when decimal.TryParse(text.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value) => value,
        _ => null,
    };

    internal static bool? Flag(this JsonElement element, params ReadOnlySpan<string> path) => element.Member(path)?.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    internal static IEnumerable<JsonElement> Items(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.Member(path) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];

    internal static IEnumerable<JsonProperty> Properties(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.Member(path) is { ValueKind: JsonValueKind.Object } item ? item.EnumerateObject() : [];

    internal static DateTimeOffset? UnixMilliseconds(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.Number(path) is { } number and > 0 and < 253402300799000 ? DateTimeOffset.FromUnixTimeMilliseconds((long)number) : null;

    internal static DateTimeOffset? UnixSeconds(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.Number(path) is { } number and > 0 and < 253402300799 ? DateTimeOffset.FromUnixTimeMilliseconds((long)(number * 1000)) : null;

    internal static DateTimeOffset? Time(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.Text(path) is { } text && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : null;

    internal static TimeSpan? Seconds(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.Number(path) is { } number and >= 0 and < 1_000_000_000 ? TimeSpan.FromSeconds((double)number) : null;

    internal static PhoneNumber? Phone(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.Text(path) is { } text && PhoneNumber.TryParse(text, out PhoneNumber number) ? number : null;

    internal static Uri? Address(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.Text(path) is { } text && Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address.Scheme is "https" or "http" ? address : null;

    /// <summary>Parses a body; null when it is no JSON object.</summary>
    internal static JsonElement? Object(ReadOnlyMemory<byte> body)
    {
        try
        {
            JsonElement root = JsonElement.Parse(body.Span);
            return root.ValueKind == JsonValueKind.Object ? root : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
