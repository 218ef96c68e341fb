using System.Text.Json.Serialization;

namespace Outsourcing.Storage;

/// <summary>What an ordered review is to look at, as the outbox keeps it.</summary>
internal sealed record OutcomeReviewOrder
{
    public required string Engagement { get; init; }

    public required int Version { get; init; }

    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset Until { get; init; }
}

[JsonSerializable(typeof(OutcomeReviewOrder))]
internal sealed partial class OutcomeReviewJsonContext : JsonSerializerContext;
