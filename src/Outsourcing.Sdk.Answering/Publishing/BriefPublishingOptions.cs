namespace Outsourcing.Answering;

/// <summary>What a service wants to know of an agent that no brief says. It counts when an agent is created; one that exists keeps its own.</summary>
public sealed class BriefPublishingOptions
{
    /// <summary>Gets or sets the voice, by the service's id; Retell demands one.</summary>
    public string? VoiceId { get; set; }

    /// <summary>Gets or sets the voice's provider; Vapi demands it with a voice.</summary>
    public string? VoiceProvider { get; set; }

    /// <summary>Gets or sets the language model, by the service's name; Vapi demands one.</summary>
    public string? Model { get; set; }

    /// <summary>Gets or sets the language model's provider; Vapi demands one.</summary>
    public string? ModelProvider { get; set; }

    /// <summary>Gets or sets where events are sent; ElevenLabs sets that for the workspace and takes none here.</summary>
    public Uri? Webhook { get; set; }
}
