using Outsourcing.Calls;
using Outsourcing.Telephony;
using Outsourcing.Webhooks;

namespace Outsourcing.Answering;

/// <summary>Receives the events of an ElevenLabs account: <c>post_call_transcription</c>, and whatever else it sends.</summary>
public sealed class ElevenLabsWebhookReceiver : IWebhookReceiver
{
    private readonly Func<DateTimeOffset, IReadOnlyList<string>> _secrets;

    /// <summary>Initializes the receiver.</summary>
    /// <param name="account">The account, as the application names it.</param>
    /// <param name="secrets">The webhook secrets; several while one replaces another.</param>
    /// <param name="source">What reads a call, for a check that proves less than the signature; usually the client.</param>
    public ElevenLabsWebhookReceiver(string account, IReadOnlyList<string> secrets, ICallSource? source = null)
        : this(account, AnsweringWebhook.Always(secrets), source)
    {
    }

    internal ElevenLabsWebhookReceiver(string account, Func<DateTimeOffset, IReadOnlyList<string>> secrets, ICallSource? source)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(account);
        Account = account;
        Source = source;
        _secrets = secrets;
    }

    /// <inheritdoc/>
    public string Provider => ElevenLabsCallMapping.Provider;

    /// <inheritdoc/>
    public string Account { get; }

    /// <inheritdoc/>
    public ICallSource? Source { get; }

    /// <inheritdoc/>
    public WebhookCheck Verify(WebhookRequest request, DateTimeOffset now) => ElevenLabsSignatureVerifier.Verify(request, _secrets(now), now);

    /// <inheritdoc/>
    public WebhookEvent? Read(WebhookRequest request, WebhookCheck check, DateTimeOffset receivedAt)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (JsonReading.Object(request.Body) is not { } root || root.Text("type") is not { } name)
        {
            return null;
        }

        string id = AnsweringWebhook.IdOf(name, request.Body);
        DateTimeOffset at = root.UnixSeconds("event_timestamp") ?? check.SignedAt ?? receivedAt;
        CallUpdate? update = root.Member("data") is { } data ? ElevenLabsCallMapping.ToUpdate(data, Account, id, at, check.Verification) : null;
        return AnsweringWebhook.Event(id, name, at, check, update);
    }

    /// <inheritdoc/>
    public WebhookReply Render(CallFlow flow) => AnsweringWebhook.Refuse(Provider, flow);
}
