using Microsoft.Extensions.Hosting;
using Outsourcing.Storage;

namespace Outsourcing.EntityFrameworkCore;

/// <summary>Runs the processors, the polling, and the schedules of reviews and retention while the host runs.</summary>
internal sealed class StorageWorker(InboxProcessor inbox, CallDeliveryProcessor deliveries, OutboxProcessor outbox, CallPolling polling, PollProcessor polls, IEnumerable<OutcomeReviewSchedule> reviews, IEnumerable<RetentionSchedule> retention) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll([
        inbox.RunAsync(stoppingToken), deliveries.RunAsync(stoppingToken), outbox.RunAsync(stoppingToken), polling.RunAsync(stoppingToken), polls.RunAsync(stoppingToken),
        .. reviews.Select(schedule => schedule.RunAsync(stoppingToken)), .. retention.Select(schedule => schedule.RunAsync(stoppingToken))]);
}
