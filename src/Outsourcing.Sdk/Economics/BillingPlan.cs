using System.Text.Json.Serialization;
using Outsourcing.Delegation;

namespace Outsourcing.Economics;

/// <summary>What a partner charges, as its price list says.</summary>
/// <remarks>
/// A month costs the base fee, the units beyond those included, the surcharges and the fees per call. The time of a call is
/// billed in this order: hold and after-transfer time off where they are free, not less than <see cref="MinimumTime"/>,
/// rounded up to <see cref="Increment"/>, wrap-up added.
/// </remarks>
public sealed record BillingPlan
{
    /// <summary>Gets what the plan is called.</summary>
    public required string Name { get; init => field = EconomicsRules.Text(value); }

    /// <summary>Gets the ISO 4217 code all prices of the plan are in.</summary>
    public required string Currency { get; init => field = EconomicsRules.Currency(value); }

    /// <summary>Gets the fee per month.</summary>
    /// <value>The default is 0.</value>
    public decimal BaseFee { get; init => field = EconomicsRules.NotNegative(value); }

    /// <summary>Gets what is paid once at the start.</summary>
    /// <value>The default is 0.</value>
    public decimal SetUpFee { get; init => field = EconomicsRules.NotNegative(value); }

    /// <summary>Gets what the plan counts.</summary>
    /// <value>The default is minutes.</value>
    public BillingUnit Unit { get; init; }

    /// <summary>Gets how many units a month's base fee includes.</summary>
    /// <value>The default is 0.</value>
    public decimal IncludedUnits { get; init => field = EconomicsRules.NotNegative(value); }

    /// <summary>Gets the price of a unit beyond those included (overage).</summary>
    /// <value>The default is 0.</value>
    public decimal UnitPrice { get; init => field = EconomicsRules.NotNegative(value); }

    /// <summary>Gets the steps billed time is rounded up to, such as 30 seconds; zero bills the exact time.</summary>
    /// <value>The default is one minute.</value>
    public TimeSpan Increment { get; init => field = EconomicsRules.NotNegative(value); } = TimeSpan.FromMinutes(1);

    /// <summary>Gets the least time billed for a call.</summary>
    /// <value>The default is zero.</value>
    public TimeSpan MinimumTime { get; init => field = EconomicsRules.NotNegative(value); }

    /// <summary>Gets the time billed per call for the agent's work after it.</summary>
    /// <value>The default is zero.</value>
    public TimeSpan WrapUp { get; init => field = EconomicsRules.NotNegative(value); }

    /// <summary>Gets whether wrap-up is added before rounding instead of after.</summary>
    /// <value>The default is after: 61 seconds in whole minutes and one minute of wrap-up are 3 minutes.</value>
    public bool RoundsWrapUp { get; init; }

    /// <summary>Gets whether time on hold is billed.</summary>
    /// <value>The default is that it is.</value>
    public bool BillsHold { get; init; } = true;

    /// <summary>Gets whether the time after the caller was put through is billed.</summary>
    /// <value>The default is that it is.</value>
    public bool BillsAfterTransfer { get; init; } = true;

    /// <summary>Gets whether spam is billed.</summary>
    /// <value>The default is that it is.</value>
    public bool BillsSpam { get; init; } = true;

    /// <summary>Gets whether calls nobody answered are billed.</summary>
    /// <value>The default is that they are not.</value>
    public bool BillsUnanswered { get; init; }

    /// <summary>Gets the connected time below which a call is free.</summary>
    /// <value>The default is zero: none is.</value>
    public TimeSpan FreeUnder { get; init => field = EconomicsRules.NotNegative(value); }

    /// <summary>Gets the fee per billed call, beside its units.</summary>
    /// <value>The default is 0.</value>
    public decimal CallFee { get; init => field = EconomicsRules.NotNegative(value); }

    /// <summary>Gets the fee per caller put through.</summary>
    /// <value>The default is 0.</value>
    public decimal TransferFee { get; init => field = EconomicsRules.NotNegative(value); }

    /// <summary>Gets the ordinary hours, and the holidays; <see langword="null"/> when every hour costs the same.</summary>
    public ServiceHours? Hours { get; init; }

    /// <summary>Gets what a unit costs more outside the hours. Where the list gives a rate of its own, this is its difference to <see cref="UnitPrice"/>.</summary>
    /// <value>The default is 0.</value>
    public decimal OutOfHoursSurcharge { get; init => field = EconomicsRules.NotNegative(value); }

    /// <summary>Gets what a unit costs more on the dates of <see cref="ServiceHours.Holidays"/>, in place of the out-of-hours surcharge.</summary>
    /// <value>The default is 0.</value>
    public decimal HolidaySurcharge { get; init => field = EconomicsRules.NotNegative(value); }

    /// <summary>Gets whether units outside the hours and on holidays count towards those included; where not, each costs its price.</summary>
    /// <value>The default is that they do.</value>
    public bool IncludesOutOfHours { get; init; } = true;

    /// <summary>Gets how many decimals a month's bill is rounded to.</summary>
    /// <value>The default is 2.</value>
    public int Decimals { get; init => field = value is >= 0 and <= 8 ? value : throw new ArgumentOutOfRangeException(nameof(Decimals), value, "Bills have 0 to 8 decimals."); } = 2;

    /// <summary>Gets the members this version does not know.</summary>
    [JsonExtensionData]
    public UnknownMembers? Unknown { get; set; }

    /// <summary>Computes the units a call counts for.</summary>
    /// <param name="call">The call.</param>
    /// <returns>The units; <see langword="null"/> when the call is free.</returns>
    public decimal? UnitsOf(BillableCall call)
    {
        long ticks = BilledTicks(call);
        return ticks < 0 ? null : UnitsOf(ticks, 1);
    }

    internal decimal UnitsOf(long ticks, long calls) => Unit switch
    {
        BillingUnit.Minute => (decimal)ticks / TimeSpan.TicksPerMinute,
        BillingUnit.Second => (decimal)ticks / TimeSpan.TicksPerSecond,
        _ => calls,
    };

    /// <summary>Gets the time billed, in ticks; −1 when the call is free.</summary>
    internal long BilledTicks(in BillableCall call)
    {
        if ((!call.IsAnswered && !BillsUnanswered) || (call.IsSpam && !BillsSpam) || call.Duration < FreeUnder)
        {
            return -1;
        }

        long ticks = call.Duration.Ticks - (BillsHold ? 0 : call.HoldTime.Ticks) - (BillsAfterTransfer ? 0 : call.AfterTransfer.Ticks);
        ticks = Math.Max(Math.Max(0, ticks), MinimumTime.Ticks);
        if (RoundsWrapUp)
        {
            return Rounded(ticks + WrapUp.Ticks);
        }

        return Rounded(ticks) + WrapUp.Ticks;
    }

    private long Rounded(long ticks)
    {
        long step = Increment.Ticks;
        return step == 0 ? ticks : (ticks + step - 1) / step * step;
    }
}
