using System.Globalization;
using System.Net;
using System.Text.Json.Serialization.Metadata;
using Outsourcing.Http;

namespace Outsourcing.Telephony;

/// <summary>A Vonage account and its voice application: calls, numbers, recordings, texts, usage. Thread-safe; one per account.</summary>
/// <remarks>
/// Vonage takes no idempotency key, so no write is sent twice. Every method throws <see cref="ProviderException"/> when Vonage
/// refuses, fails or does not answer, and writes throw <see cref="ProviderOutcomeUnknownException"/> when they may have taken effect.
/// Calls and recordings are signed in to with the application's token, the rest with the account's key and secret.
/// </remarks>
public partial class VonageClient
{
    internal const string ProviderName = "vonage";

    private readonly ProviderChannel _channel;
    private readonly VonageOptions _options;
    private readonly Uri _rest;

    /// <summary>Initializes the client.</summary>
    /// <param name="channel">The account's channel.</param>
    /// <param name="options">The account's options.</param>
    public VonageClient(ProviderChannel channel, VonageOptions options)
    {
        ArgumentNullException.ThrowIfNull(channel);
        ArgumentNullException.ThrowIfNull(options);
        _channel = channel;
        _options = options;
        _rest = Rest(options);
    }

    /// <summary>Initializes a client for mocking.</summary>
    protected VonageClient()
    {
        _channel = null!;
        _options = null!;
        _rest = null!;
    }

    /// <summary>Gets the account, as the application named it.</summary>
    public virtual string Account => _channel.Account;

    internal DateTimeOffset Now => _channel.Time.GetUtcNow();

    /// <summary>Makes the settings of an account's channel.</summary>
    internal static ProviderChannelSettings Settings(string account, VonageOptions options, TimeProvider time)
    {
        VonageToken token = new(options.ApplicationId, options.PrivateKey, time);
        Func<HttpRequestMessage, CancellationToken, ValueTask> basic = RequestCredential.Basic(options.ApiKey, options.ApiSecret);
        return new ProviderChannelSettings
        {
            Provider = ProviderName,
            Account = account,
            BaseAddress = options.BaseAddress ?? new Uri("https://api.nexmo.com"),
            // Recordings are named by whichever region took the call.
            Origins = [Rest(options), .. RecordingOrigins],
            DownloadDomains = ["nexmo.com", "vonage.com"],
            Http = options.Http,
            Authorize = (message, cancellationToken) =>
            {
                switch (SignIn(message.RequestUri!.AbsolutePath))
                {
                    case SignInWay.Account:
                        return basic(message, cancellationToken);
                    case SignInWay.Application:
                        message.Headers.Authorization = token.Get();
                        break;
                }

                return ValueTask.CompletedTask;
            },
        };
    }

    private static IReadOnlyList<Uri> RecordingOrigins { get; } =
        [new("https://api.nexmo.com"), new("https://api-us.nexmo.com"), new("https://api-us.vonage.com"), new("https://api-eu.vonage.com"), new("https://api-ap.vonage.com")];

    private static readonly string[] AccountPaths = ["/number/", "/account/", "/ni/", "/v2/reports"];

    private enum SignInWay
    {
        Application,
        Account,
        Form,
    }

    // Ids are escaped, so no value can hold the slashes that are looked for.
    private static SignInWay SignIn(string path) =>
        path.Contains("/sms/", StringComparison.Ordinal) ? SignInWay.Form
        : AccountPaths.Any(part => path.Contains(part, StringComparison.Ordinal)) ? SignInWay.Account
        : SignInWay.Application;

    private static Uri Rest(VonageOptions options) => options.RestAddress ?? new Uri("https://rest.nexmo.com");

    private static string Digits(PhoneNumber number) => number.E164[1..];

    private static string Iso(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static int? Seconds(TimeSpan? time, int most, string name) =>
        time is not { } given ? null
        : given > TimeSpan.Zero && given <= TimeSpan.FromSeconds(most) ? (int)Math.Ceiling(given.TotalSeconds)
        : throw new ArgumentOutOfRangeException(name, given, $"Vonage takes more than nothing and at most {most} seconds.");

    private Listing<T> List<TPage, T>(string operation, ProviderPath path, Uri? address, JsonTypeInfo<TPage> type, Func<TPage, IReadOnlyList<T>?> items, Func<TPage, string?, string?> next, Func<string, string> query, Func<T, string?> identity, int? limit)
        where TPage : class
    {
        string first = path.ToString();
        char joint = first.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        return new Listing<T>(
            _channel,
            operation,
            async (cursor, cancellationToken) =>
            {
                string at = cursor is null ? first : $"{first}{joint}{query(cursor)}";
                TPage page = await _channel.SendAsync(new ProviderRequest(HttpMethod.Get, operation, at) { BaseAddress = address }, type, cancellationToken).ConfigureAwait(false);
                return new ProviderPage<T>(items(page) ?? [], next(page, cursor));
            },
            identity,
            limit);
    }

    /// <summary>Makes the error of an answer that says "no" with status 200.</summary>
    private ProviderException Refusal(string operation, ProviderFailure failure, string? code, string? message, string? requestId = null)
    {
        ProviderError error = new()
        {
            Provider = ProviderName,
            Account = Account,
            Operation = operation,
            Failure = failure,
            Status = HttpStatusCode.OK,
            Code = code,
            Message = string.IsNullOrEmpty(message) ? (PersonalText?)null : new PersonalText(message),
            RequestId = requestId,
        };
        return failure == ProviderFailure.RateLimited ? new ProviderRateLimitException(error) : new ProviderException(error);
    }
}
