namespace Outsourcing.Processes;

/// <summary>An event log cannot be read: its notation is broken, it holds what is refused, or what is needed is missing.</summary>
public sealed class EventLogFormatException : OutsourcingException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="problem">What is wrong, and where.</param>
    /// <param name="fileName">The name of the file, or <see langword="null"/> when a stream has none.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public EventLogFormatException(EventLogProblem problem, string? fileName = null, Exception? innerException = null)
        : base(Text(problem, fileName), innerException)
    {
        Problem = problem;
        FileName = fileName;
    }

    /// <summary>Gets what is wrong, and where.</summary>
    public EventLogProblem Problem { get; }

    /// <summary>Gets the name of the file, without its folder; <see langword="null"/> when a stream has none.</summary>
    public string? FileName { get; }

    private static string Text(EventLogProblem problem, string? fileName)
    {
        ArgumentNullException.ThrowIfNull(problem);
        string place = problem.Line is { } line ? $"line {line}" + (problem.Position is { } position ? $", position {position}" : "") : "unknown place";
        return $"{fileName ?? "Event log"}, {place}: {problem.Message}";
    }
}
