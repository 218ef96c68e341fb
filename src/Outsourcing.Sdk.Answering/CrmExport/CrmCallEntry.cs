using System.Text.Json;

namespace Outsourcing.Answering;

/// <summary>A call as one CRM wants it: the fields of a create or update request.</summary>
/// <remarks>Equality is by content.</remarks>
public sealed record CrmCallEntry
{
    /// <summary>Gets the CRM, such as <c>salesforce</c>.</summary>
    public required string Crm { get; init; }

    /// <summary>Gets the kind of entry in the CRM's words, such as <c>Task</c> or <c>callLogs</c>.</summary>
    public required string Resource { get; init; }

    /// <summary>Gets our id of the call, by which the entry is found again.</summary>
    public required string ExternalId { get; init; }

    /// <summary>Gets the field of the CRM that holds <see cref="ExternalId"/>; <see langword="null"/> when the CRM has none.</summary>
    public string? ExternalIdField { get; init; }

    /// <summary>Gets the fields with their values.</summary>
    public IReadOnlyDictionary<string, JsonElement> Fields
    {
        get;
        init => field = CrmFields.Copy(value);
    } = CrmFields.Copy([]);

    /// <summary>Gets where the recording lies when it goes to the CRM in a request of its own; <see langword="null"/> otherwise.</summary>
    public Uri? RecordingToSend { get; init; }

    /// <inheritdoc/>
    public bool Equals(CrmCallEntry? other) =>
        other is not null && Crm == other.Crm && Resource == other.Resource && ExternalId == other.ExternalId
        && ExternalIdField == other.ExternalIdField && Equals(RecordingToSend, other.RecordingToSend)
        && Fields.Count == other.Fields.Count
        && Fields.All(pair => other.Fields.TryGetValue(pair.Key, out JsonElement value) && JsonElement.DeepEquals(pair.Value, value));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Crm, Resource, ExternalId, Fields.Count);

    /// <summary>Gets what kind of entry it is, without its content.</summary>
    /// <returns>For example <c>hubspot calls (9 fields)</c>.</returns>
    public override string ToString() => $"{Crm} {Resource} ({Fields.Count} fields)";

    /// <summary>Gets the fields as the JSON body of a request.</summary>
    /// <returns>A JSON object.</returns>
    public string ToJson() => VconJson.Element(writer =>
    {
        writer.WriteStartObject();
        foreach ((string name, JsonElement value) in Fields)
        {
            writer.WritePropertyName(name);
            value.WriteTo(writer);
        }

        writer.WriteEndObject();
    }).GetRawText();
}
