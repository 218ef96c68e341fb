using Outsourcing.Calls;
using Outsourcing.Telephony;
using Outsourcing.Webhooks;

namespace Outsourcing.Answering;

/// <summary>Receives the events of a Retell account: <c>call_started</c>, <c>call_ended</c>, <c>call_analyzed</c> and whatever else it sends.</summary>
public sealed class RetellWebhookReceiver : IWebhookReceiver
{
    private readonly Func<DateTimeOffset, IReadOnlyList<string>> _apiKeys;

    /// <summary>Initializes the receiver.</summary>
    /// <param name="account">The account, as the application names it.</param>
    /// <param name="apiKeys">The API keys with the webhook badge; several while one replaces another.</param>
    /// <param name="source">What reads a call, for a check that proves less than the signature; usually the client.</param>
    public RetellWebhookReceiver(string account, IReadOnlyList<string> apiKeys, ICallSource? source = null)
        : this(account, AnsweringWebhook.Always(apiKeys), source)
    {
    }

    internal RetellWebhookReceiver(string account, Func<DateTimeOffset, IReadOnlyList<string>> apiKeys, ICallSource? source)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(account);
        Account = account;
        Source = source;
        _apiKeys = apiKeys;
    }

    /// <inheritdoc/>
    public string Provider => RetellCallMapping.Provider;

    /// <inheritdoc/>
    public string Account { get; }

    /// <inheritdoc/>
    public ICallSource? Source { get; }

    /// <inheritdoc/>
    public TimeSpan AnswerLimit => TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public WebhookCheck Verify(WebhookRequest request, DateTimeOffset now) => RetellSignatureVerifier.Verify(request, _apiKeys(now), now);

    /// <inheritdoc/>
    public WebhookEvent? Read(WebhookRequest request, WebhookCheck check, DateTimeOffset receivedAt)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (JsonReading.Object(request.Body) is not { } root || root.Text("event") is not { } name)
        {
            return null;
        }

        string id = AnsweringWebhook.IdOf(name, request.Body);
        DateTimeOffset at = check.SignedAt ?? receivedAt;
        CallUpdate? update = root.Member("call") is { } call ? RetellCallMapping.ToUpdate(call, Account, id, at, check.Verification) : null;
        return AnsweringWebhook.Event(id, name, at, check, update);
    }

    /// <inheritdoc/>
    public WebhookReply Render(CallFlow flow) => AnsweringWebhook.Refuse(Provider, flow);
}
