using CsCheck;
using Outsourcing.Processes;
using Shouldly;

namespace Outsourcing.Tests.Processes.Classification;

public sealed class StepClassifierTests
{
    private static readonly Gen<StepRating?> GenRating = Gen.Select(Gen.Int[0, 4], Gen.Double[1, 5], Gen.Double[0, 1]).Select(pair => pair.Item1 == 0
        ? null
        : StepRating.Stated(pair.Item2) with { Interval = pair.Item1 == 1 ? new Interval(Math.Max(1, pair.Item2 - pair.Item3), Math.Min(5, pair.Item2 + pair.Item3)) : null });

    private static readonly Gen<StepProfile> GenProfile = Gen.Select(GenRating, GenRating, GenRating, GenRating, GenRating, GenRating, GenRating, Gen.Double[0, 1])
        .Select((d, e, k, s, u, f, m, share) => new StepProfile
        {
            Differentiation = d,
            Expertise = e,
            CustomerOwnership = k,
            AssetSpecificity = s,
            Uncertainty = u,
            FailureImpact = f,
            MarketMaturity = m,
            Revenue = share < 0.2 ? null : RevenueContribution.Stated(share),
        });

    // The article's marketing company, as its owner rates it.
    private static readonly StepProfile LeadGeneration = Profile(differentiation: 2, revenue: 0.15, expertise: 2, ownership: 1.5, specificity: 1.5, uncertainty: 2, failure: 2, maturity: 5);
    private static readonly StepProfile CallingProspects = Profile(differentiation: 2, revenue: 0.2, expertise: 2.5, ownership: 2, specificity: 2, uncertainty: 3, failure: 3, maturity: 5);
    private static readonly StepProfile CampaignDesign = Profile(differentiation: 5, revenue: 0.5, expertise: 5, ownership: 4, specificity: 4, uncertainty: 4, failure: 4, maturity: 3);
    private static readonly StepProfile CustomerSupport = Profile(differentiation: 2, revenue: 0.1, expertise: 2, ownership: 3, specificity: 4, uncertainty: 4, failure: 4, maturity: 3) with { RegulatedData = [RegulatedDataKind.Personal] };

    [Fact]
    public void Classify_MarketingCompany_KeepsDesignAndDelegatesCalls()
    {
        StepClassifier.Classify("Campaign design", CampaignDesign).Require().Decision.ShouldBe(StepDecision.Keep);
        StepClassifier.Classify("Lead generation", LeadGeneration).Require().Decision.ShouldBe(StepDecision.Delegate);
        StepClassifier.Classify("Calling prospects", CallingProspects).Require().Decision.ShouldBe(StepDecision.Delegate);
        StepPlacement support = StepClassifier.Classify("Customer support", CustomerSupport).Require();

        support.Decision.ShouldBe(StepDecision.DelegateInPieces);
        support.StrengthenFirst.Count.ShouldBe(4);
        support.StrengthenFirst[^1].ShouldContain("personal");
    }

    [Fact]
    public void Classify_Indices_AreTheWeightedMeans()
    {
        StepPlacement placed = StepClassifier.Classify("Calling prospects", CallingProspects).Require();

        // Ratings r count as (r - 1) / 4, the share as share / 0.5, maturity reversed.
        placed.CoreIndex.Lower.ShouldBe((0.25 + 0.4 + 0.375 + 0.25) / 4, 1e-12);
        placed.CoreIndex.Upper.ShouldBe(placed.CoreIndex.Lower, 1e-12);
        placed.ContractHazard.Lower.ShouldBe((0.25 + 0.5 + 0.5 + 0) / 4, 1e-12);
    }

    [Fact]
    public void Classify_NothingKnown_RefusesForWantOfEvidence()
    {
        Verdict<StepPlacement> verdict = StepClassifier.Classify("Calls", StepProfile.Unknown);

        verdict.Refusal!.Kind.ShouldBe(RefusalKind.InsufficientEvidence);
        verdict.Refusal.Reason.ShouldContain("differentiation");
    }

