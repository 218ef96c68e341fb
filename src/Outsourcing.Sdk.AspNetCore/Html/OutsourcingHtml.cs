using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Outsourcing.Delegation;
using Outsourcing.Partners;
using Outsourcing.Processes;

namespace Outsourcing.AspNetCore;

/// <summary>Fragments of HTML that an app places in its own pages: Razor pages write them as they are; for Blazor there are components.</summary>
/// <remarks>
/// Every text is escaped, nothing runs and nothing is loaded. Classes start with <c>outsourcing-</c> and carry no style of their own, so that
/// the app's look holds; a table that may be wider than the page stands in a <c>div.outsourcing-wide</c>, which keyboards can reach.
/// Headings begin at the level the app says.
/// </remarks>
public static class OutsourcingHtml
{
    /// <summary>Writes a process with its map and a table of its steps: core or supportive, with the reason.</summary>
    /// <param name="process">The process as found in records.</param>
    /// <param name="verdicts">The verdicts about its steps, by name.</param>
    /// <param name="idPrefix">Letters and digits that start every id, so that several maps can share a page.</param>
    /// <returns>The fragment.</returns>
    public static HtmlString ProcessMap(DiscoveredProcess process, IReadOnlyDictionary<string, Verdict<StepPlacement>> verdicts, string idPrefix = "process")
    {
        ArgumentNullException.ThrowIfNull(process);
        ArgumentNullException.ThrowIfNull(verdicts);
        ArgumentException.ThrowIfNullOrWhiteSpace(idPrefix);
        HtmlWriter html = new();
        html.Open("div", "process-map");
        html.Figure(Processes.ProcessMap.ToSvg(process, verdicts, new ProcessMapOptions { IdPrefix = idPrefix }), "The process map");
        html.Table(
            "Steps: core or supportive",
            ["step", "cases", "place", "core index", "contract hazard", "why"],
            process.Activities.Select(string[] (activity) =>
            {
                Verdict<StepPlacement>? verdict = verdicts.GetValueOrDefault(activity.Name);
                StepPlacement? placement = null;
                bool decided = verdict?.TryGet(out placement) == true;
                return
                [
                    activity.Name,
                    activity.Cases.ToString("#,0", CultureInfo.InvariantCulture),
                    decided ? WordOf(placement!.Decision) : "not decided",
                    decided ? Range(placement!.CoreIndex) : "",
                    decided ? Range(placement!.ContractHazard) : "",
                    verdict?.Refusal?.Reason ?? verdict?.Explanation.Summary ?? "Not classified yet.",
                ];
            }));
        html.Close("div");
        return html.Finish();
    }

    /// <summary>Writes a ranking of partners with its charts, how sure it is, and what would change it; or why there is none.</summary>
    /// <param name="verdict">A verdict of <c>PartnerRanking.Rank</c>.</param>
    /// <param name="partners">The partners, for their names.</param>
    /// <returns>The fragment.</returns>
    public static HtmlString PartnerRanking(Verdict<PartnerRanking> verdict, IReadOnlyList<Partner> partners)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        ArgumentNullException.ThrowIfNull(partners);
        string Name(string id) => partners.FirstOrDefault(partner => partner.Id.Value == id)?.Name ?? id;
        HtmlWriter html = new();
        html.Open("div", "partner-ranking");
        html.Verdict(verdict.Explanation, verdict.Refusal);
        if (verdict.TryGet(out PartnerRanking? ranking))
        {
            html.Table(
                "Partners by cautious score",
                ["partner", "rank", "cautious score", "score", "may lie between", "first in"],
                ranking.Standings.Select(string[] (standing) =>
                [
                    Name(standing.Partner.Value),
                    standing.Rank.ToString(CultureInfo.InvariantCulture),
                    Fixed(standing.Cautious),
                    Fixed(standing.Score),
                    Range(standing.Range),
                    Percent(standing.RankAcceptability[0]),
                ]));
            foreach ((string partner, string criteria) in ranking.KnockedOut.OrderBy(entry => entry.Key, StringComparer.Ordinal))
            {
                html.Paragraph($"Out: {Name(partner)}, known to miss what is demanded on {criteria}.");
            }

            html.Figure(PartnerReport.ScoresSvg(ranking, partners), "Scores with their ranges");
            html.Figure(PartnerReport.AcceptabilitySvg(ranking, partners), "How often each partner takes each rank");
        }

