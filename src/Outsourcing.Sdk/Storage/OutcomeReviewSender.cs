using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Outsourcing.Calls;
using Outsourcing.Delegation;
using Outsourcing.Engagements;

namespace Outsourcing.Storage;

/// <summary>Makes an ordered review: judges the calls of the window, writes the verdicts down, tells the app.</summary>
internal sealed class OutcomeReviewSender(
    IDocumentStore<Engagement> engagements,
    IDocumentStore<DelegationBrief> briefs,
    ICallStore calls,
    IVerdictTrail trail,
    IServiceScopeFactory scopes,
    ITenantAccessor tenants,
    IOptions<OutcomeReviewScheduleOptions> options,
    TimeProvider time) : IOutboxSender
{
    internal const string Name = "outcome-review";

    public string CommandName => Name;

    // The verdicts are looked for before they are written, and the app has a key: doing it again is safe.
    public Task<OutboxLookup> LookUpAsync(OutboxCommand command, CancellationToken cancellationToken = default) => Task.FromResult(OutboxLookup.SafeToSend);

    public async Task<string?> SendAsync(OutboxCommand command, CancellationToken cancellationToken = default)
    {
        OutcomeReviewOrder order = JsonSerializer.Deserialize(command.Payload!.Value.Value, OutcomeReviewJsonContext.Default.OutcomeReviewOrder)!;
        Engagement engagement = (await engagements.FindAsync(order.Engagement, cancellationToken: cancellationToken).ConfigureAwait(false))?.Document
            ?? throw new PermanentWorkException($"The engagement '{order.Engagement}' is not in the store any more.");
        IReadOnlyList<StoredDocument<DelegationBrief>> versions = await briefs.ListRevisionsAsync(engagement.Brief.Value, cancellationToken).ConfigureAwait(false);

        // A version that is stored late is found at a later attempt.
        DelegationBrief brief = versions.FirstOrDefault(version => version.Revision == order.Version)?.Document
            ?? throw new OutsourcingException($"Version {order.Version} of the brief '{engagement.Brief}' is in force for the engagement '{engagement.Id}' and is not in the store; save it.");
        List<DateTimeOffset> arrivals = [];
        List<CallRecord> judged = [];
        await foreach (CallRecord call in calls.ListAsync(new CallQuery { StartedFrom = order.From, StartedUntil = order.Until }, cancellationToken).ConfigureAwait(false))
        {
            if (call.StartedAt is { } start && engagement.Handles(call))
            {
                arrivals.Add(start);
                if (call.Status is { IsFinal: true } && engagement.BriefVersionInForce(start)?.Version == order.Version)
                {
                    judged.Add(call);
                }
            }
        }

        if (judged.Count < options.Value.MinimumCalls)
        {
            return string.Create(CultureInfo.InvariantCulture, $"passed over: {judged.Count} calls");
        }

        OutcomeReviewOptions how = new() { IncludeOutsideHours = options.Value.IncludeOutsideHours };
        OutcomeReview review = OutcomeReviewer.Review(brief, judged, how);
        await RecordAsync(command.Key, review, cancellationToken).ConfigureAwait(false);
        AsyncServiceScope scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            FaultLineEvidence evidence = new() { Engagement = engagement, Versions = [.. versions.Select(version => version.Document)], Arrivals = arrivals };
            ScheduledOutcomeReview made = new()
            {
                IdempotencyKey = command.Key,
                Tenant = tenants.Current!.Value,
                Engagement = engagement,
                Brief = brief,
                From = order.From,
                Until = order.Until,
                Review = review,
                FaultLine = await FaultLineAsync(scope.ServiceProvider, evidence, brief, review, judged, how, cancellationToken).ConfigureAwait(false),
            };
            foreach (IOutcomeReviewHandler handler in scope.ServiceProvider.GetServices<IOutcomeReviewHandler>())
            {
                await handler.HandleAsync(made, cancellationToken).ConfigureAwait(false);
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"reviewed: {judged.Count} calls");
    }

    private static async Task<FaultLineReport?> FaultLineAsync(
        IServiceProvider services, FaultLineEvidence known, DelegationBrief brief, OutcomeReview review, List<CallRecord> judged, OutcomeReviewOptions how, CancellationToken cancellationToken)
    {
        OutcomeMetric[] missed = [.. review.Results.Where(result => result.State == OutcomeState.Missed).Select(result => result.Metric)];
        if (missed.Length == 0)
        {
            return null;
        }

        FaultLineEvidence evidence = services.GetService<IFaultLineEvidenceSource>() is { } source
            ? await source.CompleteAsync(known, cancellationToken).ConfigureAwait(false)
            : known;
        FaultLineWalk walk = new(evidence);
        return FaultLineReport.Of(
            missed.SelectMany(metric => OutcomeReviewer.Failures(brief, metric, judged, how)).Select(walk.Diagnose),
            known.Versions[^1]);
    }

    private async Task RecordAsync(string key, OutcomeReview review, CancellationToken cancellationToken)
    {
        foreach (OutcomeResult result in review.Results)
        {
            string subject = $"{key}/{result.Metric.Id}";
            if ((await trail.ListAsync(subject, limit: 1, cancellationToken: cancellationToken).ConfigureAwait(false)).Count == 0)
            {
                await trail.AppendAsync(VerdictEntry.Of(subject, time.GetUtcNow(), result.Verdict), cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
