using System.Xml.Linq;
using Outsourcing.Partners;
using Shouldly;
using static Outsourcing.Tests.Partners.Samples;

namespace Outsourcing.Tests.Partners.Reports;

public sealed class PartnerReportTests
{
    [Fact]
    public void Markdown_OfARanking_IsTheApprovedPage() =>
        Snapshot.Match(PartnerReport.Markdown(PartnerRanking.Rank(Criteria, Three, Evidence), Three), "Ranking", "md");

    [Fact]
    public void Markdown_OfARefusal_SaysWhatWouldHelp()
    {
        string page = PartnerReport.Markdown(PartnerRanking.Rank(Criteria, Three, []), Three);

        page.ShouldContain("No ranking (insufficient-evidence)");
        page.ShouldContain("What would help");
        page.ShouldContain("not known");
    }

    [Fact]
    public void ScoresSvg_IsTheApprovedDrawing() =>
        Snapshot.Match(PartnerReport.ScoresSvg(PartnerRanking.Rank(Criteria, Three, Evidence).Require(), Three), "Scores", "svg");

    [Fact]
    public void AcceptabilitySvg_IsTheApprovedDrawing() =>
        Snapshot.Match(PartnerReport.AcceptabilitySvg(PartnerRanking.Rank(Criteria, Three, Evidence).Require(), Three), "Acceptability", "svg");

    [Fact]
    public void Svgs_AreSelfContainedAndNameEveryPartner()
    {
        PartnerRanking ranking = PartnerRanking.Rank(Criteria, Three, Evidence).Require();
        foreach (string svg in new[] { PartnerReport.ScoresSvg(ranking, Three), PartnerReport.AcceptabilitySvg(ranking, Three) })
        {
            XElement root = XDocument.Parse(svg).Root!;
            string text = string.Join('\n', root.Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value));

            Three.ShouldAllBe(partner => text.Contains(partner.Name, StringComparison.Ordinal));
            root.Descendants().Attributes().ShouldAllBe(attribute => !attribute.Name.LocalName.EndsWith("href", StringComparison.Ordinal));
        }
    }
}
