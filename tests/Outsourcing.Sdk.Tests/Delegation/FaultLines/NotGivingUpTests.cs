using CsCheck;
using Outsourcing.Statistics;
using Shouldly;

namespace Outsourcing.Delegation;

public sealed class NotGivingUpTests
{
    private static readonly EngagementStopRule Rule = new() { Acceptable = 0.9, Unacceptable = 0.75 };

    [Theory]
    [InlineData(60, 100, 90, 100, VersionEffect.Improved)]
    [InlineData(90, 100, 60, 100, VersionEffect.Worse)]
    [InlineData(9000, 10000, 9010, 10000, VersionEffect.NoDifference)]
    [InlineData(6, 10, 8, 10, VersionEffect.TooEarly)]
    [InlineData(6, 10, 0, 0, VersionEffect.TooEarly)]
    public void Of_BeforeAndAfter_GivesTheEffect(double hitsBefore, double before, double hitsAfter, double after, VersionEffect effect)
    {
        VersionComparison comparison = VersionComparison.Of(new Proportion(hitsBefore, before), new Proportion(hitsAfter, after));

        comparison.Effect.ShouldBe(effect);
        comparison.Verdict.IsDecided.ShouldBe(effect != VersionEffect.TooEarly);
    }

    [Fact]
    public void Of_NewcombesOwnExample_GivesHisInterval()
    {
        // Newcombe 1998, table II, 56/70 against 48/80, method 10: 0.0524 to 0.3339.
        Interval difference = VersionComparison.Of(new Proportion(48, 80), new Proportion(56, 70)).Difference;

        difference.Lower.ShouldBe(0.0524, 5e-5);
        difference.Upper.ShouldBe(0.3339, 5e-5);
    }

    [Fact]
    public void Of_FewerIsBetter_TurnsTheVerdictRound() =>
        VersionComparison.Of(new Proportion(60, 100), new Proportion(20, 100), higherIsBetter: false).Effect.ShouldBe(VersionEffect.Improved);

    [Fact]
    public void Of_AnyCounts_RecomputesAndFlipsWhereItSays() =>
        Gen.Select(Gen.Int[0, 40], Gen.Int[0, 40], Gen.Int[0, 40], Gen.Int[0, 40]).Sample((a, b, c, d) =>
        {
            Proportion before = new(a, a + b);
            Proportion after = new(c, c + d);
            VersionComparison comparison = VersionComparison.Of(before, after);

            VersionComparison.Recompute(comparison.Verdict.Explanation).ShouldBe(comparison.Verdict);
            if (comparison.Verdict.Explanation.Flip is { } flip)
            {
                VersionComparison.Of(before, new Proportion(flip.To, c + d)).Effect.ShouldNotBe(comparison.Effect);
            }
        }, iter: 60);

    [Fact]
    public void Decide_FailingCalls_MendsTwiceBeforeItStops()
    {
        bool[] bad = [.. Enumerable.Repeat(new[] { true, false }, 40).SelectMany(pair => pair)];

        Advice(bad).ShouldBe(EngagementAdvice.Mend);
        Advice(bad, VersionEffect.NoDifference).ShouldBe(EngagementAdvice.Mend);
        Advice(bad, VersionEffect.Worse, VersionEffect.NoDifference).ShouldBe(EngagementAdvice.Finish);
        Advice(bad, VersionEffect.NoDifference, VersionEffect.NoDifference, VersionEffect.Improved).ShouldBe(EngagementAdvice.Mend);
        Advice([.. Enumerable.Repeat(true, 60)]).ShouldBe(EngagementAdvice.Settled);
        Advice([true, false, true]).ShouldBe(EngagementAdvice.GoOn);
    }

    [Fact]
    public void Decide_AnyCalls_AgreesWithTheSequentialTestAndRecomputes() =>
        Gen.Bool.Array[0, 120].Sample(calls =>
        {
            Verdict<EngagementAdvice> verdict = Rule.Decide(calls, []);

            EngagementStopRule.Recompute(verdict.Explanation).ShouldBe(verdict);
            verdict.Require().ShouldBe(SequentialTest.Run(calls, Rule.Acceptable, Rule.Unacceptable).Decision switch
            {
                SequentialDecision.AcceptFirst => EngagementAdvice.Settled,
                SequentialDecision.AcceptSecond => EngagementAdvice.Mend,
                _ => EngagementAdvice.GoOn,
            });
        });

    private static EngagementAdvice Advice(bool[] calls, params VersionEffect[] effects) => Rule.Decide(calls, effects).Require();
}