    [Fact]
    public void Classify_BetweenTheBoundaries_IsUndecided()
    {
        Verdict<StepPlacement> verdict = StepClassifier.Classify("Calls", Profile(3, 0.25, 3, 3, 1, 1, 1, 5));

        verdict.Refusal!.Kind.ShouldBe(RefusalKind.Undecided);
        verdict.Explanation.Number("coreIndex").ShouldBe(0.5);
        verdict.Explanation.Flip.ShouldNotBeNull();
    }

    [Fact]
    public void Recompute_AnyVerdict_IsTheSame() =>
        GenProfile.Sample(profile =>
        {
            ClassificationPolicy policy = new() { Expertise = 0.4, CoreFrom = 0.55 };
            Verdict<StepPlacement> verdict = StepClassifier.Classify("Calls", profile, policy);

            StepClassifier.Recompute(verdict.Explanation).ShouldBe(verdict);
        });

    [Fact]
    public void Flip_AnyVerdict_IsWhereAnotherOneBegins() =>
        GenProfile.Sample(profile =>
        {
            Verdict<StepPlacement> verdict = StepClassifier.Classify("Calls", profile);
            if (verdict.Explanation.Flip is not { } flip)
            {
                return;
            }

            VerdictExplanation At(double value) => verdict.Explanation with
            {
                Inputs = [.. verdict.Explanation.Inputs.Select(input => input.Name == flip.Input ? Moved(input, value) : input)],
            };
            Word(StepClassifier.Recompute(At(flip.To))).ShouldBe(flip.Becomes);
            Word(StepClassifier.Recompute(At(flip.From + ((flip.To - flip.From) * 0.999)))).ShouldBe(Word(verdict));
        });

    [Fact]
    public void Classify_MoreEvidence_NeverTurnsADecisionIntoInsufficientEvidence() =>
        Gen.Select(GenProfile, GenProfile).Sample((known, more) =>
        {
            Verdict<StepPlacement> before = StepClassifier.Classify("Calls", known);
            Verdict<StepPlacement> after = StepClassifier.Classify("Calls", known with
            {
                Differentiation = known.Differentiation ?? more.Differentiation,
                Revenue = known.Revenue ?? more.Revenue,
                Expertise = known.Expertise ?? more.Expertise,
                CustomerOwnership = known.CustomerOwnership ?? more.CustomerOwnership,
                AssetSpecificity = known.AssetSpecificity ?? more.AssetSpecificity,
                Uncertainty = known.Uncertainty ?? more.Uncertainty,
                FailureImpact = known.FailureImpact ?? more.FailureImpact,
                MarketMaturity = known.MarketMaturity ?? more.MarketMaturity,
            });

            if (before.IsDecided)
            {
                after.IsDecided.ShouldBeTrue();
                after.Value.Decision.ShouldBe(before.Value.Decision);
            }
        });

    [Fact]
    public void Sensitivity_Ranges_HoldTheIndexAndAgreementIsCertainAtTheExtremes()
    {
        StepPlacement extreme = StepClassifier.Classify("Design", Profile(5, 1, 5, 5, 1, 1, 1, 5)).Require();
        StepPlacement mixed = StepClassifier.Classify("Calling prospects", CallingProspects).Require();

        extreme.Sensitivity.Agreement.ShouldBe(1);
        extreme.Sensitivity.CoreIndex.ShouldBe(new Interval(1, 1));
        mixed.Sensitivity.CoreIndex.Lower.ShouldBeLessThan(mixed.CoreIndex.Lower);
        mixed.Sensitivity.CoreIndex.Upper.ShouldBeGreaterThan(mixed.CoreIndex.Upper);
    }

    [Fact]
    public void Policy_ReversedBoundaries_Throw() =>
        Should.Throw<ArgumentException>(() => StepClassifier.Classify("Calls", CallingProspects, new ClassificationPolicy { CoreFrom = 0.3 }));

