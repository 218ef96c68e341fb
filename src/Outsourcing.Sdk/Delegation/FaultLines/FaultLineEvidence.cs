using Outsourcing.Engagements;

namespace Outsourcing.Delegation;

/// <summary>What a diagnosis may look at. What is <see langword="null"/> was not recorded, and counts as unknown, never as fine.</summary>
public sealed record FaultLineEvidence
{
    /// <summary>Gets the engagement; it tells which version of the brief was in force when.</summary>
    public required Engagement Engagement { get; init; }

    /// <summary>Gets the versions of its brief.</summary>
    public required IReadOnlyList<DelegationBrief> Versions { get; init => field = ValueList.Copy(value); }

    /// <summary>Gets who received and acknowledged which version.</summary>
    public IReadOnlyList<BriefReceipt>? Receipts { get; init => field = value is null ? null : ValueList.Copy(value); }

    /// <summary>Gets when inputs were not there; empty when all were there all the time.</summary>
    public IReadOnlyList<InputOutage>? Outages { get; init => field = value is null ? null : ValueList.Copy(value); }

    /// <summary>Gets the calls per hour that are contracted or can be answered; <see langword="null"/> for the busiest hour each version expects.</summary>
    public double? CapacityPerHour { get; init; }

    /// <summary>Gets when each call of the engagement started, failed or not.</summary>
    public IReadOnlyList<DateTimeOffset>? Arrivals { get; init => field = value is null ? null : ValueList.Copy(value); }
}
