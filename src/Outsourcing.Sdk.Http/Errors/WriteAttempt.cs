namespace Outsourcing.Http;

/// <summary>When a command was under way.</summary>
/// <param name="StartedAt">When it was sent.</param>
/// <param name="EndedAt">When waiting for its answer ended.</param>
public readonly record struct WriteAttempt(DateTimeOffset StartedAt, DateTimeOffset EndedAt);
