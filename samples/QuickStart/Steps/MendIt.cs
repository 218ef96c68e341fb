using System.Text.Json.Nodes;
using Outsourcing.Delegation;
using Outsourcing.Engagements;
using Outsourcing.Statistics;
using QuickStart.Report;

namespace QuickStart.Steps;

/// <summary>Step 6: the outcomes, the fault line of the calls that went wrong, and the clause to change.</summary>
internal static class MendIt
{
    internal static void Review(LoopReport report, DelegationBrief brief, EngagementRun run)
    {
        ReportSection section = report.Section("Mend it: outcomes, fault line and the changed clause");
        OutcomeReview review = OutcomeReviewer.Review(brief, run.Calls);
        section.Add(new ReportTable(
            ["outcome", "target", "observed", "95 % interval", "state"],
            [.. review.Results.Select(string[] (result) =>
            [
                result.Metric.Name,
                FormattableString.Invariant($"{result.Metric.Target!.Comparison} {result.Metric.Target.Value:0.##}"),
                result.Tally.Share.ToString(),
                result.Interval is { } interval ? FormattableString.Invariant($"{interval.Lower:0.00} to {interval.Upper:0.00}") : "",
                result.State.ToString(),
            ])]));
        foreach (OutcomeResult result in review.Results)
        {
            report.Keep(section, $"outcome \"{result.Metric.Name}\"", result.Verdict, state => JsonValue.Create(state.ToString()));
        }

        OutcomeMetric settled = brief.Outcomes.Single(outcome => outcome.Id == "settled");
        FaultLineReport faults = Diagnose(brief, settled, run);
        section.Add(FormattableString.Invariant($"{faults.Failures} calls went wrong. Their fault lines:"));
        section.Add(new ReportTable(
            ["fault line", "calls", "95 % interval of the share"],
            [.. faults.Kinds.Select(string[] (kind) => [kind.Kind.ToString(), kind.Share.ToString(), FormattableString.Invariant($"{kind.Interval.Lower:0.00} to {kind.Interval.Upper:0.00}")])]));
        if (faults.Findings.FirstOrDefault(finding => finding.Amendment is not null) is { Amendment: { } amendment } finding)
        {
            DelegationBrief mended = amendment.ApplyTo(brief, DateOnly.FromDateTime(run.Calls.Max(call => call.StartedAt).GetValueOrDefault(run.Engagement.From).Date));
            section.Add($"Change this clause first ({finding.Kind}): {finding.Remedy}");
            section.Add($"Proposed wording: \"{amendment.Proposed}\"");
            section.Add(FormattableString.Invariant($"It would settle {finding.ExpectedEffect.Lower:P0} to {finding.ExpectedEffect.Upper:P0} of the failures; brief version {mended.Version} is drafted and waits for the owner's signature."));
        }

        Proportion observed = review.Results.Single(result => result.Metric.Id == settled.Id).Tally.Share;
        report.Add(section, "effect of the change so far", VersionComparison.Of(observed, new Proportion(0, 0)).Verdict, effect => JsonValue.Create(effect.ToString()));
    }

    private static FaultLineReport Diagnose(DelegationBrief brief, OutcomeMetric metric, EngagementRun run)
    {
        Engagement engagement = run.Engagement;
        FaultLineWalk walk = new(new FaultLineEvidence
        {
            Engagement = engagement,
            Versions = [brief],
            Receipts = [new BriefReceipt { Version = brief.Version, DeliveredAt = engagement.From.AddDays(-3), AcknowledgedAt = engagement.From.AddDays(-2), By = "The front desk" }],
            Outages = [],
            CapacityPerHour = 12,
            Arrivals = [.. run.Calls.Select(call => call.StartedAt).OfType<DateTimeOffset>()],
        });

        // What the caller wanted, in the desk's own words, is the expectation a version may have left out.
        IEnumerable<CallFailure> failures = OutcomeReviewer.Failures(brief, metric, run.Calls).Select(failure =>
            run.Calls.Single(call => call.Id == failure.Call).Intent?.Label is { } wanted && brief.CallTypes.All(type => type.Id.Value != wanted)
                ? failure with { Expectation = $"A caller with the matter \"{wanted}\" is served.", Place = null }
                : failure);
        return FaultLineReport.Of(failures.Select(walk.Diagnose), brief);
    }
}
