namespace Outsourcing.Processes;

/// <summary>Where an element stands in its file.</summary>
internal sealed record BpmnPosition(int Line, int Position);
