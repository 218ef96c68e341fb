using Outsourcing.Http;

namespace Outsourcing.Telephony;

/// <summary>A SignalWire project by its Compatibility API: calls, numbers, recordings, texts. Thread-safe; one per account.</summary>
/// <remarks>
/// The API answers what Twilio's of 2010 does, below the space's own host. It takes no idempotency key, so no write is sent twice.
/// Every method throws <see cref="ProviderException"/> when SignalWire refuses, fails or does not answer, and writes throw
/// <see cref="ProviderOutcomeUnknownException"/> when they may have taken effect. Usage and prices are not offered by this API.
/// </remarks>
public partial class SignalWireClient
{
    internal const string ProviderName = "signalwire";

    private readonly ProviderChannel _channel;
    private readonly CompatibleApi _api;

    /// <summary>Initializes the client.</summary>
    /// <param name="channel">The account's channel.</param>
    /// <param name="options">The account's options.</param>
    public SignalWireClient(ProviderChannel channel, SignalWireOptions options)
    {
        ArgumentNullException.ThrowIfNull(channel);
        ArgumentNullException.ThrowIfNull(options);
        _channel = channel;
        _api = new CompatibleApi(channel, $"/api/laml/2010-04-01/Accounts/{options.ProjectId}", "");
    }

    /// <summary>Initializes a client for mocking.</summary>
    protected SignalWireClient()
    {
        _channel = null!;
        _api = null!;
    }

    /// <summary>Gets the account, as the application named it.</summary>
    public virtual string Account => _channel.Account;

    internal DateTimeOffset Now => _channel.Time.GetUtcNow();

    /// <summary>Makes the settings of an account's channel.</summary>
    internal static ProviderChannelSettings Settings(string account, SignalWireOptions options) => new()
    {
        Provider = ProviderName,
        Account = account,
        BaseAddress = options.BaseAddress ?? new Uri($"https://{options.Host}"),
        DownloadDomains = ["signalwire.com"],
        Http = options.Http,
        Authorize = RequestCredential.Basic(options.ProjectId, options.ApiToken),
    };
}
