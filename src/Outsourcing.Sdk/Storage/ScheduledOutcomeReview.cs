using Outsourcing.Delegation;
using Outsourcing.Engagements;

namespace Outsourcing.Storage;

/// <summary>A review that was made on schedule.</summary>
public sealed record ScheduledOutcomeReview
{
    /// <summary>Gets what names this review for ever: engagement, version and window. The same review told again has the same key.</summary>
    public required string IdempotencyKey { get; init; }

    /// <summary>Gets whose engagement it is.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>Gets the engagement as it is now.</summary>
    public required Engagement Engagement { get; init; }

    /// <summary>Gets the version of the brief that was in force at the end of the window, and by which the calls were judged.</summary>
    public required DelegationBrief Brief { get; init; }

    /// <summary>Gets the beginning of the window.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Gets the end of the window, itself outside.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>Gets the outcomes over the calls that started in the window while the version was in force.</summary>
    public required OutcomeReview Review { get; init; }

    /// <summary>Gets where the calls that missed an outcome went wrong; <see langword="null"/> when no outcome was missed.</summary>
    public FaultLineReport? FaultLine { get; init; }
}
