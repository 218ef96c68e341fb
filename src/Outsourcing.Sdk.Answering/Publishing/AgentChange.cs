using System.Text.Json;

namespace Outsourcing.Answering;

/// <summary>One setting of a published agent that the brief would have otherwise.</summary>
public sealed record AgentChange
{
    /// <summary>Gets the object it is in: <c>agent</c>, or <c>llm</c> for Retell's language model.</summary>
    public required string Part { get; init; }

    /// <summary>Gets the place in it, as a JSON pointer.</summary>
    public required string Path { get; init; }

    /// <summary>Gets what the service has; <see langword="null"/> when nothing.</summary>
    public JsonElement? Before { get; init; }

    /// <summary>Gets what the brief says; <see langword="null"/> when it is removed.</summary>
    public JsonElement? After { get; init; }

    /// <summary>Names the place; the values may hold names and numbers and stay out.</summary>
    /// <returns>Part and path.</returns>
    public override string ToString() => $"{Part}{Path}";
}
