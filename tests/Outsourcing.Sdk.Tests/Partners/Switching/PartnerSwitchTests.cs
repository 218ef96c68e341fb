using System.Text.Json;
using CsCheck;
using Outsourcing.Partners;
using Outsourcing.Statistics;
using Shouldly;
using static Outsourcing.Tests.Partners.Samples;

namespace Outsourcing.Tests.Partners.Switching;

public sealed class PartnerSwitchTests
{
    private static readonly SwitchCase Facts = new()
    {
        Current = North,
        Candidate = South,
        CurrentOutcomes = new Proportion(780, 1000),
        CandidateOutcomes = new Proportion(92, 100),
        CallsPerMonth = 400,
        ValuePerCall = new Money(12, "USD"),
        ExtraMonthlyPrice = new Money(60, "USD"),
        SwitchingCost = new Money(900, "USD"),
    };

    [Fact]
    public void Decide_VeryProbablyBetterAndWorthIt_IsChange()
    {
        Verdict<SwitchAdvice> verdict = PartnerSwitch.Decide(Facts);

        verdict.Require().ShouldBe(SwitchAdvice.Change);
        verdict.Explanation.Checks.ShouldAllBe(check => check.Passed);
    }

    [Fact]
    public void Decide_BetterInASmallTrialOnly_IsStay()
    {
        Verdict<SwitchAdvice> verdict = PartnerSwitch.Decide(Facts with { CandidateOutcomes = new Proportion(9, 10) });

        verdict.Require().ShouldBe(SwitchAdvice.Stay);
        verdict.Explanation.Checks[0].Passed.ShouldBeFalse();
    }

    [Fact]
    public void Decide_GainBelowTheCostOfChanging_IsStay()
    {
        Verdict<SwitchAdvice> verdict = PartnerSwitch.Decide(Facts with { SwitchingCost = new Money(50_000, "USD") });

        verdict.Require().ShouldBe(SwitchAdvice.Stay);
        verdict.Explanation.Checks[1].Passed.ShouldBeFalse();
    }

    [Fact]
    public void Decide_Flip_IsTheNearestCountThatChangesTheAdvice() =>
        Gen.Int[0, 100].Sample(successes =>
        {
            Verdict<SwitchAdvice> verdict = PartnerSwitch.Decide(Facts with { CandidateOutcomes = new Proportion(successes, 100) });
            int flip = (int)verdict.Explanation.Flip!.To;
            int back = flip < successes ? flip + 1 : flip - 1;

            PartnerSwitch.Decide(Facts with { CandidateOutcomes = new Proportion(flip, 100) }).Require().ShouldNotBe(verdict.Require());
            PartnerSwitch.Decide(Facts with { CandidateOutcomes = new Proportion(back, 100) }).Require().ShouldBe(verdict.Require());
        }, iter: 50);

    [Fact]
    public void Decide_Recomputed_IsTheSameVerdict()
    {
        Verdict<SwitchAdvice> verdict = PartnerSwitch.Decide(Facts);
        string json = JsonSerializer.Serialize(verdict.Explanation, OutsourcingJson.TypeInfo<VerdictExplanation>());

        PartnerSwitch.Recompute(JsonSerializer.Deserialize(json, OutsourcingJson.TypeInfo<VerdictExplanation>())!).ShouldBe(verdict);
        Should.Throw<ArgumentException>(() => PartnerSwitch.Recompute(verdict.Explanation with { Rule = "x/1" }));
    }

    [Fact]
    public void Decide_NoOutcomes_IsInsufficientEvidence() =>
        PartnerSwitch.Decide(Facts with { CandidateOutcomes = new Proportion(0, 0) }).Refusal!.Kind.ShouldBe(RefusalKind.InsufficientEvidence);

    [Fact]
    public void Decide_CurrencyMix_Throws() =>
        Should.Throw<CurrencyMismatchException>(() => PartnerSwitch.Decide(Facts with { SwitchingCost = new Money(1, "EUR") }));
}
