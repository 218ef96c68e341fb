namespace Outsourcing.Testing;

/// <summary>A webhook to the app, signed when it was made: recorded and sent again, it is the same to the byte.</summary>
internal abstract record WebhookMessage
{
    public required string CallId { get; init; }

    public required string Report { get; init; }

    public required Uri Address { get; init; }

    /// <summary>The same for every time the message is sent, and another for every other message.</summary>
    public required string Token { get; init; }

    /// <summary>Gets whether it was sent while the call went on, because the app steers the call by it: only copies of it remain to be sent.</summary>
    public bool IsSent { get; init; }

    /// <summary>Makes the request, with its signature.</summary>
    public abstract HttpRequestMessage ToRequest();

    /// <summary>Makes it as the provider sends it once more; the same to the byte, unless the provider counts.</summary>
    public virtual WebhookMessage Again() => this;

    /// <summary>Changes something of it, and leaves the signature as it was.</summary>
    public abstract WebhookMessage Tampered(Random random);

    /// <summary>Makes the like of it about another call and at another time, rightly signed then.</summary>
    public abstract WebhookMessage Forgotten(string callId, DateTimeOffset at);
}
