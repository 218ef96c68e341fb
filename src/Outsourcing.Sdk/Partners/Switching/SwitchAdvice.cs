using System.Globalization;
using System.Text.Json.Serialization;
using Outsourcing.Statistics;

namespace Outsourcing.Partners;

/// <summary>What to do about another partner.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SwitchAdvice>))]
public enum SwitchAdvice
{
    /// <summary>Stay with the partner.</summary>
    Stay = 0,

    /// <summary>Change: the candidate is very probably better, and the gain exceeds the cost of changing.</summary>
    Change = 1,
}

/// <summary>Advises on a change of partner: only on strong evidence and for a gain above its cost.</summary>
public static class PartnerSwitch
{
    private const string Rule = "partners.switch/1";

    /// <summary>Decides.</summary>
    /// <param name="facts">What is known.</param>
    /// <returns>
    /// Change, when the probability that the candidate is better reaches the one demanded and the expected gain exceeds the cost of
    /// changing; otherwise stay; refused when a partner has no outcomes. The flip is the nearest number of the candidate's calls that go well.
    /// </returns>
    /// <remarks>Beta posteriors under a uniform prior; P(better) in closed form (Miller 2015).</remarks>
    /// <exception cref="CurrencyMismatchException">The amounts are not of one currency.</exception>
    public static Verdict<SwitchAdvice> Decide(SwitchCase facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        string currency = (facts.ValuePerCall + facts.ExtraMonthlyPrice + facts.SwitchingCost).Currency;
        IReadOnlyList<VerdictInput> inputs = Inputs(facts, currency);
        if (facts.CurrentOutcomes.Trials == 0 || facts.CandidateOutcomes.Trials == 0)
        {
            string unknown = (facts.CurrentOutcomes.Trials == 0 ? facts.Current : facts.Candidate).Value;
            return Verdict.Refused<SwitchAdvice>(
                new Refusal { Kind = RefusalKind.InsufficientEvidence, Reason = $"No call of {unknown} has a known outcome.", Remedy = $"Review calls of {unknown}, as in a trial on part of the calls." },
                Explain($"No call of {unknown} has a known outcome.", inputs, [], null));
        }

        VerdictCheck[] checks = Checks(facts, facts.CandidateOutcomes.Successes, currency);
        bool change = checks.All(check => check.Passed);
        string summary = string.Create(CultureInfo.InvariantCulture, $"{facts.Candidate} is better with probability {checks[0].Observed:F3} and gains {checks[1].Observed:F0} {currency} over {facts.Months:0.#} months against {facts.SwitchingCost} for the change: {(change ? "change" : "stay")}.");
        return Verdict.Of(change ? SwitchAdvice.Change : SwitchAdvice.Stay, Explain(summary, inputs, checks, Flip(facts, change, currency)));
    }

    /// <summary>Recomputes a verdict from what its explanation lists.</summary>
    /// <param name="explanation">An explanation of <see cref="Decide"/>.</param>
    /// <returns>The same verdict.</returns>
    /// <exception cref="ArgumentException">The explanation is of another rule.</exception>
    public static Verdict<SwitchAdvice> Recompute(VerdictExplanation explanation)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        if (explanation.Rule != Rule)
        {
            throw new ArgumentException($"'{explanation.Rule}' is not '{Rule}'.", nameof(explanation));
        }

