using Outsourcing.Partners;
using Shouldly;

namespace Outsourcing.Testing.Tests.Builders;

public sealed class CandidatesBuilderTests
{
    private static readonly PartnerBuilder North = new("north", "North Answering");
    private static readonly PartnerBuilder Weak = new PartnerBuilder("weak").AnsweredInTime(120, 200).Understood(10, 20).Mended(6, 20);

    [Fact]
    public void GoodCandidate_LeadsClearly()
    {
        Verdict<PartnerRanking> verdict = new CandidatesBuilder().Add(Weak).Add(North).Rank();

        verdict.TryGet(out PartnerRanking? ranking).ShouldBeTrue();
        ranking!.Leader.ShouldBe(North.Build().Id);
        ranking.Certainty.ShouldBe(RankingCertainty.Clear);
        ranking.Standings.Count.ShouldBe(2);
    }

    [Fact]
    public void CandidatesWithoutDifference_AreUndecided_AndUnknownOnesInsufficient()
    {
        PartnerBuilder same = new("south");

        Refused(new CandidatesBuilder().Add(new PartnerBuilder("north").Unknown())).ShouldBe(RefusalKind.InsufficientEvidence);
        Refused(new CandidatesBuilder().Add(new PartnerBuilder("bad").AnsweredInTime(10, 200))).ShouldBe(RefusalKind.NoneQualifies);
        new CandidatesBuilder().Add(North).Add(same).Score().Select(score => score.Total).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public void Evidence_IsReplacedByCriterion_AndLeftOutWhereNoCriterionAsks()
    {
        PartnerBuilder partner = North.Counted("in-time", 90, 100).Measured("years", 7).Unknown(PartnerBuilder.Quiz);

        partner.Evidence.Single(known => known.Criterion == PartnerBuilder.InTime).Counted!.Value.Trials.ShouldBe(100);
        partner.Evidence.Select(known => known.Criterion).ShouldBe(["in-time", "mended", "price", "years"]);
        new CandidatesBuilder().Add(partner).Evidence.Select(known => known.Criterion).ShouldBe(["in-time", "mended", "price"]);
        North.Evidence.Count.ShouldBe(4);
    }

    [Fact]
    public void Weights_AndCriteria_AreReplaced()
    {
        PartnerBuilder cheap = Weak.Price(200);
        CandidatesBuilder candidates = new CandidatesBuilder().Add(North).Add(cheap);

        Leader(candidates).ShouldBe("north");
        Leader(candidates.Weighing(PartnerBuilder.MonthlyPrice, 200)).ShouldBe("weak");
        candidates.WithCriteria(CandidatesBuilder.DefaultCriteria[3]).Evidence.ShouldAllBe(known => known.Criterion == PartnerBuilder.MonthlyPrice);
        Should.Throw<ArgumentException>(() => candidates.Weighing("charm", 1)).Message.ShouldContain("in-time");
        Should.Throw<ArgumentException>(() => candidates.Add(new PartnerBuilder("north")));
    }

    [Fact]
    public void Partner_HasItsNameAndNumber()
    {
        PhoneNumber number = PhoneNumber.Parse("+442079460140");

        new PartnerBuilder("north", "North Answering").ReachedAt(number).Build().ShouldBe(new Partner { Id = PartnerId.From("north"), Name = "North Answering", Number = number });
    }

    private static string Leader(CandidatesBuilder candidates) => candidates.Rank().TryGet(out PartnerRanking? ranking) ? ranking.Leader.Value : "nobody";

    private static RefusalKind? Refused(CandidatesBuilder candidates) => candidates.Rank().Refusal?.Kind;
}
