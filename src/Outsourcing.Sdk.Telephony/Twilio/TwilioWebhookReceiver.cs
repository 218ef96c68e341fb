using Outsourcing.Webhooks;

namespace Outsourcing.Telephony;

/// <summary>The webhooks of a Twilio account.</summary>
public sealed class TwilioWebhookReceiver : IWebhookReceiver
{
    private readonly TwilioOptions _options;

    /// <summary>Initializes the receiver.</summary>
    /// <param name="account">The account, as the application names it.</param>
    /// <param name="options">The account's options.</param>
    public TwilioWebhookReceiver(string account, TwilioOptions options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(account);
        ArgumentNullException.ThrowIfNull(options);
        Account = account;
        _options = options;
    }

    /// <inheritdoc/>
    public string Provider => TwilioClient.ProviderName;

    /// <inheritdoc/>
    public string Account { get; }

    /// <inheritdoc/>
    public TimeSpan AnswerLimit => TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    public WebhookCheck Verify(WebhookRequest request, DateTimeOffset now)
    {
        WebhookCheck check = TwilioSignatureVerifier.Verify(request, _options.AuthTokens(now));
        return check.IsValid && !TwilioEvents.IsOf(request, _options.AccountSid) ? WebhookCheck.Refused(WebhookRefusal.WrongAccount) : check;
    }

    /// <inheritdoc/>
    public WebhookEvent? Read(WebhookRequest request, WebhookCheck check, DateTimeOffset receivedAt) =>
        TwilioEvents.Read(request)?.ToWebhookEvent(Provider, Account, request, check, receivedAt);

    /// <inheritdoc/>
    public WebhookReply Render(CallFlow flow)
    {
        ArgumentNullException.ThrowIfNull(flow);
        return TwilioMarkup.Instance.Render(flow).ToReply();
    }
}
