using System.Globalization;
using Outsourcing.Calls;

namespace Outsourcing.Economics;

/// <summary>Computes what handing over the calls frees, recovers and costs.</summary>
/// <remarks>
/// Net gain per month = (hours handed over − oversight) · usable share · revenue per freed hour
/// + (calls lost before − after) · value of a lost call − plan cost. This project's own proposal.
/// </remarks>
public static class Leverage
{
    private const string Rule = "economics.leverage/1";
    private const int FewestDays = 14;

    /// <summary>Assesses a case on a call log.</summary>
    /// <param name="leverageCase">What the owner states.</param>
    /// <param name="calls">The calls, in any order; each says when it started. Those outside the period are left out.</param>
    /// <returns>The report.</returns>
    /// <exception cref="CurrencyMismatchException">A plan or the in-house cost is in another currency.</exception>
    public static LeverageReport Assess(LeverageCase leverageCase, IEnumerable<CallRecord> calls)
    {
        ArgumentNullException.ThrowIfNull(calls);
        return Assess(leverageCase, calls.Select(BillableCall.From));
    }

    /// <summary>Assesses a case on a call log.</summary>
    /// <param name="leverageCase">What the owner states.</param>
    /// <param name="calls">The calls, in any order. Those outside the period are left out.</param>
    /// <returns>The report.</returns>
    /// <exception cref="CurrencyMismatchException">A plan or the in-house cost is in another currency.</exception>
    public static LeverageReport Assess(LeverageCase leverageCase, IEnumerable<BillableCall> calls)
    {
        ArgumentNullException.ThrowIfNull(leverageCase);
        ArgumentNullException.ThrowIfNull(calls);
        foreach (string currency in leverageCase.Plans.Select(plan => plan.Currency).Concat(leverageCase.InHouse is { } own ? [own.Currency] : []))
        {
            if (currency != leverageCase.Currency)
            {
                throw new CurrencyMismatchException(leverageCase.Currency, currency);
            }
        }

        BillableCall[] all = calls as BillableCall[] ?? [.. calls];
        LogPeriod period = leverageCase.Period;
        CallLoad load = CallLoad.Measure(all, period, leverageCase.WorkPerCall);
        IReadOnlyList<PlanPrice> prices = PlanPricing.Price(leverageCase.Plans, all, period);
        PlanLeverage[] plans = [.. leverageCase.Plans
            .Zip(prices, (plan, price) => Assess(leverageCase, plan, price, load))
            .OrderByDescending(plan => plan.NetPerMonth.Amount)];
        string best = plans[0].Price.Plan;
        double lostBefore = load.Lost.Successes / period.Months;
        double lostAfter = LostAfter(leverageCase, load).Value;
        return new LeverageReport
        {
            Case = leverageCase,
            CallsPerMonth = load.CallsPerMonth,
            Lost = load.Lost,
            OwnerHoursPerMonth = load.Hours.Value,
            OwnerHoursRange = load.Hours.Range,
            FreedHoursPerMonth = (load.Hours.Value * (double)leverageCase.DelegatedShare) - (double)leverageCase.OversightHours,
            LostCallsBefore = Rounded(lostBefore * (double)leverageCase.ValueOfLostCall, leverageCase.Currency),
            LostCallsAfter = Rounded(lostAfter * (double)leverageCase.ValueOfLostCall, leverageCase.Currency),
            Plans = plans,
            Verdict = Decide(Figures(leverageCase, plans[0].Price, load), best, leverageCase.Currency, period.Days, (long)load.Lost.Trials),
        };
    }

    /// <summary>Recomputes a verdict from what its explanation lists.</summary>
    /// <param name="explanation">The explanation of <see cref="LeverageReport.Verdict"/>.</param>
    /// <returns>The same verdict.</returns>
    /// <exception cref="ArgumentException">An input is missing.</exception>
    public static Verdict<LeverageDecision> Recompute(VerdictExplanation explanation)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        Figure[] figures = [.. LeverageFigures.Names.Select(name =>
        {
            VerdictInput input = explanation.Inputs.FirstOrDefault(item => item.Name == name.Name) ?? throw Missing(name.Name);
            return Figure.Of(input.Value ?? throw Missing(name.Name), input.Uncertainty);
        })];
        return Decide(
            new LeverageFigures { All = figures },
            explanation.Text("plan") ?? throw Missing("plan"),
            explanation.Text("currency") ?? throw Missing("currency"),
            (int)(explanation.Number("days") ?? throw Missing("days")),
            explanation.Inputs.FirstOrDefault(input => input.Name == "days")?.SampleSize ?? 0);