        double Number(string name) => explanation.Number(name) ?? throw new ArgumentException($"The input '{name}' is missing.", nameof(explanation));
        Money Amount(string name) => new((decimal)Number(name), explanation.Inputs.First(input => input.Name == name).Unit);
        return Decide(new SwitchCase
        {
            Current = PartnerId.From(explanation.Text("current")!),
            Candidate = PartnerId.From(explanation.Text("candidate")!),
            CurrentOutcomes = new Proportion(Number("current successes"), Number("current calls")),
            CandidateOutcomes = new Proportion(Number("candidate successes"), Number("candidate calls")),
            CallsPerMonth = Number("calls per month"),
            ValuePerCall = Amount("value per call"),
            ExtraMonthlyPrice = Amount("extra monthly price"),
            SwitchingCost = Amount("switching cost"),
            Months = Number("months"),
            RequiredProbability = Number("required probability"),
        });
    }

    private static VerdictCheck[] Checks(SwitchCase facts, double candidateSuccesses, string currency)
    {
        Proportion candidate = new(candidateSuccesses, facts.CandidateOutcomes.Trials);
        double probability = ProportionComparison.ProbabilityBetter(candidate, facts.CurrentOutcomes);
        double lead = Mean(candidate) - Mean(facts.CurrentOutcomes);
        double gain = facts.Months * ((lead * facts.CallsPerMonth * (double)facts.ValuePerCall.Amount) - (double)facts.ExtraMonthlyPrice.Amount);
        return
        [
            VerdictCheck.Decide("probability of being better", probability, Comparison.AtLeast, facts.RequiredProbability),
            VerdictCheck.Decide("expected gain", gain, Comparison.Above, (double)facts.SwitchingCost.Amount, currency),
        ];
    }

    // Both checks rise with the candidate's successes, so one bisection finds where the verdict turns.
    private static VerdictFlip? Flip(SwitchCase facts, bool change, string currency)
    {
        bool Changes(double successes) => Checks(facts, successes, currency).All(check => check.Passed);
        double from = facts.CandidateOutcomes.Successes;
        int low = 0;
        int high = (int)Math.Floor(facts.CandidateOutcomes.Trials);
        if (Changes(low) || !Changes(high))
        {
            return null;
        }

        while (high - low > 1)
        {
            int middle = low + ((high - low) / 2);
            if (Changes(middle))
            {
                high = middle;
            }
            else
            {
                low = middle;
            }
        }

        return new VerdictFlip { Input = "candidate successes", From = from, To = change ? low : high, Unit = "calls", Becomes = change ? "stay" : "change" };
    }

    private static double Mean(Proportion outcomes) => (outcomes.Successes + 1) / (outcomes.Trials + 2);

    private static IReadOnlyList<VerdictInput> Inputs(SwitchCase facts, string currency) =>
    [
        new() { Name = "current", Text = facts.Current.Value, Origin = EvidenceOrigin.Stated },
        new() { Name = "candidate", Text = facts.Candidate.Value, Origin = EvidenceOrigin.Stated },
        new() { Name = "current successes", Value = facts.CurrentOutcomes.Successes, Unit = "calls", Origin = EvidenceOrigin.Measured },
        new() { Name = "current calls", Value = facts.CurrentOutcomes.Trials, Unit = "calls", Origin = EvidenceOrigin.Measured },
        new() { Name = "candidate successes", Value = facts.CandidateOutcomes.Successes, Unit = "calls", Origin = EvidenceOrigin.Measured },
        new() { Name = "candidate calls", Value = facts.CandidateOutcomes.Trials, Unit = "calls", Origin = EvidenceOrigin.Measured },
        new() { Name = "calls per month", Value = facts.CallsPerMonth, Unit = "calls", Origin = EvidenceOrigin.Measured },
        new() { Name = "value per call", Value = (double)facts.ValuePerCall.Amount, Unit = currency, Origin = EvidenceOrigin.Stated },
        new() { Name = "extra monthly price", Value = (double)facts.ExtraMonthlyPrice.Amount, Unit = currency, Origin = EvidenceOrigin.Stated },
        new() { Name = "switching cost", Value = (double)facts.SwitchingCost.Amount, Unit = currency, Origin = EvidenceOrigin.Stated },
        new() { Name = "months", Value = facts.Months, Unit = "months", Origin = EvidenceOrigin.Assumed },
        new() { Name = "required probability", Value = facts.RequiredProbability, Origin = EvidenceOrigin.Assumed },
    ];

    private static VerdictExplanation Explain(string summary, IReadOnlyList<VerdictInput> inputs, IReadOnlyList<VerdictCheck> checks, VerdictFlip? flip) => new()
    {
        Rule = Rule,
        Source = "probability from Beta posteriors under a uniform prior; the demanded probability and the period are this project's own defaults",
        Summary = summary,
        Inputs = inputs,
        Checks = checks,
        Flip = flip,
    };
}
