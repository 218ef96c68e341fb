namespace Outsourcing.Processes;

/// <summary>What a file says about one element beyond what the process model holds: other attributes and children, verbatim.</summary>
internal sealed record BpmnDetails
{
    internal static readonly BpmnDetails None = new();

    /// <summary>Gets the other attributes, by expanded name.</summary>
    internal IReadOnlyDictionary<string, string> Attributes { get; init => field = ValueMap.Copy(value); } = ValueMap.Empty<string>();

    /// <summary>Gets the other children as XML, in order.</summary>
    internal IReadOnlyList<BpmnFragment> Children { get; init => field = ValueList.Copy(value); } = ValueList.Empty<BpmnFragment>();

    /// <summary>Gets whether the element does not list the flows that enter and leave it.</summary>
    internal bool OmitsFlowLists { get; init; }
}
