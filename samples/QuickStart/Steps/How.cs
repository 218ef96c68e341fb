using System.Text.Json.Nodes;
using Outsourcing.Delegation;
using Outsourcing.Processes;
using QuickStart.Demo;
using QuickStart.Report;

namespace QuickStart.Steps;

/// <summary>Step 3: the delegation brief, and what a strict reader finds in it.</summary>
internal static class How
{
    internal static DelegationBrief Write(LoopReport report, DelegationTask task, BusinessProcess process, double callsPerWeek, DateTimeOffset at)
    {
        ReportSection section = report.Section("How: the brief");
        BriefDraft draft = BriefDraft.From(task, process);
        section.Add($"Drafted from the task \"{task.Name}\": {draft.Gaps.Count} questions were open, such as \"{draft.Gaps[0].Question}\"; the owner has answered them.");
        DelegationBrief brief = OwnersBrief.Complete(draft.Brief, callsPerWeek, at);

        BriefReview review = BriefReviewer.Default.Review(brief);

        section.Add(FormattableString.Invariant($"{review.Score:P0} of the required elements stand; {review.SmellsPer100Words:0.0} words in a hundred can be misread."));
        if (review.Findings.Count > 0)
        {
            section.Add(new ReportTable(
                ["code", "place", "finding", "suggestion"],
                [.. review.Findings.OrderByDescending(finding => finding.Severity).Take(8).Select(finding => new[] { finding.Code, finding.Place.ToString(), finding.Message, finding.Suggestion })]));
        }

        report.Add(section, "brief can be delivered", review.Deliverable(), deliverable => JsonValue.Create(deliverable));
        section.AddDocument("The brief as the partner reads it", $"<pre>{System.Net.WebUtility.HtmlEncode(BriefMarkdown.Write(brief))}</pre>");
        return brief;
    }
}
