using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Outsourcing.Http;
using Outsourcing.Storage;

namespace Outsourcing.AspNetCore;

/// <summary>Sends a queued event to its subscriber, signed. Repeating is safe: the message id stays the same, and the subscriber goes by it.</summary>
internal sealed partial class StandardWebhookSender(
    IHttpClientFactory clients,
    IServiceScopeFactory scopes,
    ITenantAccessor tenants,
    WebhookTraffic traffic,
    IOptions<StandardWebhookOptions> options,
    TimeProvider time,
    ILogger<StandardWebhookSender> logger) : IOutboxSender
{
    public const string Name = "publish-webhook";

    internal const string Client = "Outsourcing.StandardWebhooks";

    // Beyond what a subscriber may ask for, the schedule decides.
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromHours(24);

    private readonly StandardWebhookOptions _options = options.Value;

    public string CommandName => Name;

    public Task<OutboxLookup> LookUpAsync(OutboxCommand command, CancellationToken cancellationToken = default) => Task.FromResult(OutboxLookup.SafeToSend);

    public async Task<string?> SendAsync(OutboxCommand command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        WebhookDelivery delivery = Read(command);
        TenantId tenant = tenants.Current ?? throw new PermanentWorkException("It belongs to no tenant.");
        AsyncServiceScope scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            IWebhookSubscriptions subscriptions = scope.ServiceProvider.GetRequiredService<IWebhookSubscriptions>();
            WebhookSubscription subscription = await FindAsync(command, subscriptions, tenant, delivery.Subscription, cancellationToken).ConfigureAwait(false);
            using WebhookTraffic.Pass? pass = traffic.TryEnter(tenant, subscription.Name, out DateTimeOffset until, out bool isFailing);
            if (pass is null)
            {
                throw isFailing && time.GetUtcNow() - delivery.QueuedAt > _options.GiveUpAfter
                    ? new PermanentWorkException($"The webhook subscriber '{subscription.Name}' did not take it within {_options.GiveUpAfter}.")
                    : new WorkRetryException($"Others are on their way to the webhook subscriber '{subscription.Name}', or it is left alone for a while.", until, isAttempt: false);
            }

            HttpStatusCode status;
            TimeSpan? retryAfter;
            try
            {
                (status, retryAfter) = await PostAsync(subscription, delivery, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw Failed(command, subscription.Name, "did not answer in time", pass.Pause(null));
            }
            catch (HttpRequestException refused) when (refused.IsOutsidePublicNetwork())
            {
                throw new PermanentWorkException($"The address of the webhook subscriber '{subscription.Name}' is none of the public network; where it is the app's own, name its host in StandardWebhookOptions.PrivateHosts.");
            }
            catch (HttpRequestException broken)
            {
                throw Failed(command, subscription.Name, $"was not reached ({broken.HttpRequestError})", pass.Pause(null));
            }

            if ((int)status is >= 200 and < 300)
            {
                pass.Answered();
                return delivery.Id;
            }

            if (status == HttpStatusCode.Gone)
            {
                const string Reason = "It answered 410: it wants no more.";
                await subscriptions.DisableAsync(tenant, subscription.Name, Reason, cancellationToken).ConfigureAwait(false);
                LogDisabled(logger, subscription.Name);
                throw Disabled(subscription.Name, Reason);
            }

            bool overloaded = retryAfter is not null || status is HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout;
            if (!overloaded)
            {
                pass.Answered();
            }

            string answered = string.Create(CultureInfo.InvariantCulture, $"answered {(int)status}{((int)status is >= 300 and < 400 ? ", and no redirect is followed: change the address" : "")}");
            throw Failed(command, subscription.Name, answered, overloaded ? pass.Pause(retryAfter) : default);
        }
    }

    private static PermanentWorkException Disabled(string name, string reason) => new($"The webhook subscriber '{name}' is disabled. {reason}");

    [LoggerMessage(EventId = 206, Level = LogLevel.Warning, Message = "The webhook subscriber {Subscriber} answered 410 and is sent nothing more")]
    private static partial void LogDisabled(ILogger logger, string subscriber);

    [SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "Jitter only spreads retries.")]
    private static double Jitter() => Random.Shared.NextDouble();

    private static WebhookDelivery Read(OutboxCommand command)
    {
        try
        {
            return JsonSerializer.Deserialize(command.Payload?.Value ?? "null", WebhookDeliveryJsonContext.Default.WebhookDelivery)
                ?? throw new PermanentWorkException("There is nothing to send.");
        }
        catch (JsonException)
        {
            throw new PermanentWorkException("What is stored of the delivery cannot be read.");
        }
    }

    private async Task<WebhookSubscription> FindAsync(OutboxCommand command, IWebhookSubscriptions subscriptions, TenantId tenant, string name, CancellationToken cancellationToken)
    {
        WebhookSubscription? asked;
        try
        {
            asked = await subscriptions.FindAsync(tenant, name, cancellationToken).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // That the app's store is away costs an attempt of the schedule, as a subscriber that is away does.
        catch (Exception away) when (away is not OperationCanceledException)
#pragma warning restore CA1031
        {
            throw Failed(command, name, $"could not be looked up ({away.GetType().Name})", default);
        }

        WebhookSubscription found = asked ?? throw new PermanentWorkException($"There is no webhook subscriber '{name}' any longer.");
        if (found.Tenant != tenant || found.Name != name)
        {
            throw new PermanentWorkException($"IWebhookSubscriptions.FindAsync gave another subscription than the tenant's '{name}'.");
        }

        if (found.DisabledReason is { } reason)
        {
            throw Disabled(name, reason);
        }

        return found.FindProblems(_options).FirstOrDefault() is { } problem ? throw new PermanentWorkException($"Webhook subscriber '{name}': {problem}") : found;
    }

    private async Task<(HttpStatusCode Status, TimeSpan? RetryAfter)> PostAsync(WebhookSubscription subscription, WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        using CancellationTokenSource timeout = new(_options.Timeout, time);
        using CancellationTokenRegistration link = cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), timeout);
        DateTimeOffset now = time.GetUtcNow();
        byte[] body = Encoding.UTF8.GetBytes(delivery.Body);
        using HttpRequestMessage request = new(HttpMethod.Post, subscription.Address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/cloudevents+json", "utf-8");
        request.Headers.Add("webhook-id", delivery.Id);
        request.Headers.Add("webhook-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", StandardWebhooks.Sign(subscription.Secrets, delivery.Id, now, body));
        if (!_options.IsPrivate(subscription.Address))
        {
            request.ToPublicNetworkOnly();
        }

        using HttpClient client = clients.CreateClient(Client);
        using HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, timeout.Token).ConfigureAwait(false);
        TimeSpan? asked = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - time.GetUtcNow(),
            _ => null,
        };
        return (response.StatusCode, asked is { } wait && wait > TimeSpan.Zero ? (wait < LongestRetryAfter ? wait : LongestRetryAfter) : null);
    }

    /// <summary>Makes what says when to try again: by the schedule, and not before the subscriber may be asked again.</summary>
    private OutsourcingException Failed(OutboxCommand command, string name, string what, DateTimeOffset notBefore)
    {
        int attempt = Math.Max(command.Attempt, 1);
        if (attempt > _options.RetrySchedule.Count)
        {
            return new PermanentWorkException(string.Create(CultureInfo.InvariantCulture, $"The webhook subscriber '{name}' {what}, at the last of {attempt} attempts."));
        }

        DateTimeOffset next = time.GetUtcNow() + (_options.RetrySchedule[attempt - 1] * (1 - _options.Jitter + (2 * _options.Jitter * Jitter())));
        return new WorkRetryException($"The webhook subscriber '{name}' {what}.", next > notBefore ? next : notBefore);
    }
}
