using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Outsourcing.Http;

namespace Outsourcing.Telephony;

/// <summary>A Bandwidth account: calls, numbers, recordings, texts, lookups. Thread-safe; one per account.</summary>
/// <remarks>
/// Bandwidth takes no idempotency key, so no write is sent twice. Every method throws <see cref="ProviderException"/> when Bandwidth
/// refuses, fails or does not answer, and writes throw <see cref="ProviderOutcomeUnknownException"/> when they may have taken effect.
/// Prices are not offered by any of these APIs.
/// </remarks>
public partial class BandwidthClient
{
    internal const string ProviderName = "bandwidth";

    internal const string TokenPath = "/api/v1/oauth2/token";

    private readonly ProviderChannel _channel;
    private readonly BandwidthOptions _options;
    private readonly Uri? _messaging;
    private readonly Uri? _lookups;
    private readonly Uri? _numbers;

    /// <summary>Initializes the client.</summary>
    /// <param name="channel">The account's channel.</param>
    /// <param name="options">The account's options.</param>
    public BandwidthClient(ProviderChannel channel, BandwidthOptions options)
    {
        ArgumentNullException.ThrowIfNull(channel);
        ArgumentNullException.ThrowIfNull(options);
        _channel = channel;
        _options = options;
        (_messaging, _lookups, _numbers) = options.BaseAddress is null ? (MessagingAddress, LookupsAddress, NumbersAddress) : (null, null, null);
    }

    /// <summary>Initializes a client for mocking.</summary>
    protected BandwidthClient()
    {
        _channel = null!;
        _options = null!;
    }

    /// <summary>Gets the account, as the application named it.</summary>
    public virtual string Account => _channel.Account;

    internal DateTimeOffset Now => _channel.Time.GetUtcNow();

    internal static Uri MessagingAddress { get; } = new("https://messaging.bandwidth.com/api/v2");

    internal static Uri LookupsAddress { get; } = new("https://api.bandwidth.com/v2");

    // The same origin as lookups.
    internal static Uri NumbersAddress { get; } = new("https://api.bandwidth.com/api/v1");

    internal bool OrdersNumbers => !string.IsNullOrEmpty(_options.SiteId);

    private string AccountId => _options.AccountId;

    /// <summary>Makes the settings of an account's channel.</summary>
    /// <param name="account">The account.</param>
    /// <param name="options">Its options.</param>
    /// <param name="tokens">Where tokens come from; null to sign in by user name and password.</param>
    internal static ProviderChannelSettings Settings(string account, BandwidthOptions options, ClientCredentials? tokens) => new()
    {
        Provider = ProviderName,
        Account = account,
        BaseAddress = options.BaseAddress ?? new Uri("https://voice.bandwidth.com/api/v2"),
        Origins = options.BaseAddress is null ? [MessagingAddress, LookupsAddress] : [],
        DownloadDomains = ["bandwidth.com"],
        Http = options.Http,
        Authorize = tokens is null ? RequestCredential.Basic(options.UserName ?? "", options.Password ?? "") : tokens.AuthorizeAsync,
        Renew = tokens is null ? null : tokens.Renew,
    };

    /// <summary>Makes the settings of the channel that tokens come through.</summary>
    internal static ProviderChannelSettings TokenSettings(string account, BandwidthOptions options) => new()
    {
        Provider = ProviderName,
        Account = account,
        BaseAddress = options.BaseAddress ?? new Uri("https://api.bandwidth.com"),
        Http = options.Http,
        Authorize = RequestCredential.Basic(options.ClientId ?? "", options.ClientSecret ?? ""),
    };

    private static RequestBody Json(BandwidthCommand command) => RequestBody.Json(command, BandwidthJsonContext.Default.BandwidthCommand);

    private Listing<T> List<T>(string operation, ProviderPath path, ProviderPath filtered, JsonTypeInfo<IReadOnlyList<T>> type, Func<T, string?> identity, int? limit)
    {
        string bare = path.ToString();
        string first = filtered.ToString();
        return new Listing<T>(
            _channel,
            operation,
            (cursor, cancellationToken) => _channel.SendAsync(
                new ProviderRequest(HttpMethod.Get, operation, cursor is null ? first : bare + cursor),
                (body, headers) => new ProviderPage<T>(JsonSerializer.Deserialize(body.Span, type) ?? [], NextQuery(headers)),
                cancellationToken),
            identity,
            limit);
    }

    // The link to the next page is taken for its query alone: so it leads to no other host and no other path, and works behind a proxy.
    private static string? NextQuery(HttpResponseHeaders headers)
    {
        if (!headers.TryGetValues("Link", out IEnumerable<string>? values))
        {
            return null;
        }

        foreach (string value in values)
        {
            int open = value.IndexOf('<', StringComparison.Ordinal);
            while (open >= 0)
            {
                int close = value.IndexOf('>', open);
                if (close < 0)
                {
                    break;
                }

                int following = value.IndexOf('<', close);
                string about = following < 0 ? value[close..] : value[close..following];
                if (about.Contains("rel=\"next\"", StringComparison.OrdinalIgnoreCase) || about.Contains("rel=next", StringComparison.OrdinalIgnoreCase))
                {
                    string link = value[(open + 1)..close];
                    int query = link.IndexOf('?', StringComparison.Ordinal);
                    return query >= 0 ? link[query..] : throw new FormatException("A link to a next page without a query leads nowhere.");
                }

                open = following;
            }
        }

        return null;
    }

    private static string? Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
