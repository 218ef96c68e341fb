using Outsourcing.Calls;
using Outsourcing.Telephony;
using Outsourcing.Webhooks;

namespace Outsourcing.Answering;

/// <summary>Receives the events of an Aircall webhook. Their content is proved by nothing, so each names a call that is then read from Aircall.</summary>
public sealed class AircallWebhookReceiver : IWebhookReceiver
{
    private readonly Func<DateTimeOffset, IReadOnlyList<string>> _tokens;

    /// <summary>Initializes the receiver.</summary>
    /// <param name="account">The account, as the application names it.</param>
    /// <param name="tokens">The tokens of the webhooks; several while one replaces another.</param>
    /// <param name="source">What reads a call; usually the client.</param>
    public AircallWebhookReceiver(string account, IReadOnlyList<string> tokens, ICallSource source)
        : this(account, AnsweringWebhook.Always(tokens), source)
    {
    }

    internal AircallWebhookReceiver(string account, Func<DateTimeOffset, IReadOnlyList<string>> tokens, ICallSource source)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(account);
        ArgumentNullException.ThrowIfNull(source);
        Account = account;
        Source = source;
        _tokens = tokens;
    }

    /// <inheritdoc/>
    public string Provider => AircallCallMapping.Provider;

    /// <inheritdoc/>
    public string Account { get; }

    /// <inheritdoc/>
    public ICallSource? Source { get; }

    /// <inheritdoc/>
    public WebhookCheck Verify(WebhookRequest request, DateTimeOffset now) => AircallTokenVerifier.Verify(request, _tokens(now));

    /// <inheritdoc/>
    public WebhookEvent? Read(WebhookRequest request, WebhookCheck check, DateTimeOffset receivedAt)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (JsonReading.Object(request.Body) is not { } root || root.Text("event") is not { } name)
        {
            return null;
        }

        string id = AnsweringWebhook.IdOf(name, request.Body);
        DateTimeOffset at = root.UnixSeconds("timestamp") ?? receivedAt;
        CallUpdate? update = root.Text("resource") is null or "call" && root.Member("data") is { } call ? AircallCallMapping.ToUpdate(call, Account, id, at, check.Verification) : null;
        return AnsweringWebhook.Event(id, name, at, check, update);
    }

    /// <inheritdoc/>
    public WebhookReply Render(CallFlow flow) => AnsweringWebhook.Refuse(Provider, flow);
}
