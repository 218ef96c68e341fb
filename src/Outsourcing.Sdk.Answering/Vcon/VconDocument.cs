using System.Text.Json;

namespace Outsourcing.Answering;

/// <summary>A conversation in the form the IETF drafts for exchange between systems (vCon, draft-ietf-vcon-vcon-core).</summary>
/// <remarks>Read tolerantly by <see cref="Parse"/>, written strictly by <see cref="ToJson"/>.</remarks>
public sealed record VconDocument : VconObject
{
    /// <summary>Initializes an empty vCon.</summary>
    public VconDocument()
    {
    }

    internal VconDocument(UnknownMembers members) => Members = members;

    /// <summary>Gets the vCon's own id; <see langword="null"/> when it has none that is a UUID.</summary>
    public Guid? Uuid { get => Guid.TryParse(Text("uuid"), out Guid uuid) ? uuid : null; init => Set("uuid", value?.ToString("D")); }

    /// <summary>Gets when it was made.</summary>
    public DateTimeOffset? CreatedAt { get => Time("created_at"); init => Set("created_at", value); }

    /// <summary>Gets when it was changed last.</summary>
    public DateTimeOffset? UpdatedAt { get => Time("updated_at"); init => Set("updated_at", value); }

    /// <summary>Gets what the conversation is about.</summary>
    public PersonalText? Subject { get => JsonReading.Personal(Text("subject")); init => Set("subject", value?.Value); }

    /// <summary>Gets who took part.</summary>
    public IReadOnlyList<VconParty> Parties { get => Objects("parties", members => new VconParty(members)); init => Set("parties", value); }

    /// <summary>Gets the parts of the conversation.</summary>
    public IReadOnlyList<VconDialog> Dialogs { get => Objects("dialog", members => new VconDialog(members)); init => Set("dialog", value); }

    /// <summary>Gets what was made of it.</summary>
    public IReadOnlyList<VconAnalysis> Analyses { get => Objects("analysis", members => new VconAnalysis(members)); init => Set("analysis", value); }

    /// <summary>Gets the documents that belong to it.</summary>
    public IReadOnlyList<VconAttachment> Attachments { get => Objects("attachments", members => new VconAttachment(members)); init => Set("attachments", value); }

    /// <summary>Reads a vCon, whatever members it lacks or adds.</summary>
    /// <param name="json">The JSON.</param>
    /// <returns>The vCon.</returns>
    /// <exception cref="VconFormatException">The text is no JSON object.</exception>
    public static VconDocument Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new VconDocument(Of(document.RootElement))
                : throw new VconFormatException([$"A vCon is a JSON object, not {document.RootElement.ValueKind}."]);
        }
        catch (JsonException broken)
        {
            throw new VconFormatException(["The text is no JSON."], broken);
        }
    }

    /// <summary>Gives a vCon that lacks them the members every vCon must have, and drops an empty statement of redaction.</summary>
    /// <param name="createdAt">When it counts as made, when it does not say.</param>
    /// <returns>The vCon with an id that depends on its content only, and a time.</returns>
    public VconDocument Complete(DateTimeOffset createdAt)
    {
        VconDocument complete = this with { CreatedAt = CreatedAt ?? createdAt };
        if (complete.Any("redacted") is { ValueKind: JsonValueKind.Object } redacted && !redacted.EnumerateObject().Any())
        {
            complete.Members.Remove("redacted");
        }

        return Uuid is not null ? complete : complete with { Uuid = VconJson.Uuid(VconJson.Text(this)) };
    }

    /// <summary>Tells what keeps the vCon from being written.</summary>
    /// <returns>One sentence per problem; none when it satisfies the draft.</returns>
    public IReadOnlyList<string> Problems() => VconRules.Check(this);

    /// <summary>Writes the vCon as the draft wants it.</summary>
    /// <returns>The JSON.</returns>
    /// <exception cref="VconFormatException">It lacks what the draft requires, or holds what the draft forbids.</exception>
    public string ToJson()
    {
        IReadOnlyList<string> problems = Problems();
        return problems.Count == 0 ? VconJson.Text(this) : throw new VconFormatException(problems);
    }
}
