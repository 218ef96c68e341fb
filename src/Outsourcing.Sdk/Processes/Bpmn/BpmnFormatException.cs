namespace Outsourcing.Processes;

/// <summary>A file is no BPMN 2.0 model, or one that is refused because it could harm who reads it.</summary>
public sealed class BpmnFormatException : OutsourcingException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="rule">What is wrong, as a sentence.</param>
    /// <param name="line">The line, counted from 1; 0 when it is not known.</param>
    /// <param name="position">The position in the line, counted from 1; 0 when it is not known.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public BpmnFormatException(string rule, int line = 0, int position = 0, Exception? innerException = null)
        : base(line > 0 ? $"Line {line}, position {position}: {rule}" : rule, innerException)
    {
        Line = line;
        Position = position;
    }

    /// <summary>Gets the line, counted from 1; 0 when it is not known.</summary>
    public int Line { get; }

    /// <summary>Gets the position in the line, counted from 1; 0 when it is not known.</summary>
    public int Position { get; }
}
