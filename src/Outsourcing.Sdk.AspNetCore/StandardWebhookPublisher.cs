using System.Text;
using Microsoft.Extensions.Options;
using Outsourcing.Storage;

namespace Outsourcing.AspNetCore;

/// <summary>Queues each change once for each subscriber, so that a slow one holds up nobody.</summary>
internal sealed class StandardWebhookPublisher(ICommandOutbox outbox, IOptions<StandardWebhookOptions> options) : ICallRecordHandler
{
    public async Task HandleAsync(CallRecordChange change, CancellationToken cancellationToken = default)
    {
        string body = Encoding.UTF8.GetString(change.ToCloudEvent(options.Value.Source));
        foreach (string name in options.Value.Subscribers.Keys)
        {
            OutboxCommand command = new()
            {
                Key = $"{StandardWebhookSender.Name}/{name}/{change.IdempotencyKey}",
                Name = StandardWebhookSender.Name,
                Provider = "standard-webhooks",
                Account = name,
                Payload = body,
            };
            await outbox.EnqueueAsync(command, cancellationToken).ConfigureAwait(false);
        }
    }
}
