using System.Text.Json;

namespace Outsourcing.Answering;

/// <summary>A voice agent or its language model, as the service keeps it.</summary>
public sealed record AnsweringAgent
{
    /// <summary>Gets the service's id.</summary>
    public required string Id { get; init; }

    /// <summary>Gets what people call it.</summary>
    public string? Name { get; init; }

    /// <summary>Gets all settings as the service tells them, those this version does not know among them.</summary>
    public required JsonElement Settings { get; init; }

    /// <summary>Names the agent; its settings, which may hold telephone numbers, stay out.</summary>
    /// <returns>The id.</returns>
    public override string ToString() => Id;
}
