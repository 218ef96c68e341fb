namespace Outsourcing.Answering;

/// <summary>Which calls of an account are listed.</summary>
public sealed record AnsweringCallFilter
{
    /// <summary>Gets the earliest start; <see langword="null"/> for no bound.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Gets the latest start; <see langword="null"/> for no bound.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Gets the agent, or what the service has in its place; <see langword="null"/> for all.</summary>
    public string? AgentId { get; init; }
}
