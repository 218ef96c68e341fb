using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Outsourcing.Engagements;

namespace Outsourcing.Storage;

/// <summary>Orders an outcome review of every active engagement when one is due.</summary>
/// <remarks>
/// An order is a command of the outbox with the engagement, the version and the window in its key. So a window is ordered once however
/// often and from however many instances it is tried, the order survives restarts, and a review that fails is tried again. A version of
/// the brief that was replaced since the review before is reviewed once more, beside the one that replaced it. A host that was down over
/// several reviews makes the newest of them only.
/// </remarks>
public sealed partial class OutcomeReviewSchedule
{
    private readonly IDocumentStore<Engagement> _engagements;
    private readonly ICommandOutbox _outbox;
    private readonly ITenantAccessor _tenants;
    private readonly IOptions<TenancyOptions> _tenancy;
    private readonly OutcomeReviewScheduleOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<OutcomeReviewSchedule> _logger;

    /// <summary>Initializes the schedule.</summary>
    /// <param name="engagements">The engagements.</param>
    /// <param name="outbox">Where orders are kept.</param>
    /// <param name="tenants">Makes a tenant the current one.</param>
    /// <param name="tenancy">The tenants: the default one and those that accounts are given to.</param>
    /// <param name="options">When reviews are due.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">The log.</param>
    public OutcomeReviewSchedule(
        IDocumentStore<Engagement> engagements,
        ICommandOutbox outbox,
        ITenantAccessor tenants,
        IOptions<TenancyOptions> tenancy,
        IOptions<OutcomeReviewScheduleOptions> options,
        TimeProvider time,
        ILogger<OutcomeReviewSchedule> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        _engagements = engagements;
        _outbox = outbox;
        _tenants = tenants;
        _tenancy = tenancy;
        _options = options.Value;
        _time = time;
        _logger = logger;
    }

    /// <summary>Looks at intervals whether reviews are due, until it is cancelled.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>A task that ends when it was cancelled.</returns>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using PeriodicTimer timer = new(_options.CheckInterval, _time);
        try
        {
            do
            {
                try
                {
                    await OrderDueAsync(cancellationToken).ConfigureAwait(false);
                }
#pragma warning disable CA1031 // Whatever fails, what is due is still due at the next look.
                catch (Exception failure) when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
                {
                    LogFailed(_logger, failure.GetType().Name, _options.CheckInterval);
                }
            }
            while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    /// <summary>Orders the reviews that are due now, of every tenant.</summary>
    /// <param name="cancellationToken">Cancels it; what was ordered stays ordered.</param>
    /// <returns>How many orders were new.</returns>
    public async Task<int> OrderDueAsync(CancellationToken cancellationToken = default)
    {
        DateTimeOffset until = _options.LastDue(_time.GetUtcNow());
        int ordered = 0;
        TenancyOptions tenancy = _tenancy.Value;
        foreach (TenantId tenant in tenancy.Accounts.Values.Concat(tenancy.DefaultTenant is { } one ? [one] : []).Distinct().ToArray())
        {
            using IDisposable scope = _tenants.Use(tenant);
            ordered += await OrderTenantsAsync(until, cancellationToken).ConfigureAwait(false);
        }

        return ordered;
    }

    [LoggerMessage(EventId = 130, Level = LogLevel.Warning, Message = "Looking for outcome reviews that are due failed with {Failure}; trying again in {Pause}")]
    private static partial void LogFailed(ILogger logger, string failure, TimeSpan pause);

    private async Task<int> OrderTenantsAsync(DateTimeOffset until, CancellationToken cancellationToken)
    {
        const int PageSize = 100;
        int ordered = 0;
        string? after = null;
        IReadOnlyList<StoredDocument<Engagement>> page;
        do
        {
            page = await _engagements.ListAsync(after, PageSize, cancellationToken).ConfigureAwait(false);
            foreach (StoredDocument<Engagement> stored in page)
            {
                foreach (int version in VersionsToReview(stored.Document, until))
                {
                    ordered += await _outbox.EnqueueAsync(Order(stored.Document, version, until), cancellationToken).ConfigureAwait(false) ? 1 : 0;
                }
            }

            after = page.Count == 0 ? after : page[^1].Id;
        }
        while (page.Count == PageSize);
        return ordered;
    }

    private IEnumerable<int> VersionsToReview(Engagement engagement, DateTimeOffset until)
    {
        // The window's end is outside it, so what counts is how things stood just before.
        DateTimeOffset last = until.AddTicks(-1);
        DateTimeOffset before = last - _options.Period;
        return engagement.State == EngagementState.Active && engagement.StateAt(last) == EngagementState.Active
            ? engagement.Changes.Select(change => change.At).Where(at => at > before && at <= last).Prepend(before)
                .Select(at => engagement.BriefVersionInForce(at)?.Version).OfType<int>().Distinct()
            : [];
    }

    private OutboxCommand Order(Engagement engagement, int version, DateTimeOffset until)
    {
        OutcomeReviewOrder order = new() { Engagement = engagement.Id.Value, Version = version, From = until - _options.Window, Until = until };
        return new OutboxCommand
        {
            Key = string.Create(CultureInfo.InvariantCulture, $"{OutcomeReviewSender.Name}/{order.Engagement}/{version}/{order.From.UtcDateTime:yyyyMMdd'T'HHmmss}/{until.UtcDateTime:yyyyMMdd'T'HHmmss}"),
            Name = OutcomeReviewSender.Name,
            Provider = "outsourcing",
            Account = "outcome-reviews",
            Payload = new PersonalText(JsonSerializer.Serialize(order, OutcomeReviewJsonContext.Default.OutcomeReviewOrder)),
        };
    }
}
