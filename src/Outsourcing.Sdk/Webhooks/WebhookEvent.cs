using Outsourcing.Calls;

namespace Outsourcing.Webhooks;

/// <summary>A believed webhook, read: what identifies it, and what it says of calls.</summary>
public sealed record WebhookEvent
{
    /// <summary>Gets what identifies the event within provider and account; the same event sent again has the same id.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the provider's own name of the event, also when this version does not know it.</summary>
    public required string Name { get; init; }

    /// <summary>Gets when the event happened, if the provider says; otherwise when it was received.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Gets what the event adds to calls; empty when it is about something else.</summary>
    /// <value>The default is empty.</value>
    public IReadOnlyList<CallUpdate> Updates { get; init => field = ValueList.Copy(value); } = ValueList.Empty<CallUpdate>();

    /// <summary>Gets the calls the event is about whose content it does not prove: they are read from <see cref="IWebhookReceiver.Source"/> before anything is believed.</summary>
    /// <value>The default is empty.</value>
    public IReadOnlyList<CallId> Unproved { get; init => field = ValueList.Copy(value); } = ValueList.Empty<CallId>();

    /// <summary>Gets the call that now rings and waits for instructions, when the event asks for them.</summary>
    public IncomingCall? Incoming { get; init; }
}
