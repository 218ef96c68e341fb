namespace Outsourcing.Testing;

/// <summary>A webhook to the app, signed when it was made: sent again, it is the same to the byte.</summary>
internal abstract record WebhookMessage
{
    public required string CallId { get; init; }

    public required string Report { get; init; }

    public required Uri Address { get; init; }

    /// <summary>The same for every time the message is sent, and another for every other message.</summary>
    public required string Token { get; init; }

    /// <summary>Makes the request, with its signature.</summary>
    public abstract HttpRequestMessage ToRequest();

    /// <summary>Changes something of it, and leaves the signature as it was.</summary>
    public abstract WebhookMessage Tampered(Random random);

    /// <summary>Makes the like of it about another call and at another time, rightly signed then.</summary>
    public abstract WebhookMessage Forgotten(string callId, DateTimeOffset at);
}
