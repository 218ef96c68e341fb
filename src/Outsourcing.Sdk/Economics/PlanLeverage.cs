namespace Outsourcing.Economics;

/// <summary>What one plan would be worth to the business.</summary>
public sealed record PlanLeverage
{
    /// <summary>Gets the price on the call log.</summary>
    public required PlanPrice Price { get; init; }

    /// <summary>Gets what is gained per month: freed hours and recovered calls, less the price.</summary>
    public required Money NetPerMonth { get; init; }

    /// <summary>Gets the range of <see cref="NetPerMonth"/>: root sum of squares of what each input's range moves it by, inputs taken as independent.</summary>
    public required Interval NetRange { get; init; }

    /// <summary>Gets what is paid once: set-up and transition.</summary>
    public required Money OneOff { get; init; }

    /// <summary>Gets after how many months the one-off cost is earned back; <see langword="null"/> when the net gain is not above zero.</summary>
    public double? PayBackMonths { get; init; }

    /// <summary>Gets what an hour freed must bring for the plan to cost nothing on balance; <see langword="null"/> when no hour is freed.</summary>
    public Money? RevenuePerHourNeeded { get; init; }

    /// <summary>Gets the volumes, in inbound calls per month, at which the net gain is zero, ascending.</summary>
    public required IReadOnlyList<decimal> BreakEvenCalls { get; init => field = ValueList.Copy(value); }

    /// <summary>Gets what each uncertain input moves, the strongest first.</summary>
    public required IReadOnlyList<SensitivityItem> Sensitivity { get; init => field = ValueList.Copy(value); }

    /// <summary>Gets the comparison with employees; <see langword="null"/> where none was asked for.</summary>
    public Verdict<MakeOrBuyDecision>? AgainstInHouse { get; init; }
}
