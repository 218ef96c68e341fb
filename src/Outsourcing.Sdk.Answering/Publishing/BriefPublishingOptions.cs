namespace Outsourcing.Answering;

/// <summary>What a service wants to know of an agent that no brief says. It counts when an agent is created; one that exists keeps its own.</summary>
public sealed record BriefPublishingOptions
{
    /// <summary>Gets the voice, by the service's id; Retell demands one.</summary>
    public string? VoiceId { get; init; }

    /// <summary>Gets the voice's provider; Vapi demands it with a voice.</summary>
    public string? VoiceProvider { get; init; }

    /// <summary>Gets the language model, by the service's name; Vapi demands one.</summary>
    public string? Model { get; init; }

    /// <summary>Gets the language model's provider; Vapi demands one.</summary>
    public string? ModelProvider { get; init; }

    /// <summary>Gets where events are sent; ElevenLabs sets that for the workspace and takes none here.</summary>
    public Uri? Webhook { get; init; }
}
