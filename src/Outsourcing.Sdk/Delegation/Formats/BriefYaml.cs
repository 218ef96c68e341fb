namespace Outsourcing.Delegation;

/// <summary>Writes and reads a brief as YAML that an owner can edit: the members of the JSON form, one per line.</summary>
/// <remarks>
/// Reading what was written gives an equal brief, members this version does not know included; comments an owner adds are
/// not kept. Anchors, aliases and tags are refused, so that a document means what it shows.
/// </remarks>
public static class BriefYaml
{
    /// <summary>Writes a brief.</summary>
    /// <param name="brief">The brief.</param>
    /// <returns>The YAML text, with line feeds between lines.</returns>
    public static string Write(DelegationBrief brief)
    {
        ArgumentNullException.ThrowIfNull(brief);
        return YamlTree.Write(BriefTree.Of(brief));
    }

    /// <summary>Reads a brief.</summary>
    /// <param name="yaml">The YAML text.</param>
    /// <returns>The brief.</returns>
    /// <exception cref="InvalidBriefException">The text is no brief; the exception names the rule, and the place or the line.</exception>
    public static DelegationBrief Read(string yaml)
    {
        BriefFormat.CheckLength(yaml);
        return BriefTree.Read(YamlTree.Read(yaml) ?? throw new InvalidBriefException(BriefDefect.Unreadable, "brief", "The document is empty."));
    }
}
