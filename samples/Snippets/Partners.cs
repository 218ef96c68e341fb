using Outsourcing.Calls;
using Outsourcing.Partners;
using Outsourcing.Statistics;

namespace Outsourcing.Snippets;

internal static class Partners
{
    internal static Verdict<PartnerRanking> Rank(Partner north, Partner south)
    {
        PartnerCriterion[] criteria =
        [
            new() { Id = "in-time", Name = "Answered within 20 s", Question = PartnerQuestion.Capability, Value = ValueFunction.Linear(worst: 0.5, best: 1), Weight = 4, KnockOut = 0.7 },
            new() { Id = "quiz", Name = "Quiz on the brief", Question = PartnerQuestion.Understanding, Value = ValueFunction.Linear(worst: 0.4, best: 1), Weight = 3, Source = EvidenceSource.BriefQuiz },
            new() { Id = "fixed", Name = "Mistakes mended in a day", Question = PartnerQuestion.Commitment, Value = ValueFunction.Linear(worst: 0, best: 1), Weight = 2 },
            new() { Id = "price", Name = "Price per month", Question = PartnerQuestion.Price, Unit = "USD", Value = ValueFunction.Linear(worst: 900, best: 200), Weight = 1, Source = EvidenceSource.Price },
        ];
        PartnerEvidence[] evidence =
        [
            PartnerEvidence.Share(north.Id, "in-time", successes: 180, trials: 200),
            PartnerEvidence.Share(south.Id, "in-time", successes: 3, trials: 3),
            PartnerEvidence.Share(north.Id, "quiz", successes: 18, trials: 20),
            PartnerEvidence.Measurement(north.Id, "price", 540),
            PartnerEvidence.Measurement(south.Id, "price", 420, new Interval(380, 460)),
        ];

        Verdict<PartnerRanking> verdict = PartnerRanking.Rank(criteria, [north, south], evidence);
        string page = PartnerReport.Markdown(verdict, [north, south]);
        if (verdict.TryGet(out PartnerRanking? ranking))
        {
            string chart = PartnerReport.AcceptabilitySvg(ranking, [north, south]);
        }

        return verdict;
    }

    internal static void Weigh()
    {
        PairwiseComparison judgements = new([[1, 3, 5], [1.0 / 3, 1, 2], [1.0 / 5, 1.0 / 2, 1]]);
        Verdict<IReadOnlyList<double>> weights = judgements.Decide();

        IReadOnlyList<double> fromOrder = CriteriaWeights.RankOrderCentroid(4);
        IReadOnlyList<double> fromSwings = CriteriaWeights.Direct([100, 80, 40, 20]);
        (IReadOnlyList<double> fromBestAndWorst, double misfit) = BestWorst.Solve([1, 2, 4, 8], [8, 4, 2, 1]);
    }

    internal static void Compare(DecisionMatrix matrix, IReadOnlyList<double> weights)
    {
        MethodComparison methods = MethodComparison.Of(matrix, weights, new Topsis(), new Vikor(), new Promethee());
        IReadOnlyList<RankReversalFinding> reversals = RankReversal.Find(new Topsis(), matrix, weights);
    }

    internal static void Robust(double[][] values, CancellationToken cancellationToken)
    {
        RankAcceptability anyWeights = Smaa.Analyze(values, cancellationToken: cancellationToken);
        RankAcceptability knownOrder = Smaa.Analyze(values, WeightSpace.Ordered([2, 0, 1]), cancellationToken: cancellationToken);
        IReadOnlyList<WeightThreshold> flips = WeightThreshold.FindAll(values, [4, 3, 2]);
    }

    internal static void Review(PartnerId partner, IReadOnlyList<CallId> calls, DateTimeOffset at)
    {
        ScorecardTemplate template = new("calls", version: 1,
        [
            new() { Id = "greeting", Question = "Did they greet as agreed?" },
            new() { Id = "number", Question = "Did they take a number to call back?", Points = 3 },
            new() { Id = "promise", Question = "Did they promise only what the brief allows?", AutoFail = true },
        ]);
        IReadOnlyList<CallId> sample = new SamplingPlan { HalfWidth = 0.1, Seed = 2026 }.Choose(calls);
        ScorecardReview review = ScorecardReview.Of(template, sample[0], partner, "ann", at,
        [
            new() { Item = "greeting", Mark = ScorecardMark.Met },
            new() { Item = "number", Mark = ScorecardMark.Met },
            new() { Item = "promise", Mark = ScorecardMark.NotMet },
        ]);
        ScorecardReview appealed = review
            .Appeal("partner's lead", at, ["promise"], "At 02:10 the caller repeats the price from our own web site.")
            .DecideAppeal("bea", at, new ScorecardAnswer { Item = "promise", Mark = ScorecardMark.Met });
        ScorecardScore score = Scorecard.Score(template, appealed);
    }

    internal static Verdict<SwitchAdvice> Change(PartnerId current, PartnerId candidate)
    {
        Verdict<SwitchAdvice> advice = PartnerSwitch.Decide(new SwitchCase
        {
            Current = current,
            Candidate = candidate,
            CurrentOutcomes = new Proportion(780, 1000),
            CandidateOutcomes = new Proportion(92, 100),
            CallsPerMonth = 400,
            ValuePerCall = new Money(12, "USD"),
            ExtraMonthlyPrice = new Money(60, "USD"),
            SwitchingCost = new Money(900, "USD"),
        });
        return advice;
    }
}
