using Outsourcing.Calls;

namespace Outsourcing.Storage;

/// <summary>A call became known or changed.</summary>
public sealed record CallRecordChange
{
    /// <summary>Gets what names this change for ever: the same change delivered again has the same key, two changes never share one.</summary>
    public required string IdempotencyKey { get; init; }

    /// <summary>Gets whose call it is.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>Gets the number of the change within the call, from 1, rising without gaps in the order handlers hear them.</summary>
    public required int Version { get; init; }

    /// <summary>Gets when the change was stored.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>Gets the call as it is after the change.</summary>
    public required CallRecord Record { get; init; }

    /// <summary>Gets the call as it was before; <see langword="null"/> for the first change.</summary>
    public CallRecord? Previous { get; init; }
}
