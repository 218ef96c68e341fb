using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Outsourcing.Http;

namespace Outsourcing.Telephony;

/// <summary>A Plivo account: calls, numbers, recordings, texts, prices. Thread-safe; one per account.</summary>
/// <remarks>
/// Plivo publishes no machine-readable document: the client is built from its public documentation and its own libraries. It takes
/// no idempotency key, so no write is sent twice. Every method throws <see cref="ProviderException"/> when Plivo refuses, fails or does
/// not answer, and writes throw <see cref="ProviderOutcomeUnknownException"/> when they may have taken effect.
/// </remarks>
public partial class PlivoClient
{
    internal const string ProviderName = "plivo";

    private readonly ProviderChannel _channel;
    private readonly string _authId;
    private readonly Uri? _lookups;

    /// <summary>Initializes the client.</summary>
    /// <param name="channel">The account's channel.</param>
    /// <param name="options">The account's options.</param>
    public PlivoClient(ProviderChannel channel, PlivoOptions options)
    {
        ArgumentNullException.ThrowIfNull(channel);
        ArgumentNullException.ThrowIfNull(options);
        _channel = channel;
        _authId = options.AuthId;
        _lookups = options.BaseAddress is null ? LookupsAddress : null;
    }

    /// <summary>Initializes a client for mocking.</summary>
    protected PlivoClient()
    {
        _channel = null!;
        _authId = null!;
    }

    /// <summary>Gets the account, as the application named it.</summary>
    public virtual string Account => _channel.Account;

    internal DateTimeOffset Now => _channel.Time.GetUtcNow();

    private static Uri LookupsAddress { get; } = new("https://lookup.plivo.com");

    /// <summary>Makes the settings of an account's channel.</summary>
    internal static ProviderChannelSettings Settings(string account, PlivoOptions options) => new()
    {
        Provider = ProviderName,
        Account = account,
        BaseAddress = options.BaseAddress ?? new Uri("https://api.plivo.com"),
        // Recordings may be set to ask for the account's credentials; older ones lie with Amazon and do not.
        Origins = options.BaseAddress is null ? [LookupsAddress, new Uri("https://media.plivo.com")] : [],
        DownloadDomains = ["plivo.com", "s3.amazonaws.com"],
        Http = options.Http,
        Authorize = RequestCredential.Basic(options.AuthId, options.AuthToken),
    };

    private static string Digits(PhoneNumber number) => number.E164[1..];

    private static string? Digits(PhoneNumber? number) => number is { } given ? Digits(given) : null;

    // Plivo reads these as UTC, and writes its own in the zone of the account with the offset named.
    private static string? Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static int? Seconds(TimeSpan? time) => time is { } given ? (int)Math.Ceiling(given.TotalSeconds) : null;

    private static RequestBody Json(PlivoBody body) => RequestBody.Json(body, PlivoJsonContext.Default.PlivoBody);

    private Listing<T> List<T>(string operation, ProviderPath path, JsonTypeInfo<PlivoPage<T>> type, Func<T, string?> identity, int? limit, Func<T, bool>? keep = null, int? pageSize = null)
    {
        // Twenty is the most Plivo gives at once.
        int size = pageSize ?? (keep is null ? Math.Min(limit ?? 20, 20) : 20);
        string first = path.Query("limit", Math.Max(size, 1)).ToString();
        return new Listing<T>(
            _channel,
            operation,
            async (cursor, cancellationToken) =>
            {
                int offset = int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out int at) ? at : 0;
                PlivoPage<T> page = await _channel.SendAsync(
                    new ProviderRequest(HttpMethod.Get, operation, $"{first}&offset={offset.ToString(CultureInfo.InvariantCulture)}"), type, cancellationToken).ConfigureAwait(false);
                IReadOnlyList<T> items = page.Objects ?? [];
                bool more = items.Count > 0 && page.Meta?.Next is { Length: > 0 } next && next != "false";
                return new ProviderPage<T>(keep is null ? items : [.. items.Where(keep)], more ? (offset + items.Count).ToString(CultureInfo.InvariantCulture) : null);
            },
            identity,
            limit);
    }

    private Task CommandAsync(ProviderRequest request, CancellationToken cancellationToken) => _channel.SendAsync(request, cancellationToken);
}
