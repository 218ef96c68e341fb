using System.Text.Json;

namespace Outsourcing.Answering;

/// <summary>A telephone number at a service, and the agent that answers it.</summary>
public sealed record AnsweringNumber
{
    /// <summary>Gets the service's id of the number; with some services the number itself.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the number; <see langword="null"/> for a line without one, such as a SIP address.</summary>
    public PhoneNumber? Number { get; init; }

    /// <summary>Gets what people call it.</summary>
    public string? Label { get; init; }

    /// <summary>Gets the agent that answers; <see langword="null"/> when none does.</summary>
    public string? AgentId { get; init; }

    /// <summary>Gets all settings as the service tells them; they may hold credentials of a carrier.</summary>
    public required JsonElement Settings { get; init; }

    /// <summary>Names the number by its id at the service; its settings stay out.</summary>
    /// <returns>The id, or its kind where the id is a telephone number.</returns>
    public override string ToString() => Id.StartsWith('+') ? nameof(AnsweringNumber) : Id;
}
