using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Outsourcing.Storage;

namespace Outsourcing.AspNetCore;

/// <summary>Queues each event once for each subscription of its tenant, so that a slow one holds up nobody.</summary>
internal sealed partial class StandardWebhookPublisher(
    IWebhookSubscriptions subscriptions, ICommandOutbox outbox, IOptions<StandardWebhookOptions> options, TimeProvider time, ILogger<StandardWebhookPublisher> logger)
    : ICallRecordHandler, IOutcomeReviewHandler
{
    // What the specification recommends to stay below.
    private const int RecommendedBytes = 20_000;

    public Task HandleAsync(CallRecordChange change, CancellationToken cancellationToken = default) =>
        PublishAsync(change.Tenant, CallRecordChangeExtensions.EventType, change.IdempotencyKey, change.ToCloudEvent(options.Value.Source), cancellationToken);

    public Task HandleAsync(ScheduledOutcomeReview review, CancellationToken cancellationToken = default) =>
        PublishAsync(review.Tenant, ScheduledOutcomeReviewExtensions.EventType, review.IdempotencyKey, review.ToCloudEvent(options.Value.Source), cancellationToken);

    private async Task PublishAsync(TenantId tenant, string type, string key, byte[] body, CancellationToken cancellationToken)
    {
        if (body.Length > RecommendedBytes)
        {
            LogLarge(logger, type, body.Length, RecommendedBytes);
        }

        string text = Encoding.UTF8.GetString(body);
        foreach (WebhookSubscription subscription in await subscriptions.ListAsync(tenant, cancellationToken).ConfigureAwait(false))
        {
            if (subscription.Tenant != tenant)
            {
                throw new OutsourcingException($"IWebhookSubscriptions.ListAsync gave a subscription of another tenant than '{tenant}'; nothing more is published to it.");
            }

            if (subscription.DisabledReason is not null || (subscription.EventTypes.Count > 0 && !subscription.EventTypes.Contains(type)))
            {
                continue;
            }

            // Of a fixed length, whatever a call's id holds, and without a full stop: that parts what is signed.
            string id = $"msg_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{tenant.Value}\n{subscription.Name}\n{type}\n{key}")).AsSpan(0, 16))}";
            WebhookDelivery delivery = new() { Id = id, Subscription = subscription.Name, QueuedAt = time.GetUtcNow(), Body = text };
            OutboxCommand command = new()
            {
                Key = $"{StandardWebhookSender.Name}/{id}",
                Name = StandardWebhookSender.Name,
                Provider = "standard-webhooks",
                Account = subscription.Name,
                Payload = JsonSerializer.Serialize(delivery, WebhookDeliveryJsonContext.Default.WebhookDelivery),
            };
            await outbox.EnqueueAsync(command, cancellationToken).ConfigureAwait(false);
        }
    }

    [LoggerMessage(EventId = 205, Level = LogLevel.Warning, Message = "An event {EventType} has {Bytes} bytes; the Standard Webhooks specification recommends fewer than {Recommended}")]
    private static partial void LogLarge(ILogger logger, string eventType, int bytes, int recommended);
}
