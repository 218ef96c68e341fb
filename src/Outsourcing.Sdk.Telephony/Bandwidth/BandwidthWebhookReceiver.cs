using Outsourcing.Webhooks;

namespace Outsourcing.Telephony;

/// <summary>The webhooks of a Bandwidth account.</summary>
public sealed class BandwidthWebhookReceiver : IWebhookReceiver
{
    private readonly BandwidthOptions _options;

    /// <summary>Initializes the receiver.</summary>
    /// <param name="account">The account, as the application names it.</param>
    /// <param name="options">The account's options.</param>
    public BandwidthWebhookReceiver(string account, BandwidthOptions options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(account);
        ArgumentNullException.ThrowIfNull(options);
        Account = account;
        _options = options;
    }

    /// <inheritdoc/>
    public string Provider => BandwidthClient.ProviderName;

    /// <inheritdoc/>
    public string Account { get; }

    /// <inheritdoc/>
    /// <remarks>Callbacks of messages are tried for a day.</remarks>
    public TimeSpan RepeatHorizon => TimeSpan.FromHours(25);

    /// <inheritdoc/>
    public TimeSpan AnswerLimit => TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    public WebhookCheck Verify(WebhookRequest request, DateTimeOffset now) => BandwidthCredentialVerifier.Verify(request, _options.Credentials(now));

    /// <inheritdoc/>
    public WebhookEvent? Read(WebhookRequest request, WebhookCheck check, DateTimeOffset receivedAt) =>
        BandwidthEvents.Read(request)?.ToWebhookEvent(Provider, Account, request, check, receivedAt);

    /// <inheritdoc/>
    public WebhookReply Render(CallFlow flow)
    {
        ArgumentNullException.ThrowIfNull(flow);
        return BandwidthMarkup.Instance.Render(flow).ToReply();
    }
}
