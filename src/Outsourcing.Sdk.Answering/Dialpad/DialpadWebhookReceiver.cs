using System.Text;
using System.Text.Json;
using Outsourcing.Http;
using Outsourcing.Telephony;
using Outsourcing.Webhooks;

namespace Outsourcing.Answering;

/// <summary>Receives the call events of a Dialpad subscription; the body is a token.</summary>
public sealed class DialpadWebhookReceiver : IWebhookReceiver
{
    private readonly Func<DateTimeOffset, IReadOnlyList<string>> _secrets;

    /// <summary>Initializes the receiver.</summary>
    /// <param name="account">The account, as the application names it.</param>
    /// <param name="secrets">The webhook's secrets; several while one replaces another.</param>
    /// <param name="source">What reads a call, for a check that proves less than the token; usually the client.</param>
    public DialpadWebhookReceiver(string account, IReadOnlyList<string> secrets, ICallSource? source = null)
        : this(account, AnsweringWebhook.Always(secrets), source)
    {
    }

    internal DialpadWebhookReceiver(string account, Func<DateTimeOffset, IReadOnlyList<string>> secrets, ICallSource? source)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(account);
        Account = account;
        Source = source;
        _secrets = secrets;
    }

    /// <inheritdoc/>
    public string Provider => DialpadCallMapping.Provider;

    /// <inheritdoc/>
    public string Account { get; }

    /// <inheritdoc/>
    public ICallSource? Source { get; }

    /// <inheritdoc/>
    public WebhookCheck Verify(WebhookRequest request, DateTimeOffset now) => DialpadSignatureVerifier.Verify(request, _secrets(now));

    /// <inheritdoc/>
    public WebhookEvent? Read(WebhookRequest request, WebhookCheck check, DateTimeOffset receivedAt)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (Hs256Token.Read(Encoding.UTF8.GetString(request.Body.Span), _secrets(receivedAt)) is not { ValueKind: JsonValueKind.Object } root || root.Text("state") is not { } name)
        {
            return null;
        }

        string id = AnsweringWebhook.IdOf(name, request.Body);
        DateTimeOffset at = root.UnixMilliseconds("event_timestamp") ?? receivedAt;
        return AnsweringWebhook.Event(id, name, at, check, DialpadCallMapping.ToUpdate(root, Account, id, at, check.Verification));
    }

    /// <inheritdoc/>
    public WebhookReply Render(CallFlow flow) => AnsweringWebhook.Refuse(Provider, flow);
}