        ArgumentException Missing(string name) => new($"The explanation lists no '{name}'.", nameof(explanation));
    }

    private static PlanLeverage Assess(LeverageCase stated, BillingPlan plan, PlanPrice price, CallLoad load)
    {
        LeverageFigures figures = Figures(stated, price, load);
        double net = figures.Net();
        Interval range = figures.NetRange();
        double oneOff = (double)(plan.SetUpFee + stated.TransitionCost);
        double hours = (figures[0].Value - figures[2].Value) * figures[1].Value;
        double recovered = (figures[4].Value - figures[5].Value) * figures[LeverageFigures.LostValue].Value;
        return new PlanLeverage
        {
            Price = price,
            NetPerMonth = Rounded(net, stated.Currency),
            NetRange = range,
            OneOff = Rounded(oneOff, stated.Currency),
            PayBackMonths = net > 0 ? oneOff / net : null,
            RevenuePerHourNeeded = hours > 0 ? Rounded(Math.Max(0, (figures[LeverageFigures.Cost].Value - recovered) / hours), stated.Currency) : null,
            BreakEvenCalls = BreakEvenCalls(stated, plan, price, load, figures),
            Sensitivity = [.. figures.Effects()
                .OrderByDescending(effect => Math.Abs(effect.AtUpper - effect.AtLower))
                .Select(effect => new SensitivityItem
                {
                    Input = LeverageFigures.Names[effect.Index].Name,
                    Unit = Unit(effect.Index, stated.Currency),
                    Range = figures[effect.Index].Range,
                    NetAtLower = effect.AtLower,
                    NetAtUpper = effect.AtUpper,
                })],
            AgainstInHouse = stated.InHouse is { } inHouse && price.BilledCalls > 0 && load.AnsweredPerMonth > 0
                ? MakeOrBuy.Decide(inHouse, plan, (decimal)(price.BilledCalls / price.Period.Months), (decimal)(load.Hours.Value * 60 / load.AnsweredPerMonth), price.Units / price.BilledCalls)
                : null,
        };
    }

    private static LeverageFigures Figures(LeverageCase stated, PlanPrice price, CallLoad load)
    {
        double delegated = (double)stated.DelegatedShare;
        double months = price.Period.Months;
        double volume = load.Lost.Trials / months;
        Interval lost = load.Lost.ConfidenceInterval();
        return new LeverageFigures
        {
            All =
            [
                new Figure(load.Hours.Value * delegated, new Interval(load.Hours.Range.Lower * delegated, load.Hours.Range.Upper * delegated)),
                Figure.Of((double)stated.UsableShare),
                Figure.Of((double)stated.OversightHours),
                Figure.Of((double)stated.RevenuePerFreedHour, stated.RevenuePerFreedHourRange),
                stated.LostShareAfter is null
                    ? Figure.Of(load.Lost.Successes / months)
                    : Figure.Of(load.Lost.Successes / months, new Interval(lost.Lower * volume, lost.Upper * volume)),
                LostAfter(stated, load),
                Figure.Of((double)stated.ValueOfLostCall, stated.ValueOfLostCallRange),
                Figure.Of((double)price.Monthly.Amount, price.MonthlyRange),
            ],
        };
    }

    private static Figure LostAfter(LeverageCase stated, CallLoad load)
    {
        double volume = load.CallsPerMonth;
        return stated.LostShareAfter is { } share
            ? Figure.Of((double)share * volume, stated.LostShareAfterRange is { } range ? new Interval(range.Lower * volume, range.Upper * volume) : null)
            : Figure.Of(load.Lost.Successes / stated.Period.Months);
    }

    private static IReadOnlyList<decimal> BreakEvenCalls(LeverageCase stated, BillingPlan plan, PlanPrice price, CallLoad load, LeverageFigures figures)
    {
        if (load.CallsPerMonth <= 0)
        {
            return [];
        }

        // Everything but the base fee, the included units and oversight grows with the calls.
        double gain = (figures[0].Value * figures[1].Value * figures[3].Value) + ((figures[4].Value - figures[5].Value) * figures[6].Value);
        decimal gainPerCall = (decimal)(gain / load.CallsPerMonth);
        decimal oversight = (decimal)(figures[2].Value * figures[1].Value * figures[3].Value);
        PlanLine line = PlanLine.Of(plan, price, load.CallsPerMonth);
        return BreakEven.Crossings(calls => (gainPerCall * calls) - oversight, line.Cost, line.Bend);
    }

    private static Verdict<LeverageDecision> Decide(LeverageFigures figures, string plan, string currency, int days, long calls)
    {
        double net = figures.Net();
        Interval range = figures.NetRange();
        VerdictCheck enough = VerdictCheck.Decide("days of records", days, Comparison.AtLeast, FewestDays, "day");
        VerdictCheck surelyPays = VerdictCheck.Decide("lower bound of the net gain", range.Lower, Comparison.Above, 0, currency);
        VerdictCheck mayPay = VerdictCheck.Decide("upper bound of the net gain", range.Upper, Comparison.Above, 0, currency);
        string numbers = string.Create(CultureInfo.InvariantCulture, $"{net:0} {currency} a month, between {range.Lower:0} and {range.Upper:0}");
        VerdictExplanation explanation = new()
        {
            Rule = Rule,
            Source = "this project's proposal: (hours handed over − oversight)·usable share·revenue per freed hour + (calls lost before − after)·value of a lost call − plan cost; ranges combined by root sum of squares",
            Summary = !enough.Passed ? $"{days} days of records are too few to tell what a month looks like."
                : surelyPays.Passed ? $"Handing over the calls by '{plan}' pays: {numbers}."
                : mayPay.Passed ? $"Whether '{plan}' pays is open: {numbers}."
                : $"No plan pays; the best, '{plan}', leaves {numbers}.",
            Inputs =
            [
                new VerdictInput { Name = "plan", Text = plan },
                new VerdictInput { Name = "currency", Text = currency },
                new VerdictInput { Name = "days", Value = days, Unit = "day", SampleSize = calls, Origin = EvidenceOrigin.Measured },
                .. LeverageFigures.Names.Select((name, index) => new VerdictInput
                {
                    Name = name.Name,
                    Value = figures[index].Value,
                    Unit = Unit(index, currency),
                    Uncertainty = figures[index].Range.Width > 0 ? figures[index].Range : null,
                    Origin = index is 0 or 4 or 7 ? EvidenceOrigin.Measured : EvidenceOrigin.Stated,
                }),
            ],
            Checks = [enough, surelyPays, mayPay],
            Flip = enough.Passed ? Flip(figures, currency) : null,
        };
        if (!enough.Passed)
        {
            return Verdict.Refused<LeverageDecision>(new Refusal { Kind = RefusalKind.InsufficientEvidence, Reason = explanation.Summary, Remedy = $"Record calls for at least {FewestDays} days." }, explanation);
        }

        if (mayPay.Passed && !surelyPays.Passed)
        {
            return Verdict.Refused<LeverageDecision>(
                new Refusal { Kind = RefusalKind.Undecided, Reason = explanation.Summary, Remedy = "Narrow the widest input of the sensitivity list: more days of records, or a firmer figure for what an hour and a call are worth." },
                explanation);
        }

        return Verdict.Of(new LeverageDecision { Pays = surelyPays.Passed, Plan = plan, NetPerMonth = Rounded(net, currency), NetRange = range }, explanation);
    }

    /// <summary>Finds the input that flips the outcome by the smallest relative change.</summary>
    private static VerdictFlip? Flip(LeverageFigures figures, string currency)
    {
        int now = Outcome(figures);
        VerdictFlip? smallest = null;
        double smallestChange = double.PositiveInfinity;
        foreach (int index in (int[])[LeverageFigures.RevenuePerHour, LeverageFigures.LostValue, LeverageFigures.Cost])
        {
            Figure figure = figures[index];
            if (figure.Value <= 0)
            {
                continue;
            }

            foreach (double limit in (double[])[0, 1000])
            {
                double near = 1;
                double far = limit;
                if (Outcome(figures.With(index, figure.At(figure.Value * far))) == now)
                {
                    continue;
                }

                for (int round = 0; round < 80; round++)
                {
                    double middle = (near + far) / 2;
                    if (Outcome(figures.With(index, figure.At(figure.Value * middle))) == now)
                    {
                        near = middle;
                    }
                    else
                    {
                        far = middle;
                    }
                }

                double change = Math.Abs(Math.Log(Math.Max(far, 1e-9)));
                if (change < smallestChange)
                {
                    smallestChange = change;
                    smallest = new VerdictFlip
                    {
                        Input = LeverageFigures.Names[index].Name,
                        From = figure.Value,
                        To = figure.Value * far,
                        Unit = currency,
                        Becomes = Outcome(figures.With(index, figure.At(figure.Value * far))) switch { 1 => "pays", -1 => "does not pay", _ => "undecided" },
                    };
                }
            }
        }

        return smallest;
    }

    private static int Outcome(LeverageFigures figures)
    {
        Interval range = figures.NetRange();
        return range.Lower > 0 ? 1 : range.Upper > 0 ? 0 : -1;
    }

    private static string Unit(int index, string currency) => LeverageFigures.Names[index].Unit is { Length: > 0 } unit ? unit : currency;

    private static Money Rounded(double amount, string currency) => new Money((decimal)amount, currency).Round();
}
