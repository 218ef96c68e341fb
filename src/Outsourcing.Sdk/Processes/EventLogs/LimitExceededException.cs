namespace Outsourcing.Processes;

/// <summary>A bound was passed inside a stream; callers see it as an <see cref="EventLogFormatException"/>.</summary>
internal sealed class LimitExceededException(string message) : Exception(message);
