using System.Globalization;
using System.Text.Json;

namespace Outsourcing.Answering;

/// <summary>An object of a vCon: its members as they came, read tolerantly.</summary>
/// <remarks>
/// A member of an unexpected type reads as <see langword="null"/> and stays in the object. Equality is deep and ignores the order
/// of members.
/// </remarks>
public abstract record VconObject
{
    private protected VconObject() => Members = [];

    /// <summary>Initializes a copy.</summary>
    /// <param name="original">The object to copy.</param>
    protected VconObject(VconObject original)
    {
        ArgumentNullException.ThrowIfNull(original);
        Members = [];
        foreach ((string name, JsonElement value) in original.Members)
        {
            Members.Add(name, value);
        }
    }

    /// <summary>Gets all members, those this version knows and those it does not.</summary>
    public UnknownMembers Members { get; private protected init; }

    private protected string? Text(string name) =>
        Members.TryGetValue(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private protected DateTimeOffset? Time(string name) =>
        DateTimeOffset.TryParse(Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : null;

    private protected double? Number(string name) =>
        Members.TryGetValue(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) ? number : null;

    private protected JsonElement? Any(string name) =>
        Members.TryGetValue(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private protected IReadOnlyList<int> Indices(string name) => Any(name) switch
    {
        { ValueKind: JsonValueKind.Number } one when one.TryGetInt32(out int index) => [index],
        { ValueKind: JsonValueKind.Array } many => [.. many.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out _)).Select(item => item.GetInt32())],
        _ => [],
    };

    private protected IReadOnlyList<T> Objects<T>(string name, Func<UnknownMembers, T> make) => Any(name) is { ValueKind: JsonValueKind.Array } array
        ? ValueList.Copy(array.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object).Select(item => make(Of(item))))
        : ValueList.Empty<T>();

    private protected void Set(string name, string? value) => Set(name, value is null ? null : VconJson.Element(writer => writer.WriteStringValue(value)));

    private protected void Set(string name, DateTimeOffset? value) => Set(name, value?.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture));

    private protected void Set(string name, double? value) => Set(name, value is { } number ? VconJson.Element(writer => writer.WriteNumberValue(number)) : null);

    private protected void Set(string name, IReadOnlyList<int> indices) => Set(name, indices.Count == 0 ? null : VconJson.Element(writer =>
    {
        writer.WriteStartArray();
        foreach (int index in indices)
        {
            writer.WriteNumberValue(index);
        }

        writer.WriteEndArray();
    }));

    private protected void Set(string name, IEnumerable<VconObject> objects) => Set(name, VconJson.Element(writer =>
    {
        writer.WriteStartArray();
        foreach (VconObject item in objects)
        {
            VconJson.Write(writer, item);
        }

        writer.WriteEndArray();
    }));

    private protected void Set(string name, JsonElement? value)
    {
        if (value is { } element)
        {
            Members[name] = element.Clone();
        }
        else
        {
            Members.Remove(name);
        }
    }

    private protected static UnknownMembers Of(JsonElement element)
    {
        UnknownMembers members = [];
        foreach (JsonProperty member in element.EnumerateObject())
        {
            members[member.Name] = member.Value.Clone();
        }

        return members;
    }
}
