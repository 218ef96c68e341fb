using System.Text.Json;
using Outsourcing.Calls;
using Outsourcing.Telephony;
using Outsourcing.Webhooks;

namespace Outsourcing.Answering;

/// <summary>Receives what Vapi sends to a server: <c>end-of-call-report</c> and the other events of a call, and requests that wait for an answer.</summary>
public sealed class VapiWebhookReceiver : IWebhookReceiver
{
    private readonly VapiVerification _verification;
    private readonly VapiLiveReplies _live;

    /// <summary>Initializes the receiver.</summary>
    /// <param name="account">The account, as the application names it.</param>
    /// <param name="options">The account's options.</param>
    /// <param name="source">What reads a call, for schemes that sign no content; usually the client.</param>
    /// <param name="handler">The app's answers during a call; <see langword="null"/> for the fallbacks alone.</param>
    /// <param name="time">The clock; <see langword="null"/> for the system's.</param>
    public VapiWebhookReceiver(string account, VapiOptions options, ICallSource? source = null, IVapiRequestHandler? handler = null, TimeProvider? time = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(account);
        ArgumentNullException.ThrowIfNull(options);
        Account = account;
        Source = source;
        _verification = options.GetVerification();
        _live = new VapiLiveReplies(account, options, handler, time ?? TimeProvider.System);
    }

    /// <inheritdoc/>
    public string Provider => VapiCallMapping.Provider;

    /// <inheritdoc/>
    public string Account { get; }

    /// <inheritdoc/>
    public ICallSource? Source { get; }

    /// <inheritdoc/>
    /// <remarks>Vapi waits 7.5 seconds for an assistant, and for tools as long as their own settings say; see <see cref="VapiOptions.ToolDeadline"/>.</remarks>
    public TimeSpan AnswerLimit => TimeSpan.FromSeconds(7.5);

    /// <inheritdoc/>
    public WebhookCheck Verify(WebhookRequest request, DateTimeOffset now) => _verification.Verify(request, now);

    /// <inheritdoc/>
    public WebhookEvent? Read(WebhookRequest request, WebhookCheck check, DateTimeOffset receivedAt)
    {
        if (Message(request) is not { } message || message.Text("type") is not { } name)
        {
            return null;
        }

        string id = AnsweringWebhook.IdOf(name, request.Body);
        DateTimeOffset at = message.UnixMilliseconds("timestamp") ?? check.SignedAt ?? receivedAt;
        CallUpdate? update = message.Member("call") is { } call && Tells(name) ? VapiCallMapping.ToUpdate(message, call, Account, id, at, check.Verification) : null;
        return AnsweringWebhook.Event(id, name, at, check, update);
    }

    /// <inheritdoc/>
    public ValueTask<WebhookReply?> AnswerAsync(WebhookRequest request, CancellationToken cancellationToken = default) =>
        Message(request) is { } message ? _live.AnswerAsync(message, cancellationToken) : ValueTask.FromResult<WebhookReply?>(null);

    /// <inheritdoc/>
    public WebhookReply Render(CallFlow flow) => AnsweringWebhook.Refuse(Provider, flow);

    // Events within a call come by the hundred and say nothing that its report does not.
    private static bool Tells(string name) => name is "end-of-call-report" or "status-update" or "hang" or "assistant-request" or "assistant.started" or "transfer-update";

    private static JsonElement? Message(WebhookRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return JsonReading.Object(request.Body)?.Member("message") is { ValueKind: JsonValueKind.Object } message ? message : null;
    }
}
