namespace Outsourcing.Webhooks;

/// <summary>What a provider is answered.</summary>
public sealed record WebhookReply
{
    /// <summary>Gets the plain acknowledgement: received, nothing to do.</summary>
    public static WebhookReply Acknowledged { get; } = new() { Status = 204 };

    /// <summary>Gets the HTTP status.</summary>
    /// <value>The default is 200.</value>
    public int Status { get; init; } = 200;

    /// <summary>Gets the content type of the body.</summary>
    public string? ContentType { get; init; }

    /// <summary>Gets the body; empty for none.</summary>
    /// <value>The default is empty.</value>
    public ReadOnlyMemory<byte> Body { get; init; }
}
