using Outsourcing.Calls;
using Outsourcing.Webhooks;

namespace Outsourcing.Storage;

/// <summary>A believed webhook as it is kept: exactly as it came, with what verifying it gave.</summary>
public sealed record InboxMessage
{
    /// <summary>Gets what it is recognised by.</summary>
    public required InboxKey Key { get; init; }

    /// <summary>Gets the request as it came.</summary>
    public required WebhookRequest Request { get; init; }

    /// <summary>Gets how strongly it was verified.</summary>
    public required WebhookVerification Verification { get; init; }

    /// <summary>Gets the time the sender signed; <see langword="null"/> for schemes that sign none.</summary>
    public DateTimeOffset? SignedAt { get; init; }

    /// <summary>Gets when it was received.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Gets how long after the first receipt the same message may come again, before it is <see cref="InboxReceipt.Replayed"/>; <see langword="null"/> for ever. Not stored.</summary>
    public TimeSpan? RepeatHorizon { get; init; }

    /// <summary>Gets what verifying it gave.</summary>
    public WebhookCheck Check => WebhookCheck.Valid(Verification, SignedAt);
}
