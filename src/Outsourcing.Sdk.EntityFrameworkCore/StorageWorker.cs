using Microsoft.Extensions.Hosting;
using Outsourcing.Storage;

namespace Outsourcing.EntityFrameworkCore;

/// <summary>Runs the processors and the polling while the host runs.</summary>
internal sealed class StorageWorker(InboxProcessor inbox, CallDeliveryProcessor deliveries, OutboxProcessor outbox, CallPolling polling, PollProcessor polls) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        inbox.RunAsync(stoppingToken), deliveries.RunAsync(stoppingToken), outbox.RunAsync(stoppingToken), polling.RunAsync(stoppingToken), polls.RunAsync(stoppingToken));
}
