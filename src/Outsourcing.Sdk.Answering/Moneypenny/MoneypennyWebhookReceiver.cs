using Outsourcing.Calls;
using Outsourcing.Telephony;
using Outsourcing.Webhooks;

namespace Outsourcing.Answering;

/// <summary>Interprets what polling a Moneypenny account put into the inbox.</summary>
public sealed class MoneypennyWebhookReceiver : IWebhookReceiver
{
    private readonly MoneypennyOptions _options;

    /// <summary>Initializes the receiver.</summary>
    /// <param name="account">The account, as the application names it.</param>
    /// <param name="options">The account's options.</param>
    public MoneypennyWebhookReceiver(string account, MoneypennyOptions options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(account);
        ArgumentNullException.ThrowIfNull(options);
        Account = account;
        _options = options;
    }

    /// <inheritdoc/>
    public string Provider => MoneypennyClient.ProviderName;

    /// <inheritdoc/>
    public string Account { get; }

    /// <summary>Refuses: the service sends no webhooks.</summary>
    /// <inheritdoc/>
    public WebhookCheck Verify(WebhookRequest request, DateTimeOffset now) => WebhookCheck.Refused(WebhookRefusal.MissingSignature);

    /// <inheritdoc/>
    public WebhookEvent? Read(WebhookRequest request, WebhookCheck check, DateTimeOffset receivedAt)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (JsonReading.Object(request.Body) is not { } item)
        {
            return null;
        }

        bool chat = request.Url == MoneypennySource.Chats;
        string id = AnsweringWebhook.IdOf(chat ? "chat" : "message", request.Body);
        CallUpdate? update = chat
            ? MoneypennyCallMapping.Chat(item, Account, _options.Region, TimeZoneInfo.FindSystemTimeZoneById(_options.TimeZone), id)
            : MoneypennyCallMapping.Message(item, Account, _options.Region, id);
        return update is null ? null : new WebhookEvent { Id = id, Name = chat ? "chat" : "message", At = update.Revision.At, Updates = [update] };
    }

    /// <inheritdoc/>
    public WebhookReply Render(CallFlow flow) => AnsweringWebhook.Refuse(Provider, flow);
}
