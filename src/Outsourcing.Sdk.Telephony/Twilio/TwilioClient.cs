using System.Globalization;
using Outsourcing.Http;

namespace Outsourcing.Telephony;

/// <summary>A Twilio account: calls, numbers, recordings, texts, usage. Thread-safe; one per account.</summary>
/// <remarks>
/// Twilio takes no idempotency key, so no write is sent twice. Every method throws <see cref="ProviderException"/> when Twilio
/// refuses, fails or does not answer, and writes throw <see cref="ProviderOutcomeUnknownException"/> when they may have taken effect.
/// </remarks>
public partial class TwilioClient
{
    internal const string ProviderName = "twilio";

    private readonly ProviderChannel _channel;
    private readonly CompatibleApi _api;
    private readonly Uri? _lookups;
    private readonly Uri? _pricing;

    /// <summary>Initializes the client.</summary>
    /// <param name="channel">The account's channel.</param>
    /// <param name="options">The account's options.</param>
    public TwilioClient(ProviderChannel channel, TwilioOptions options)
    {
        ArgumentNullException.ThrowIfNull(channel);
        ArgumentNullException.ThrowIfNull(options);
        _channel = channel;
        _api = new CompatibleApi(channel, $"/2010-04-01/Accounts/{options.AccountSid}", ".json");
        (_lookups, _pricing) = options.BaseAddress is null ? (LookupsAddress, PricingAddress) : (null, null);
    }

    /// <summary>Initializes a client for mocking.</summary>
    protected TwilioClient()
    {
        _channel = null!;
        _api = null!;
    }

    /// <summary>Gets the account, as the application named it.</summary>
    public virtual string Account => _channel.Account;

    internal DateTimeOffset Now => _channel.Time.GetUtcNow();

    internal static Uri LookupsAddress { get; } = new("https://lookups.twilio.com");

    internal static Uri PricingAddress { get; } = new("https://pricing.twilio.com");

    /// <summary>Makes the settings of an account's channel.</summary>
    internal static ProviderChannelSettings Settings(string account, TwilioOptions options) => new()
    {
        Provider = ProviderName,
        Account = account,
        BaseAddress = options.BaseAddress ?? new Uri("https://api.twilio.com"),
        Origins = options.BaseAddress is null ? [LookupsAddress, PricingAddress] : [],
        DownloadDomains = ["twilio.com"],
        Http = options.Http,
        Authorize = options is { ApiKey: { Length: > 0 } key, ApiKeySecret: { } secret } ? RequestCredential.Basic(key, secret) : RequestCredential.Basic(options.AccountSid, options.AuthToken),
    };

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
