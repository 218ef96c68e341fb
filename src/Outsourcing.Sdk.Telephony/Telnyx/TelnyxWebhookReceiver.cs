using Outsourcing.Webhooks;

namespace Outsourcing.Telephony;

/// <summary>The webhooks of a Telnyx account.</summary>
public sealed class TelnyxWebhookReceiver : IWebhookReceiver
{
    private readonly TelnyxOptions _options;

    /// <summary>Initializes the receiver.</summary>
    /// <param name="account">The account, as the application names it.</param>
    /// <param name="options">The account's options.</param>
    public TelnyxWebhookReceiver(string account, TelnyxOptions options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(account);
        ArgumentNullException.ThrowIfNull(options);
        Account = account;
        _options = options;
    }

    /// <inheritdoc/>
    public string Provider => TelnyxClient.ProviderName;

    /// <inheritdoc/>
    public string Account { get; }

    /// <inheritdoc/>
    public WebhookCheck Verify(WebhookRequest request, DateTimeOffset now) => TelnyxSignatureVerifier.Verify(request, _options.PublicKeys(now), now);

    /// <inheritdoc/>
    public WebhookEvent? Read(WebhookRequest request, WebhookCheck check, DateTimeOffset receivedAt) =>
        TelnyxEvents.Read(request)?.ToWebhookEvent(Provider, Account, request, check, receivedAt);

    /// <inheritdoc/>
    /// <remarks>TeXML, for numbers of a TeXML application; a call-control application takes commands instead.</remarks>
    public WebhookReply Render(CallFlow flow)
    {
        ArgumentNullException.ThrowIfNull(flow);
        return TelnyxMarkup.Instance.Render(flow).ToReply();
    }
}
