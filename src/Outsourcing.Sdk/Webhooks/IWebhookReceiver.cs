using Outsourcing.Telephony;

namespace Outsourcing.Webhooks;

/// <summary>Verifies, reads and answers the webhooks of one account of one provider.</summary>
/// <remarks>
/// Registered as a keyed service under <c>provider/account</c> and in the list of all receivers. The host verifies first, stores
/// the request as it came, acknowledges, and interprets later; so interpreting works from what was stored, any number of times.
/// </remarks>
public interface IWebhookReceiver
{
    /// <summary>Gets the provider, as in <see cref="Calls.CallId.Provider"/>: lower case.</summary>
    string Provider { get; }

    /// <summary>Gets the account the webhooks belong to, as the application named it.</summary>
    string Account { get; }

    /// <summary>Gets what reads a call from the provider, for events that prove too little; <see langword="null"/> when nothing can.</summary>
    ICallSource? Source => null;

    /// <summary>Gets how long after the first delivery the provider may send the same message again, for messages whose signature covers no time of sending.</summary>
    /// <remarks>A later repetition is somebody's replay, and the host refuses it. It is longer than a call lasts, whose requests for instructions may be equal.</remarks>
    /// <value>The default is 6 hours.</value>
    TimeSpan RepeatHorizon => TimeSpan.FromHours(6);

    /// <summary>Gets how long the provider waits for the answer to a webhook before it takes the attempt for failed, by its own documents and settings as they come.</summary>
    /// <remarks>The host stores and answers in four fifths of it, so that what it says arrives in time.</remarks>
    /// <value>The default is 5 seconds, for providers that name none.</value>
    TimeSpan AnswerLimit => TimeSpan.FromSeconds(5);

    /// <summary>Verifies a webhook: a pure function of the request, the account's secrets and the time.</summary>
    /// <param name="request">The request as it came.</param>
    /// <param name="now">The time.</param>
    /// <returns>Whether it is believed, and how strongly. Never throws for what a request holds.</returns>
    WebhookCheck Verify(WebhookRequest request, DateTimeOffset now);

    /// <summary>Reads a webhook that was verified.</summary>
    /// <param name="request">The request as it came.</param>
    /// <param name="check">What verifying it gave.</param>
    /// <param name="receivedAt">When it was received.</param>
    /// <returns>The event; <see langword="null"/> when the body cannot be read as one.</returns>
    WebhookEvent? Read(WebhookRequest request, WebhookCheck check, DateTimeOffset receivedAt);

    /// <summary>Renders what to do with an incoming call in the provider's own language.</summary>
    /// <param name="flow">What to do.</param>
    /// <returns>The reply.</returns>
    /// <exception cref="CallFlowNotSupportedException">The provider cannot do a part of it.</exception>
    WebhookReply Render(CallFlow flow);

    /// <summary>Answers an event that waits for more than what to do with a call, such as a voice agent's tool call.</summary>
    /// <param name="request">The request as it came, verified.</param>
    /// <param name="cancellationToken">Cancelled when the provider stops waiting.</param>
    /// <returns>The reply; <see langword="null"/> when the event waits for none, and is acknowledged.</returns>
    ValueTask<WebhookReply?> AnswerAsync(WebhookRequest request, CancellationToken cancellationToken = default) => ValueTask.FromResult<WebhookReply?>(null);
}
