using System.Globalization;
using System.Text.Json.Nodes;
using Outsourcing;
using Outsourcing.Partners;
using QuickStart.Demo;
using QuickStart.Report;

namespace QuickStart.Steps;

/// <summary>Step 4: which partner, and how sure that is.</summary>
internal static class Who
{
    internal static Partner Choose(LoopReport report, IReadOnlyDictionary<PartnerId, Money> monthlyPrices)
    {
        ReportSection section = report.Section("Who: the partner");
        PartnerEvidence[] evidence = [.. PartnerCandidates.Trial, .. monthlyPrices.Select(price => PartnerEvidence.Measurement(price.Key, "monthly-price", (double)price.Value.Amount))];
        IReadOnlyList<PartnerScore> scores = PartnerScoring.Score(PartnerCandidates.Criteria, PartnerCandidates.All, evidence);
        section.Add(new ReportTable(
            ["partner", .. PartnerCandidates.Criteria.Select(criterion => criterion.Name), "score"],
            [.. scores.Select(score => new[] { Name(score.Partner) }
                .Concat(score.Criteria.Zip(PartnerCandidates.Criteria, Cell))
                .Append(FormattableString.Invariant($"{score.Total:0.00} ({score.Range.Lower:0.00} to {score.Range.Upper:0.00})"))
                .ToArray())]));

        Verdict<PartnerRanking> verdict = PartnerRanking.Rank(PartnerCandidates.Criteria, PartnerCandidates.All, evidence);

        report.Add(section, "partner ranking", verdict, ranking => new JsonArray([.. ranking.Standings.Select(JsonNode (standing) => new JsonObject
        {
            ["partner"] = standing.Partner.Value,
            ["rank"] = standing.Rank,
            ["score"] = standing.Score,
            ["first"] = standing.RankAcceptability[0],
        })]));
        PartnerId chosen = verdict.TryGet(out PartnerRanking? decided) ? decided.Leader : scores.MaxBy(score => score.Range.Lower)!.Partner;
        section.Add(verdict.IsDecided
            ? $"Chosen: {Name(chosen)}."
            : $"The loop goes on with {Name(chosen)}, whose worst case is best, as a trial.");
        return PartnerCandidates.All.Single(partner => partner.Id == chosen);
    }

    internal static string Name(PartnerId id) => PartnerCandidates.All.Single(partner => partner.Id == id).Name;

    private static string Cell(CriterionScore score, PartnerCriterion criterion) => !score.IsKnown
        ? "not known"
        : criterion.Unit == "1"
            ? FormattableString.Invariant($"{score.Measured * 100:0} % of {score.SampleSize:0}")
            : string.Create(CultureInfo.InvariantCulture, $"{score.Measured:#,0} {criterion.Unit}");
}
