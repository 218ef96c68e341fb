using System.Net.Http.Headers;

namespace Outsourcing.Http;

/// <summary>What a channel needs to know of its account.</summary>
public sealed record ProviderChannelSettings
{
    /// <summary>Gets the provider, lower case.</summary>
    public required string Provider { get; init; }

    /// <summary>Gets the account, as the application named it.</summary>
    public required string Account { get; init; }

    /// <summary>Gets where the provider's API is.</summary>
    public required Uri BaseAddress { get; init; }

    /// <summary>Gets further origins that belong to the account and may be sent its credentials.</summary>
    /// <value>The default is empty.</value>
    public IReadOnlyList<Uri> Origins { get; init; } = [];

    /// <summary>Gets the domains of the provider's recordings; subdomains included.</summary>
    /// <value>The default is empty.</value>
    public IReadOnlyList<string> DownloadDomains { get; init; } = [];

    /// <summary>Gets how the account's requests behave.</summary>
    public required ProviderHttpOptions Http { get; init; }

    /// <summary>Gets what puts the credentials on a request; it runs for each attempt.</summary>
    public required Func<HttpRequestMessage, CancellationToken, ValueTask> Authorize { get; init; }

    /// <summary>Gets what is told of credentials that the provider refused with status 401, and says whether others can be had; the request, which was not carried out, is then sent once more.</summary>
    /// <value>The default is <see langword="null"/>: credentials are fixed, and a refusal is final.</value>
    public Func<AuthenticationHeaderValue, bool>? Renew { get; init; }
}
