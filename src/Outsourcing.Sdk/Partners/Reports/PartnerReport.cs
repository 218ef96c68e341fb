using System.Globalization;
using System.Text;
using Outsourcing.Delegation;

namespace Outsourcing.Partners;

/// <summary>Writes a ranking for people: a Markdown page, and the charts that go with it.</summary>
public static class PartnerReport
{
    /// <summary>Writes a verdict as Markdown: the answer, the standings, what each partner is worth on each criterion, and what would change the answer.</summary>
    /// <param name="verdict">A verdict of <see cref="PartnerRanking.Rank"/>.</param>
    /// <param name="partners">The partners, for their names.</param>
    /// <returns>Markdown; names are escaped.</returns>
    public static string Markdown(Verdict<PartnerRanking> verdict, IReadOnlyList<Partner> partners)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        ArgumentNullException.ThrowIfNull(partners);
        StringBuilder text = new("# Which partner\n\n");
        if (verdict.IsDecided)
        {
            PartnerRanking ranking = verdict.Value;
            text.Append(BriefMarkdown.Inline(verdict.Explanation.Summary)).Append("\n\n");
            text.Append("| rank | partner | cautious score | score | may lie between | first in |\n| ---: | --- | ---: | ---: | --- | ---: |\n");
            foreach (PartnerStanding standing in ranking.Standings)
            {
                text.Append(CultureInfo.InvariantCulture, $"| {standing.Rank} | {BriefMarkdown.Inline(NameOf(standing.Partner, partners))} | {standing.Cautious:F2} | {standing.Score:F2} | {standing.Range.Lower:F2} to {standing.Range.Upper:F2} | {Percent(standing.RankAcceptability[0])} |\n");
            }

            text.Append("\nPartners are ranked by the cautious score, the lower end of what the evidence supports (the unknown counts as a half); \"first in\" is the share of plausible weights and values that put a partner first.\n");
            foreach (KeyValuePair<string, string> entry in ranking.KnockedOut.OrderBy(entry => entry.Key, StringComparer.Ordinal))
            {
                text.Append(CultureInfo.InvariantCulture, $"\nOut: {BriefMarkdown.Inline(NameOf(PartnerId.From(entry.Key), partners))}, known to miss what is demanded on {BriefMarkdown.Inline(entry.Value)}.\n");
            }
        }
        else
        {
            text.Append(CultureInfo.InvariantCulture, $"No ranking ({verdict.Refusal.Kind}). {BriefMarkdown.Inline(verdict.Refusal.Reason)}\n\n**What would help:** {BriefMarkdown.Inline(verdict.Refusal.Remedy)}\n");
        }

        Values(text, verdict.Explanation, partners);
        Checks(text, verdict.Explanation);
        return text.ToString();
    }

    /// <summary>Draws every partner's score with the range it may lie in.</summary>
    /// <param name="ranking">The ranking.</param>
    /// <param name="partners">The partners, for their names.</param>
    /// <returns>A self-contained SVG.</returns>
    public static string ScoresSvg(PartnerRanking ranking, IReadOnlyList<Partner> partners) => PartnerCharts.Scores(Shown(ranking, partners));

    /// <summary>Draws how often each partner takes each rank.</summary>
    /// <param name="ranking">The ranking.</param>
    /// <param name="partners">The partners, for their names.</param>
    /// <returns>A self-contained SVG.</returns>
    public static string AcceptabilitySvg(PartnerRanking ranking, IReadOnlyList<Partner> partners) => PartnerCharts.Acceptability(Shown(ranking, partners));

    internal static string Percent(double share) => share is > 0 and < 0.005
        ? "below 1 %"
        : string.Create(CultureInfo.InvariantCulture, $"{share * 100:F0} %");

    private static (string Name, PartnerStanding Standing)[] Shown(PartnerRanking ranking, IReadOnlyList<Partner> partners)
    {
        ArgumentNullException.ThrowIfNull(ranking);
        ArgumentNullException.ThrowIfNull(partners);
        return [.. ranking.Standings.Select(standing => (NameOf(standing.Partner, partners), standing))];
    }

    private static void Values(StringBuilder text, VerdictExplanation explanation, IReadOnlyList<Partner> partners)
    {
        const string weight = "weight of ";
        const string value = "value of ";
        string[] criteria = [.. explanation.Inputs.Where(input => input.Name.StartsWith(weight, StringComparison.Ordinal)).Select(input => input.Name[weight.Length..])];
        string[] ids = [.. explanation.Inputs.Where(input => input.Name.StartsWith(value, StringComparison.Ordinal)).Select(input => input.Text!).Distinct(StringComparer.Ordinal)];
        text.Append(CultureInfo.InvariantCulture, $"\n## What each is worth on each criterion\n\n| criterion | weight |{string.Concat(ids.Select(id => $" {BriefMarkdown.Inline(NameOf(PartnerId.From(id), partners))} |"))}\n| --- | ---: |{string.Concat(ids.Select(_ => " --- |"))}\n");
        foreach (string criterion in criteria)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {BriefMarkdown.Inline(criterion)} | {Percent(explanation.Number(weight + criterion) ?? 0)} |");
            foreach (string id in ids)
            {
                VerdictInput input = explanation.Inputs.First(input => input.Name == value + criterion && input.Text == id);
                text.Append(CultureInfo.InvariantCulture, $" {Cell(input)} |");
            }

            text.Append('\n');
        }
    }

    private static string Cell(VerdictInput input)
    {
        if (input.Origin == EvidenceOrigin.Unknown)
        {
            return "not known";
        }

        string cell = input.Uncertainty is { Width: > 0 } range
            ? string.Create(CultureInfo.InvariantCulture, $"{input.Value:F2} ({range.Lower:F2} to {range.Upper:F2}")
                + (input.SampleSize is { } size ? string.Create(CultureInfo.InvariantCulture, $", n = {size})") : ")")
            : string.Create(CultureInfo.InvariantCulture, $"{input.Value:F2}");
        return input.Unit == "knocked-out" ? $"{cell}, out" : cell;
    }

    private static void Checks(StringBuilder text, VerdictExplanation explanation)
    {
        if (explanation.Checks.Count > 0)
        {
            text.Append("\n## How sure this is\n\n");
            foreach (VerdictCheck check in explanation.Checks)
            {
                text.Append(CultureInfo.InvariantCulture, $"- {check.Name}: {Percent(check.Observed)}, at least {Percent(check.Threshold)} is asked: {(check.Passed ? "yes" : "no")}\n");
            }
        }

        if (explanation.Flip is { } flip)
        {
            text.Append(CultureInfo.InvariantCulture, $"- Smallest change that flips it: {BriefMarkdown.Inline(flip.Input)} from {Percent(flip.From)} to {Percent(flip.To)}; then {BriefMarkdown.Inline(flip.Becomes)}.\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"\nRule: {explanation.Rule}. {BriefMarkdown.Inline(explanation.Source)}.\n");
    }

    private static string NameOf(PartnerId partner, IReadOnlyList<Partner> partners) => partners.FirstOrDefault(other => other.Id == partner)?.Name ?? partner.Value;
}
