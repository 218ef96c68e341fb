namespace Outsourcing.Processes;

/// <summary>Something in a BPMN file that refers to nothing; it is kept in the file and left out of the process.</summary>
public sealed record BpmnFinding
{
    /// <summary>Gets what is wrong, as a sentence that names the element.</summary>
    public required string Message { get; init; }

    /// <summary>Gets the line, counted from 1; 0 when it is not known.</summary>
    public int Line { get; init; }

    /// <summary>Gets the position in the line, counted from 1; 0 when it is not known.</summary>
    public int Position { get; init; }
}
