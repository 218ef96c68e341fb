namespace Outsourcing.AspNetCore;

/// <summary>Who else hears of changed calls, by the Standard Webhooks specification.</summary>
public sealed class StandardWebhookOptions
{
    /// <summary>Gets or sets what names this app as the events' source.</summary>
    /// <value>The default is <c>urn:outsourcing</c>.</value>
    public Uri Source { get; set; } = new("urn:outsourcing");

    internal Dictionary<string, (Uri Address, string Secret)> Subscribers { get; } = new(StringComparer.Ordinal);

    /// <summary>Adds a subscriber.</summary>
    /// <param name="name">The name its deliveries are kept under; it stays the same over releases.</param>
    /// <param name="address">Where it listens: https, or http on this machine.</param>
    /// <param name="secret">The secret it verifies with: <c>whsec_</c> and base64 of 24 to 64 bytes.</param>
    /// <returns>These options.</returns>
    /// <exception cref="ArgumentException">The address is neither https nor on this machine.</exception>
    public StandardWebhookOptions Subscribe(string name, Uri address, string secret)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(address);
        ArgumentException.ThrowIfNullOrWhiteSpace(secret);
        if (address is not { IsAbsoluteUri: true } || (address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
        {
            throw new ArgumentException("A subscriber listens at an https address, or at http on this machine: calls are personal data.", nameof(address));
        }

        Subscribers[name] = (address, secret);
        return this;
    }
}