    [Fact]
    public void Shapley_CasesShareEquallyAndSumToOne()
    {
        DiscoveredProcess process = Logs.Discover(
        [
            Logs.Event("1", "call", 0), Logs.Event("1", "sell", 1, revenue: 90),
            Logs.Event("2", "sell", 0, revenue: 10), Logs.Event("3", "call", 0, revenue: 0),
        ]);

        IReadOnlyDictionary<string, RevenueContribution> shares = RevenueAttribution.Shapley(process);

        shares["call"].Share.ShouldBe(0.45, 1e-12);
        shares["sell"].Share.ShouldBe(0.55, 1e-12);
        shares["call"].Cases.ShouldBe(3);
        shares["call"].Interval!.Value.Contains(0.45).ShouldBeTrue();
        RevenueAttribution.Shapley(Logs.Discover([Logs.Event("1", "call", 0)])).ShouldBeEmpty();
    }

    [Fact]
    public void Shapley_Intervals_CoverTheTrueShareAboutAsOftenAsTheySay()
    {
        Random random = new(3);
        int covered = 0;
        for (int trial = 0; trial < 300; trial++)
        {
            // Half of the cases have a call and earn 50 to 150; the others earn 25 to 75. The call's true share is (0.5 * 100 / 2) / 75 = 1/3.
            DiscoveredProcess process = Logs.Discover(Enumerable.Range(0, 200).SelectMany(number => random.Next(2) == 0
                ? new[] { Logs.Event($"{number}", "call", 0), Logs.Event($"{number}", "sell", 1, revenue: random.Next(50, 151)) }
                : [Logs.Event($"{number}", "sell", 1, revenue: random.Next(25, 76))]));
            covered += RevenueAttribution.Shapley(process)["call"].Interval!.Value.Contains(1.0 / 3) ? 1 : 0;
        }

        covered.ShouldBeInRange(270, 297);
    }

    [Fact]
    public void StepRemoval_ComparesWithCasesWithout()
    {
        DiscoveredProcess process = Logs.Discover(Enumerable.Range(0, 80).SelectMany(number => number % 2 == 0
            ? new[] { Logs.Event($"{number}", "call", 0), Logs.Event($"{number}", "sell", 1, revenue: 100) }
            : [Logs.Event($"{number}", "sell", 1, revenue: 50)]));

        IReadOnlyDictionary<string, RevenueContribution> shares = RevenueAttribution.StepRemoval(process);

        // Without calls every case would earn 50 instead of 75 on average; no case does without selling.
        shares["call"].Share.ShouldBe(1.0 / 3, 1e-12);
        shares.ShouldNotContainKey("sell");
    }

    private static StepProfile Profile(double differentiation, double revenue, double expertise, double ownership, double specificity, double uncertainty, double failure, double maturity) => new()
    {
        Differentiation = StepRating.Stated(differentiation),
        Revenue = RevenueContribution.Stated(revenue),
        Expertise = StepRating.Stated(expertise),
        CustomerOwnership = StepRating.Stated(ownership),
        AssetSpecificity = StepRating.Stated(specificity),
        Uncertainty = StepRating.Stated(uncertainty),
        FailureImpact = StepRating.Stated(failure),
        MarketMaturity = StepRating.Stated(maturity),
    };

    private static VerdictInput Moved(VerdictInput input, double to)
    {
        (double lowest, double highest) = input.Name == "revenueShare" ? (0, 1) : (1, 5);
        double shift = to - input.Value!.Value;
        return input with
        {
            Value = to,
            Uncertainty = input.Uncertainty is { } range
                ? new Interval(Math.Clamp(range.Lower + shift, lowest, highest), Math.Clamp(range.Upper + shift, lowest, highest))
                : null,
        };
    }

    private static string Word(Verdict<StepPlacement> verdict) => verdict.IsDecided ? verdict.Value.Decision.ToString() : "Undecided";
}
