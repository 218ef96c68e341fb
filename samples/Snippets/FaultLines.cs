using Outsourcing.Calls;
using Outsourcing.Delegation;
using Outsourcing.Engagements;
using Outsourcing.Statistics;

namespace Outsourcing.Snippets;

internal static class FaultLines
{
    internal static void Outcomes(DelegationBrief brief, IReadOnlyList<CallRecord> calls)
    {
        OutcomeReview review = OutcomeReviewer.Review(brief, calls);
        foreach (OutcomeResult result in review.Results)
        {
            Console.WriteLine($"{result.Metric.Name}: {result.State}, {result.Tally.Share}, {result.Interval}");
        }

        OutcomeChart chart = OutcomeReviewer.Chart(brief, brief.Outcomes[0], calls);
        Console.WriteLine($"{chart.Signals.Count()} of {chart.Points.Count} windows are a signal");
    }

    internal static DelegationBrief Diagnose(
        Engagement engagement, IReadOnlyList<DelegationBrief> versions, BriefCommunication communication, IReadOnlyList<CallRecord> calls)
    {
        DelegationBrief newest = versions[^1];
        FaultLineWalk walk = new(new FaultLineEvidence
        {
            Engagement = engagement,
            Versions = versions,
            Receipts = communication.Receipts(),
            Outages = [],
            Arrivals = [.. calls.Where(call => call.StartedAt is not null).Select(call => call.StartedAt!.Value)],
        });
        IEnumerable<CallFailure> failures = OutcomeReviewer.Failures(newest, newest.Outcomes[0], calls);
        FaultLineReport report = FaultLineReport.Of(failures.Select(walk.Diagnose), newest);

        foreach (ClauseFinding finding in report.VitalFew)
        {
            Console.WriteLine($"{finding.Kind} at {finding.Place}: {finding.Share}, {finding.Remedy}");
            Console.WriteLine(finding.Amendment?.Proposed);
        }

        ClauseAmendment? amendment = report.Findings.FirstOrDefault(finding => finding.Amendment is not null)?.Amendment;
        return amendment is null ? newest : amendment.ApplyTo(newest, new DateOnly(2026, 11, 2));
    }

    internal static void GoOn(Proportion before, Proportion after, IEnumerable<bool> callsSince)
    {
        VersionComparison comparison = VersionComparison.Of(before, after, matters: 0.05);
        EngagementStopRule rule = new() { Acceptable = 0.9, Unacceptable = 0.75 };
        Verdict<EngagementAdvice> advice = rule.Decide(callsSince, [comparison.Effect]);
        Console.WriteLine($"{comparison.Effect}: {advice.Require()}");
    }

    internal static void Agree(IReadOnlyDictionary<CallId, FaultLineKind> first, IReadOnlyDictionary<CallId, FaultLineKind> second)
    {
        CoderAgreement agreement = CoderAgreement.Of(first, second);
        Console.WriteLine($"kappa {agreement.Agreement.Kappa:F2} over {agreement.Calls} calls");
    }

    internal static WhyChain Whys(ClauseFinding finding) =>
        WhyChain.From(finding).Because("The owner wrote the clause before anybody timed a call-back.", "Change log, version 1.");
}
