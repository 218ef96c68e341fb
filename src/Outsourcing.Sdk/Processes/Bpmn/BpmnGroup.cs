namespace Outsourcing.Processes;

/// <summary>Members a file groups together: the lanes of a lane set, the parties and messages of a collaboration.</summary>
internal sealed record BpmnGroup
{
    internal string? Id { get; init; }

    internal string? Name { get; init; }

    internal BpmnDetails Details { get; init; } = BpmnDetails.None;

    internal IReadOnlyList<string> Members { get; init => field = ValueList.Copy(value); } = ValueList.Empty<string>();
}
