using System.Globalization;
using Outsourcing.Http;

namespace Outsourcing.Telephony;

/// <summary>An account of a jambonz installation: calls, numbers, recordings, texts. Thread-safe; one per account.</summary>
/// <remarks>
/// jambonz takes no idempotency key, so no write is sent twice. Every method throws <see cref="ProviderException"/> when jambonz
/// refuses, fails or does not answer, and writes throw <see cref="ProviderOutcomeUnknownException"/> when they may have taken effect.
/// Its own status 480, for no server or carrier free at the time, comes as a refusal. Numbers come from the carriers that the
/// installation is joined to: jambonz sells none, and knows no prices.
/// </remarks>
public partial class JambonzClient
{
    internal const string ProviderName = "jambonz";

    private readonly ProviderChannel _channel;
    private readonly string _accountSid;
    private readonly string _applicationSid;

    /// <summary>Initializes the client.</summary>
    /// <param name="channel">The account's channel.</param>
    /// <param name="options">The account's options.</param>
    public JambonzClient(ProviderChannel channel, JambonzOptions options)
    {
        ArgumentNullException.ThrowIfNull(channel);
        ArgumentNullException.ThrowIfNull(options);
        _channel = channel;
        _accountSid = options.AccountSid;
        _applicationSid = options.ApplicationSid;
    }

    /// <summary>Initializes a client for mocking.</summary>
    protected JambonzClient()
    {
        _channel = null!;
        _accountSid = null!;
        _applicationSid = null!;
    }

    /// <summary>Gets the account, as the application named it.</summary>
    public virtual string Account => _channel.Account;

    internal DateTimeOffset Now => _channel.Time.GetUtcNow();

    /// <summary>Makes the settings of an account's channel.</summary>
    internal static ProviderChannelSettings Settings(string account, JambonzOptions options) => new()
    {
        Provider = ProviderName,
        Account = account,
        BaseAddress = options.BaseAddress!,
        Http = options.Http,
        Authorize = RequestCredential.Bearer(options.ApiKey),
    };

    private static RequestBody Json(JambonzCommand command) => RequestBody.Json(command, JambonzJsonContext.Default.JambonzCommand);

    private static string? Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private static int? Seconds(TimeSpan? time) => time is { } given ? (int)Math.Ceiling(given.TotalSeconds) : null;
}
