using Outsourcing.Webhooks;

namespace Outsourcing.Telephony;

/// <summary>The webhooks of a Vonage account.</summary>
public sealed class VonageWebhookReceiver : IWebhookReceiver
{
    private readonly VonageOptions _options;

    /// <summary>Initializes the receiver.</summary>
    /// <param name="account">The account, as the application names it.</param>
    /// <param name="options">The account's options.</param>
    public VonageWebhookReceiver(string account, VonageOptions options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(account);
        ArgumentNullException.ThrowIfNull(options);
        Account = account;
        _options = options;
    }

    /// <inheritdoc/>
    public string Provider => VonageClient.ProviderName;

    /// <inheritdoc/>
    public string Account { get; }

    /// <inheritdoc/>
    public WebhookCheck Verify(WebhookRequest request, DateTimeOffset now) => VonageSignatureVerifier.Verify(request, _options.Secrets(now), now);

    /// <inheritdoc/>
    public WebhookEvent? Read(WebhookRequest request, WebhookCheck check, DateTimeOffset receivedAt) =>
        VonageEvents.Read(request)?.ToWebhookEvent(Provider, Account, request, check, receivedAt);

    /// <inheritdoc/>
    public WebhookReply Render(CallFlow flow)
    {
        ArgumentNullException.ThrowIfNull(flow);
        return VonageControl.Render(flow);
    }
}
