using System.Xml.Linq;
using Microsoft.AspNetCore.Html;
using Outsourcing.Calls;
using Outsourcing.Delegation;
using Outsourcing.Partners;
using Outsourcing.Processes;
using Shouldly;

namespace Outsourcing.AspNetCore.Tests;

/// <summary>Fragments are well-formed, hold what they are about, and escape what strangers wrote.</summary>
public sealed class OutsourcingHtmlTests
{
    private const string Attack = "<script>alert(1)</script>\"'&";

    [Fact]
    public async Task ProcessMap_ShowsEachStepWithItsPlace()
    {
        using MemoryStream log = new(System.Text.Encoding.UTF8.GetBytes($"case,activity,timestamp\n1,\"{Attack.Replace("\"", "\"\"", StringComparison.Ordinal)}\",2026-03-02T09:00:00Z\n1,Answer,2026-03-02T10:00:00Z\n"));
        DiscoveredProcess process = await EventLog.DiscoverCsvAsync(log, new EventLogOptions { Columns = new EventLogColumns { Case = "case", Activity = "activity", Timestamp = "timestamp" } });

        XElement html = Parse(OutsourcingHtml.ProcessMap(process, new Dictionary<string, Verdict<StepPlacement>>()));

        html.Descendants("tbody").Single().Elements("tr").Select(row => row.Elements().First().Value).ShouldBe([Attack, "Answer"], ignoreOrder: true);
        html.Descendants().ShouldContain(element => element.Name.LocalName == "svg");
    }

    [Fact]
    public void PartnerRanking_ShowsStandingsOrWhyThereIsNone()
    {
        PartnerCriterion[] criteria = [new() { Id = "answered", Name = "Answered", Question = PartnerQuestion.Capability, Value = ValueFunction.Linear(0, 1) }];
        Partner[] partners = [new() { Id = PartnerId.From("a"), Name = Attack }, new() { Id = PartnerId.From("b"), Name = "Second" }];
        PartnerEvidence[] known = [PartnerEvidence.Share(partners[0].Id, "answered", 950, 1000), PartnerEvidence.Share(partners[1].Id, "answered", 300, 1000)];

        XElement decided = Parse(OutsourcingHtml.PartnerRanking(Partners.PartnerRanking.Rank(criteria, partners, known), partners));
        XElement refused = Parse(OutsourcingHtml.PartnerRanking(Partners.PartnerRanking.Rank(criteria, partners, []), partners));

        decided.Descendants("caption").Single(caption => caption.Value == "Partners by cautious score").Parent!.Element("tbody")!.Elements("tr").First().Element("th")!.Value.ShouldBe(Attack);
        refused.Value.ShouldContain("What would help");
        refused.Descendants("figure").ShouldBeEmpty();
    }

    [Fact]
    public void Brief_StartsAtTheGivenHeading_AndPrefixesIds()
    {
        DelegationBrief brief = new DelegationBrief { Id = BriefId.From("b"), Version = 1, Title = "Desk" }.WithPurpose(Attack);

        XElement one = Parse(OutsourcingHtml.Brief(brief, headingLevel: 4, idPrefix: "left"));

        one.Descendants("h4").ShouldNotBeEmpty();
        one.Descendants("h2").ShouldBeEmpty();
        one.Value.ShouldContain(Attack);
        one.Descendants().Attributes("id").ShouldAllBe(id => id.Value.StartsWith("left-"));
        Should.Throw<ArgumentOutOfRangeException>(() => OutsourcingHtml.Brief(brief, headingLevel: 6)).Message.ShouldContain("1 to 5");
    }

    [Fact]
    public void FaultLine_NamesTheWayAndTheProposedWording()
    {
        DelegationBrief brief = new() { Id = BriefId.From("b"), Version = 1, Title = "Desk" };
        CallFailure failure = new() { Call = new CallId("p", "a", "1"), At = DateTimeOffset.UnixEpoch, Expectation = Attack };

        XElement html = Parse(OutsourcingHtml.FaultLine(FaultLineReport.Of([new CallDiagnosis { Failure = failure, Kind = FaultLineKind.BriefOmission }], brief)));
        XElement none = Parse(OutsourcingHtml.FaultLine(FaultLineReport.Of([], brief)));

        html.Value.ShouldContain("the brief does not say it");
        html.Value.ShouldContain(Attack);
        none.Value.ShouldContain("No call went wrong.");
    }

    private static XElement Parse(HtmlString html) => XElement.Parse(html.Value!);
}
