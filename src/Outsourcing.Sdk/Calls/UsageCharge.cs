namespace Outsourcing.Calls;

/// <summary>What a provider charges for a call.</summary>
public sealed record UsageCharge
{
    /// <summary>Gets the time billed.</summary>
    public TimeSpan? BilledTime { get; init; }

    /// <summary>Gets the amount, in <see cref="Unit"/>.</summary>
    public decimal? Amount { get; init; }

    /// <summary>Gets the unit of <see cref="Amount"/>: an ISO 4217 code, or the provider's own such as <c>credits</c>.</summary>
    public string? Unit { get; init; }
}
