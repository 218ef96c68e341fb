using Outsourcing.Calls;
using Outsourcing.Telephony;
using Outsourcing.Webhooks;

namespace Outsourcing.Answering;

/// <summary>Receives the webhooks of a CallRail company. They are signed; their fields are those of no published document, so the call is read from the API.</summary>
/// <remarks>CallRail never sends a webhook again: poll beside it.</remarks>
public sealed class CallRailWebhookReceiver : IWebhookReceiver
{
    private readonly Func<DateTimeOffset, IReadOnlyList<string>> _signingKeys;

    /// <summary>Initializes the receiver.</summary>
    /// <param name="account">The account, as the application names it.</param>
    /// <param name="signingKeys">The signing keys; several while one replaces another.</param>
    /// <param name="source">What reads a call; usually the client.</param>
    public CallRailWebhookReceiver(string account, IReadOnlyList<string> signingKeys, ICallSource source)
        : this(account, AnsweringWebhook.Always(signingKeys), source)
    {
    }

    internal CallRailWebhookReceiver(string account, Func<DateTimeOffset, IReadOnlyList<string>> signingKeys, ICallSource source)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(account);
        ArgumentNullException.ThrowIfNull(source);
        Account = account;
        Source = source;
        _signingKeys = signingKeys;
    }

    /// <inheritdoc/>
    public string Provider => CallRailCallMapping.Provider;

    /// <inheritdoc/>
    public string Account { get; }

    /// <inheritdoc/>
    public ICallSource? Source { get; }

    /// <inheritdoc/>
    public WebhookCheck Verify(WebhookRequest request, DateTimeOffset now) => CallRailSignatureVerifier.Verify(request, _signingKeys(now));

    /// <inheritdoc/>
    public WebhookEvent? Read(WebhookRequest request, WebhookCheck check, DateTimeOffset receivedAt)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (JsonReading.Object(request.Body) is not { } root || (root.Text("resource_id") ?? root.Text("id")) is not { } id)
        {
            return null;
        }

        string name = root.Text("event") ?? "call";
        return new WebhookEvent
        {
            Id = AnsweringWebhook.IdOf(name, request.Body),
            Name = name,
            At = root.Time("timestamp") ?? receivedAt,
            Unproved = [new CallId(Provider, Account, id)],
        };
    }

    /// <inheritdoc/>
    public WebhookReply Render(CallFlow flow) => AnsweringWebhook.Refuse(Provider, flow);
}
