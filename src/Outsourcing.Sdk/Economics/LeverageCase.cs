using Outsourcing.Calls;

namespace Outsourcing.Economics;

/// <summary>What the owner states so that a call log can be turned into leverage: what an hour and a call are worth.</summary>
public sealed record LeverageCase
{
    /// <summary>Gets the days the call log covers.</summary>
    public required LogPeriod Period { get; init; }

    /// <summary>Gets the ISO 4217 code of every amount.</summary>
    public required string Currency { get; init => field = EconomicsRules.Currency(value); }

    /// <summary>Gets the plans to choose from, all in <see cref="Currency"/>; at least one.</summary>
    /// <exception cref="ArgumentException">There is none, or two have one name.</exception>
    public required IReadOnlyList<BillingPlan> Plans
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            if (value.Count == 0 || value.DistinctBy(plan => plan.Name).Count() != value.Count)
            {
                throw new ArgumentException("There is at least one plan, and each has a name of its own.", nameof(Plans));
            }

            field = ValueList.Copy(value);
        }
    }

    /// <summary>Gets what the owner earns in an hour that is free for core work.</summary>
    public required decimal RevenuePerFreedHour { get; init => field = EconomicsRules.NotNegative(value); }

    /// <summary>Gets the range <see cref="RevenuePerFreedHour"/> lies in, when the owner can say.</summary>
    public Interval? RevenuePerFreedHourRange { get; init => field = EconomicsRules.Range(value); }

    /// <summary>Gets the share of the freed hours that go into such work, 0 to 1.</summary>
    /// <value>The default is 1.</value>
    public decimal UsableShare { get; init => field = EconomicsRules.Share(value); } = 1;

    /// <summary>Gets the owner's time per answered call beside the call itself: notes, and finding the thread again.</summary>
    /// <value>The default is zero.</value>
    public TimeSpan WorkPerCall { get; init => field = EconomicsRules.NotNegative(value); }

    /// <summary>Gets the share of the answering time the partner takes over, 0 to 1.</summary>
    /// <value>The default is 1.</value>
    public decimal DelegatedShare { get; init => field = EconomicsRules.Share(value); } = 1;

    /// <summary>Gets the hours per month the owner spends on the partner: reviewing calls, answering questions.</summary>
    /// <value>The default is 0.</value>
    public decimal OversightHours { get; init => field = EconomicsRules.NotNegative(value); }

    /// <summary>Gets what a call that is answered instead of lost brings on average, calls that bring nothing included.</summary>
    /// <value>The default is 0.</value>
    public decimal ValueOfLostCall { get; init => field = EconomicsRules.NotNegative(value); }

    /// <summary>Gets the range <see cref="ValueOfLostCall"/> lies in, when the owner can say.</summary>
    public Interval? ValueOfLostCallRange { get; init => field = EconomicsRules.Range(value); }

    /// <summary>Gets the share of callers the partner loses, 0 to 1, from its records or <see cref="Capacity.ErlangA"/>; <see langword="null"/> when unknown: then no gain is counted.</summary>
    public decimal? LostShareAfter { get; init => field = value is { } share ? EconomicsRules.Share(share) : null; }

    /// <summary>Gets the range <see cref="LostShareAfter"/> lies in, within 0 to 1.</summary>
    public Interval? LostShareAfterRange { get; init => field = EconomicsRules.Range(value); }

    /// <summary>Gets what the change costs once beside the plan's set-up fee: writing the brief, training, porting numbers.</summary>
    /// <value>The default is 0.</value>
    public decimal TransitionCost { get; init => field = EconomicsRules.NotNegative(value); }

    /// <summary>Gets what answering with employees would cost, to compare with; <see langword="null"/> to leave that out.</summary>
    public InHouseCost? InHouse { get; init; }
}
