using Outsourcing.Webhooks;

namespace Outsourcing.Telephony;

/// <summary>The webhooks of a SignalWire account.</summary>
public sealed class SignalWireWebhookReceiver : IWebhookReceiver
{
    private readonly SignalWireOptions _options;

    /// <summary>Initializes the receiver.</summary>
    /// <param name="account">The account, as the application names it.</param>
    /// <param name="options">The account's options.</param>
    public SignalWireWebhookReceiver(string account, SignalWireOptions options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(account);
        ArgumentNullException.ThrowIfNull(options);
        Account = account;
        _options = options;
    }

    /// <inheritdoc/>
    public string Provider => SignalWireClient.ProviderName;

    /// <inheritdoc/>
    public string Account { get; }

    /// <inheritdoc/>
    public WebhookCheck Verify(WebhookRequest request, DateTimeOffset now) => SignalWireSignatureVerifier.Verify(request, _options.Secrets(now));

    /// <inheritdoc/>
    public WebhookEvent? Read(WebhookRequest request, WebhookCheck check, DateTimeOffset receivedAt) =>
        SignalWireEvents.Read(request)?.ToWebhookEvent(Provider, Account, request, check, receivedAt);

    /// <inheritdoc/>
    public WebhookReply Render(CallFlow flow)
    {
        ArgumentNullException.ThrowIfNull(flow);
        return SignalWireMarkup.Instance.Render(flow).ToReply();
    }
}
