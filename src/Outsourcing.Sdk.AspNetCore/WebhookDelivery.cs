using System.Text.Json.Serialization;

namespace Outsourcing.AspNetCore;

/// <summary>An event on its way to a subscriber, as the outbox keeps it.</summary>
internal sealed record WebhookDelivery
{
    public required string Id { get; init; }

    /// <summary>The subscription's name as it is written; the outbox keeps accounts in lower case.</summary>
    public required string Subscription { get; init; }

    public required DateTimeOffset QueuedAt { get; init; }

    /// <summary>The body, byte for byte the same at each attempt.</summary>
    public required string Body { get; init; }
}

[JsonSerializable(typeof(WebhookDelivery))]
internal sealed partial class WebhookDeliveryJsonContext : JsonSerializerContext;
