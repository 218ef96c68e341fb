using System.Globalization;
using System.Text.Json.Nodes;
using Outsourcing;
using Outsourcing.Calls;
using Outsourcing.Economics;
using Outsourcing.Partners;
using QuickStart.Demo;
using QuickStart.Report;

namespace QuickStart.Steps;

/// <summary>Step 4: which partner, and how sure that is.</summary>
internal static class Who
{
    internal static Partner Choose(LoopReport report, IReadOnlyList<CallRecord> calls)
    {
        ReportSection section = report.Section("Who: the partner");
        LeverageReport leverage = Price(report, section, calls);
        PartnerEvidence[] evidence =
        [
            .. PartnerCandidates.Trial,
            .. PartnerPlans.All.Select(plan => PartnerEvidence.Measurement(
                plan.Key, "monthly-price", (double)leverage.Plans.Single(priced => priced.Price.Plan == plan.Value.Name).Price.Monthly.Amount)),
        ];
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
        bool decided = verdict.TryGet(out PartnerRanking? ranked);
        PartnerId chosen = decided ? ranked!.Leader : scores.MaxBy(score => score.Range.Lower)!.Partner;
        if (decided)
        {
            section.AddFigure(PartnerReport.ScoresSvg(ranked!, PartnerCandidates.All));
            section.AddFigure(PartnerReport.AcceptabilitySvg(ranked!, PartnerCandidates.All));
        }

        section.Add(decided
            ? $"Chosen: {Name(chosen)}."
            : $"The loop goes on with {Name(chosen)}, whose worst case is best, as a trial.");
        return PartnerCandidates.All.Single(partner => partner.Id == chosen);
    }

    private static LeverageReport Price(LoopReport report, ReportSection section, IReadOnlyList<CallRecord> calls)
    {
        LeverageReport leverage = Leverage.Assess(
            new LeverageCase
            {
                Period = new LogPeriod(DateOnly.FromDateTime(calls.Min(call => call.StartedAt!.Value.Date)), DateOnly.FromDateTime(calls.Max(call => call.StartedAt!.Value.Date)), "America/New_York"),
                Currency = "USD",
                Plans = [.. PartnerPlans.All.Values],
                RevenuePerFreedHour = 60,
                RevenuePerFreedHourRange = new Interval(35, 90),
                UsableShare = 0.6m,
                WorkPerCall = TimeSpan.FromMinutes(2),
                OversightHours = 4,
                ValueOfLostCall = 9,
                ValueOfLostCallRange = new Interval(4, 16),
                LostShareAfter = 0.05m,
                TransitionCost = 600,
            },
            calls);
        section.Add(FormattableString.Invariant($"Answering takes the owner {leverage.OwnerHoursPerMonth:0} hours a month ({leverage.OwnerHoursRange.Lower:0} to {leverage.OwnerHoursRange.Upper:0}); delegating frees {leverage.FreedHoursPerMonth:0}."));
        section.Add(new ReportTable(
            ["plan", "a month on these calls", "net gain a month", "pays back in"],
            [.. leverage.Plans.Select(plan => new[]
            {
                plan.Price.Plan,
                plan.Price.Monthly.ToString(),
                FormattableString.Invariant($"{plan.NetPerMonth} ({plan.NetRange.Lower:0} to {plan.NetRange.Upper:0})"),
                plan.PayBackMonths is { } months ? FormattableString.Invariant($"{months:0.0} months") : "never",
            })]));
        section.AddFigure(leverage.ToSvg());
        report.Add(section, "leverage of delegating", leverage.Verdict, decision => new JsonObject
        {
            ["pays"] = decision.Pays,
            ["plan"] = decision.Plan,
            ["netPerMonth"] = decision.NetPerMonth.Amount,
            ["currency"] = decision.NetPerMonth.Currency,
        });
        return leverage;
    }

    internal static string Name(PartnerId id) => PartnerCandidates.All.Single(partner => partner.Id == id).Name;

    private static string Cell(CriterionScore score, PartnerCriterion criterion) => !score.IsKnown
        ? "not known"
        : criterion.Unit == "1"
            ? FormattableString.Invariant($"{score.Measured * 100:0} % of {score.SampleSize:0}")
            : string.Create(CultureInfo.InvariantCulture, $"{score.Measured:#,0} {criterion.Unit}");
}
