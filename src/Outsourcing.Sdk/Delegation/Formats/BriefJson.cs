using System.Text.Json;

namespace Outsourcing.Delegation;

/// <summary>Writes and reads a brief as JSON, as <c>brief.schema.json</c> describes it.</summary>
public static class BriefJson
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n" };

    /// <summary>Writes a brief.</summary>
    /// <param name="brief">The brief.</param>
    /// <returns>Indented JSON.</returns>
    public static string Write(DelegationBrief brief)
    {
        ArgumentNullException.ThrowIfNull(brief);
        using MemoryStream buffer = new();
        using (Utf8JsonWriter writer = new(buffer, Indented))
        {
            JsonSerializer.Serialize(writer, brief, OutsourcingJson.TypeInfo<DelegationBrief>());
        }

        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <summary>Reads a brief.</summary>
    /// <param name="json">The JSON text.</param>
    /// <returns>The brief.</returns>
    /// <exception cref="InvalidBriefException">The text is no brief; the exception names the rule and the place.</exception>
    public static DelegationBrief Read(string json)
    {
        BriefFormat.CheckLength(json);
        try
        {
            return JsonSerializer.Deserialize(json, OutsourcingJson.TypeInfo<DelegationBrief>())
                ?? throw new InvalidBriefException(BriefDefect.Unreadable, "brief", "The document is empty.");
        }
        catch (JsonException refused)
        {
            throw BriefTree.Unreadable(refused);
        }
    }
}