        html.Close("div");
        return html.Finish();
    }

    /// <summary>Writes a brief as the partner reads it.</summary>
    /// <param name="brief">The brief.</param>
    /// <param name="headingLevel">The level of its section headings: 1 to 5.</param>
    /// <param name="idPrefix">Letters and digits that start every id, so that several briefs can share a page.</param>
    /// <returns>The fragment.</returns>
    public static HtmlString Brief(DelegationBrief brief, int headingLevel = 3, string idPrefix = "brief")
    {
        ArgumentNullException.ThrowIfNull(brief);
        return new HtmlString($"<article class=\"outsourcing-brief\" lang=\"{Encode(brief.Language)}\">\n{BriefHtml.WriteSections(brief, headingLevel, idPrefix)}</article>\n");
    }

    /// <summary>Writes where failed calls went wrong: how many in which way, the causes, and the clause to change.</summary>
    /// <param name="report">The report.</param>
    /// <returns>The fragment.</returns>
    public static HtmlString FaultLine(FaultLineReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        HtmlWriter html = new();
        html.Open("div", "fault-line");
        html.Paragraph(report.Failures == 0 ? "No call went wrong." : string.Create(CultureInfo.InvariantCulture, $"{report.Failures:#,0} calls went wrong."));
        if (report.Kinds.Count > 0)
        {
            html.Table(
                "Where calls went wrong",
                ["fault line", "calls", "share", "95 % interval"],
                report.Kinds.Select(string[] (kind) =>
                [
                    WordOf(kind.Kind), kind.Share.Successes.ToString("#,0", CultureInfo.InvariantCulture), Percent(kind.Share.Rate ?? 0), $"{Percent(kind.Interval.Lower)} to {Percent(kind.Interval.Upper)}",
                ]));
        }

        if (report.Findings.Count > 0)
        {
            html.Table(
                "Causes and what to change",
                ["cause", "share", "what was expected", "remedy", "proposed wording"],
                report.Findings.Select(string[] (finding) =>
                [
                    finding.Place is { } place ? $"{WordOf(finding.Kind)} at {place}" : WordOf(finding.Kind),
                    Percent(finding.Share.Rate ?? 0),
                    finding.Expectation,
                    finding.Remedy,
                    finding.Amendment?.Proposed ?? "",
                ]));
        }

        html.Close("div");
        return html.Finish();
    }

    /// <summary>Writes why a verdict is what it is: its summary, what it was compared by, and what would flip it.</summary>
    /// <param name="explanation">Why.</param>
    /// <param name="refusal">Why nothing was decided; <see langword="null"/> when something was.</param>
    /// <returns>The fragment.</returns>
    public static HtmlString Verdict(VerdictExplanation explanation, Refusal? refusal = null)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        HtmlWriter html = new();
        html.Verdict(explanation, refusal);
        return html.Finish();
    }

    internal static string Encode(string text) => HtmlEncoder.Default.Encode(text);

    private static string WordOf(StepDecision decision) => decision switch
    {
        StepDecision.Keep => "core: keep",
        StepDecision.Delegate => "supportive: delegate",
        StepDecision.DelegateInPieces => "supportive: delegate in pieces",
        _ => decision.ToString(),
    };

    private static string WordOf(FaultLineKind kind) => kind switch
    {
        FaultLineKind.BriefOmission => "the brief does not say it",
        FaultLineKind.BriefAmbiguity => "the brief can be misread",
        FaultLineKind.NotTransmitted => "the brief did not arrive",
        FaultLineKind.OwnerInputMissing => "the business's own input was missing",
        FaultLineKind.OverCapacity => "more calls than agreed",
        FaultLineKind.WrongGoal => "the brief asks for something else",
        FaultLineKind.Execution => "not done as briefed",
        _ => "not to be told",
    };

    private static string Fixed(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0} %");

    private static string Range(Interval interval) => interval.Width < 0.005 ? Fixed(interval.Lower) : $"{Fixed(interval.Lower)} to {Fixed(interval.Upper)}";
}

