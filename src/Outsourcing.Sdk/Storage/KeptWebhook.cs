using Outsourcing.Calls;
using Outsourcing.Webhooks;

namespace Outsourcing.Storage;

/// <summary>A webhook as it is kept, for the person it is about.</summary>
public sealed record KeptWebhook
{
    /// <summary>Gets what it is recognised by.</summary>
    public required InboxKey Key { get; init; }

    /// <summary>Gets when it was received.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Gets where the work on it stands.</summary>
    public required WorkState State { get; init; }

    /// <summary>Gets the call it was found to be about; <see langword="null"/> before it was worked on.</summary>
    public CallId? Call { get; init; }

    /// <summary>Gets the request as it came; <see langword="null"/> when it cannot be read any more.</summary>
    public WebhookRequest? Request { get; init; }
}
