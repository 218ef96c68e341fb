namespace Outsourcing.Processes;

/// <summary>One thing that is wrong, or remarkable, in an event log, and where.</summary>
public sealed record EventLogProblem
{
    /// <summary>Gets what kind of problem it is.</summary>
    public required EventLogProblemKind Kind { get; init; }

    /// <summary>Gets the line, from 1; <see langword="null"/> where the log has no lines.</summary>
    public long? Line { get; init; }

    /// <summary>Gets the position in the line, from 1; <see langword="null"/> where it is unknown.</summary>
    public long? Position { get; init; }

    /// <summary>Gets what is wrong and what to do about it; without the data of the event.</summary>
    public required string Message { get; init; }
}