/// <summary>Writes the parts fragments are made of.</summary>
internal sealed class HtmlWriter
{
    private readonly StringBuilder _html = new();

    public void Open(string element, string name) => _html.Append(CultureInfo.InvariantCulture, $"<{element} class=\"outsourcing-{name}\">\n");

    public void Close(string element) => _html.Append(CultureInfo.InvariantCulture, $"</{element}>\n");

    public void Paragraph(string text) => _html.Append(CultureInfo.InvariantCulture, $"<p>{OutsourcingHtml.Encode(text)}</p>\n");

    /// <param name="svg">A drawing of this SDK, safe as it is.</param>
    /// <param name="label">What it is, for the region that may have to be scrolled.</param>
    public void Figure(string svg, string label) => _html.Append(CultureInfo.InvariantCulture,
        $"<figure class=\"outsourcing-figure\" tabindex=\"0\" role=\"group\" aria-label=\"{OutsourcingHtml.Encode(label)}\">\n{svg}</figure>\n");

    public void Table(string caption, string[] columns, IEnumerable<string[]> rows)
    {
        _html.Append(CultureInfo.InvariantCulture, $"<div class=\"outsourcing-wide\" tabindex=\"0\" role=\"group\" aria-label=\"{OutsourcingHtml.Encode(caption)}\">\n<table>\n<caption>{OutsourcingHtml.Encode(caption)}</caption>\n<thead><tr>");
        foreach (string column in columns)
        {
            _html.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\">{OutsourcingHtml.Encode(column)}</th>");
        }

        _html.Append("</tr></thead>\n<tbody>\n");
        foreach (string[] row in rows)
        {
            _html.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{OutsourcingHtml.Encode(row[0])}</th>");
            foreach (string cell in row.Skip(1))
            {
                _html.Append(CultureInfo.InvariantCulture, $"<td>{OutsourcingHtml.Encode(cell)}</td>");
            }

            _html.Append("</tr>\n");
        }

        _html.Append("</tbody>\n</table>\n</div>\n");
    }

    public void Verdict(VerdictExplanation explanation, Refusal? refusal)
    {
        Open("div", refusal is null ? "verdict" : "verdict outsourcing-refused");
        Paragraph(refusal is null ? explanation.Summary : refusal.Reason);
        if (refusal is not null)
        {
            Paragraph($"What would help: {refusal.Remedy}");
        }
        else if (explanation.Flip is { } flip)
        {
            Paragraph(string.Create(CultureInfo.InvariantCulture, $"Would flip: {flip.Input} from {flip.From:0.###} to {flip.To:0.###} makes it \"{flip.Becomes}\"."));
        }

        if (explanation.Checks.Count > 0)
        {
            _html.Append("<details>\n<summary>How this was decided</summary>\n");
            Table(
                $"Checks of the rule {explanation.Rule}",
                ["check", "observed", "needs", "holds"],
                explanation.Checks.Select(string[] (check) =>
                [
                    check.Name,
                    string.Create(CultureInfo.InvariantCulture, $"{check.Observed:0.###}{(check.Unit == "1" ? "" : " " + check.Unit)}"),
                    string.Create(CultureInfo.InvariantCulture, $"{Word(check.Comparison)} {check.Threshold:0.###}"),
                    check.Passed ? "yes" : "no",
                ]));
            Paragraph(explanation.Source);
            _html.Append("</details>\n");
        }

        Close("div");
    }

    public HtmlString Finish() => new(_html.ToString());

    private static string Word(Comparison comparison) => comparison switch
    {
        Comparison.AtLeast => "at least",
        Comparison.Above => "above",
        Comparison.AtMost => "at most",
        _ => "below",
    };
}
