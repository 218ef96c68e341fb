namespace Outsourcing.Processes;

/// <summary>A process together with all a BPMN 2.0 file says beyond it: extensions, data objects, resources and the drawing.</summary>
/// <remarks>
/// Reading what <see cref="BpmnWriter"/> wrote gives an equal document (with a drawing, if it had none). The drawing of a file is kept as long as every step, flow,
/// lane and pool comes from that file; when some were added, the whole process is drawn anew. Equality is by content, without
/// <see cref="Findings"/>.
/// </remarks>
public sealed class BpmnDocument : IEquatable<BpmnDocument>
{
    /// <summary>Initializes a document of a process that comes from no file.</summary>
    /// <param name="process">The process.</param>
    public BpmnDocument(BusinessProcess process)
    {
        ArgumentNullException.ThrowIfNull(process);
        Process = process;
    }

    /// <summary>Gets the process.</summary>
    public BusinessProcess Process { get; private init; }

    /// <summary>Gets what in the file refers to nothing; empty for a sound file.</summary>
    public IReadOnlyList<BpmnFinding> Findings { get; internal init => field = ValueList.Copy(value); } = ValueList.Empty<BpmnFinding>();

    /// <summary>Gets whether the file draws the process; otherwise the writer does.</summary>
    public bool HasDrawing => Diagrams.Count > 0;

    /// <summary>The key of the process as a whole among <see cref="Elements"/>: no part has an empty id.</summary>
    internal const string Self = "";

    internal IReadOnlyDictionary<string, string> Namespaces { get; init => field = ValueMap.Copy(value); } = ValueMap.Empty<string>();

    internal BpmnDetails Definitions { get; init; } = BpmnDetails.None;

    internal IReadOnlyList<BpmnGroup> Collaborations { get; init => field = ValueList.Copy(value); } = ValueList.Empty<BpmnGroup>();

    internal IReadOnlyList<BpmnGroup> LaneSets { get; init => field = ValueList.Copy(value); } = ValueList.Empty<BpmnGroup>();

    internal IReadOnlyDictionary<string, BpmnDetails> Elements { get; init => field = ValueMap.Copy(value); } = ValueMap.Empty<BpmnDetails>();

    /// <summary>Gets the id in the file of each part whose own id XML does not allow, by its own id.</summary>
    internal IReadOnlyDictionary<string, string> XmlIds { get; init => field = ValueMap.Copy(value); } = ValueMap.Empty<string>();

    /// <summary>Gets the id in the file of the process as a whole.</summary>
    internal string? XmlId { get; init; }

    internal IReadOnlyList<BpmnFragment> Diagrams { get; init => field = ValueList.Copy(value); } = ValueList.Empty<BpmnFragment>();

    /// <summary>Puts another process, such as the same one described further, in place of the one the file holds.</summary>
    /// <param name="process">The process.</param>
    /// <returns>The document with it; what the file says beyond it stays with the steps that remain.</returns>
    public BpmnDocument With(BusinessProcess process)
    {
        ArgumentNullException.ThrowIfNull(process);
        return Copy(process, Diagrams);
    }

    /// <summary>Forgets the drawing, so that the writer draws the process anew.</summary>
    /// <returns>The document without a drawing.</returns>
    public BpmnDocument WithoutDrawing() => Copy(Process, []);

    /// <inheritdoc/>
    public bool Equals(BpmnDocument? other) =>
        other is not null
        && Process.Equals(other.Process)
        && Namespaces.Equals(other.Namespaces)
        && Definitions == other.Definitions
        && Collaborations.Equals(other.Collaborations)
        && LaneSets.Equals(other.LaneSets)
        && Elements.Equals(other.Elements)
        && XmlIds.Equals(other.XmlIds)
        && XmlId == other.XmlId
        && Diagrams.Equals(other.Diagrams);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as BpmnDocument);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Process, Elements, Diagrams);

    private BpmnDocument Copy(BusinessProcess process, IReadOnlyList<BpmnFragment> diagrams) => new(process)
    {
        Findings = Findings,
        Namespaces = Namespaces,
        Definitions = Definitions,
        Collaborations = Collaborations,
        LaneSets = LaneSets,
        Elements = Elements,
        XmlIds = XmlIds,
        XmlId = XmlId,
        Diagrams = diagrams,
    };
}
