using Outsourcing.Calls;
using Outsourcing.Delegation;
using Outsourcing.Engagements;
using Outsourcing.Storage;

namespace MinimalCrm.Work;

/// <summary>One version of the brief with its calls and what they come to.</summary>
internal sealed record VersionReview(DelegationBrief Brief, IReadOnlyList<CallRecord> Calls, OutcomeReview Review)
{
    internal OutcomeResult? Settled => Review.Results.FirstOrDefault(result => result.Metric.Id == "settled");
}

/// <summary>Holds the engagement's calls against the brief: outcomes by version, and where failed calls went wrong.</summary>
internal sealed class Reviewing(ICallStore calls, IDocumentStore<DelegationBrief> briefs, IEnumerable<IFaultLineEvidenceSource> sources)
{
    // The demo's callers ring at any hour of whoever tries it.
    private static readonly OutcomeReviewOptions AnyHour = new() { IncludeOutsideHours = true };

    internal async Task<IReadOnlyList<CallRecord>> CallsAsync(Engagement engagement, CancellationToken cancellationToken)
    {
        List<CallRecord> handled = [];
        await foreach (CallRecord call in calls.ListAsync(new CallQuery { Account = CrmApp.Account, StartedFrom = engagement.From }, cancellationToken))
        {
            if (engagement.Handles(call))
            {
                handled.Add(call);
            }
        }

        return handled;
    }

    /// <summary>Reviews each version by the calls that started while it was in force; oldest version first.</summary>
    internal async Task<IReadOnlyList<VersionReview>> ByVersionAsync(Engagement engagement, IReadOnlyList<CallRecord> handled, CancellationToken cancellationToken)
    {
        List<VersionReview> reviews = [];
        foreach (StoredDocument<DelegationBrief> version in await briefs.ListRevisionsAsync(engagement.Brief.Value, cancellationToken))
        {
            CallRecord[] judged = [.. handled.Where(call => engagement.BriefVersionInForce(call.StartedAt!.Value)?.Version == version.Revision && call.Status is { IsFinal: true })];
            reviews.Add(new VersionReview(version.Document, judged, OutcomeReviewer.Review(version.Document, judged, AnyHour)));
        }

        return reviews;
    }

    /// <summary>Compares the callers served under the newest version that has calls with the version before.</summary>
    internal static VersionComparison? Effect(IReadOnlyList<VersionReview> reviews) =>
        reviews.Where(review => review.Calls.Count > 0).TakeLast(2).ToArray() is [{ Settled: { } before }, { Settled: { } after }]
            ? VersionComparison.Of(before.Tally.Share, after.Tally.Share)
            : null;

    internal async Task<FaultLineReport> FaultLineAsync(Engagement engagement, IReadOnlyList<VersionReview> reviews, CancellationToken cancellationToken)
    {
        DelegationBrief newest = reviews[^1].Brief;
        if (reviews.LastOrDefault(review => review.Calls.Count > 0) is not { } current || current.Brief.Outcomes.FirstOrDefault(outcome => outcome.Id == "settled") is not { } settled)
        {
            return FaultLineReport.Of([], newest);
        }

        FaultLineEvidence evidence = new()
        {
            Engagement = engagement,
            Versions = [.. reviews.Select(review => review.Brief)],
            Arrivals = [.. current.Calls.Select(call => call.StartedAt).OfType<DateTimeOffset>()],
        };
        foreach (IFaultLineEvidenceSource source in sources)
        {
            evidence = await source.CompleteAsync(evidence, cancellationToken);
        }

        FaultLineWalk walk = new(evidence);
        Dictionary<CallId, CallRecord> byId = current.Calls.ToDictionary(call => call.Id);

        // What the caller wanted, in the desk's own words, is the expectation a version may have left out.
        return FaultLineReport.Of(
            OutcomeReviewer.Failures(current.Brief, settled, current.Calls, AnyHour)
                .Select(failure => byId[failure.Call].Intent?.Label is { } wanted && !Knows(current.Brief, wanted)
                    ? failure with { Expectation = $"A caller with the matter \"{wanted}\" is served.", Place = null }
                    : failure)
                .Select(walk.Diagnose),
            newest);
    }

    private static bool Knows(DelegationBrief brief, string matter) =>
        brief.CallTypes.Any(type => type.Id.Value == matter) || brief.Clauses.Any(clause => clause.Text.Contains(matter, StringComparison.OrdinalIgnoreCase));
}
