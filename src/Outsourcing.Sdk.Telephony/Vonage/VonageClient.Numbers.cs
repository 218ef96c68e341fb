using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Outsourcing.Http;
using PhoneNumbers;

namespace Outsourcing.Telephony;

/// <content>Numbers and lookups.</content>
public partial class VonageClient
{
    /// <summary>Searches for numbers with voice that can be bought.</summary>
    /// <param name="search">What to look for. Vonage takes one pattern: with an area code, digits that shall be contained are looked for among what it finds.</param>
    /// <returns>The numbers.</returns>
    /// <exception cref="ArgumentException">An area code is given, and the country has no calling code.</exception>
    public virtual Listing<VonageAvailableNumber> SearchNumbers(NumberSearch search)
    {
        ArgumentNullException.ThrowIfNull(search);
        bool both = search.AreaCode is not null && search.Contains is not null;
        string? pattern = search.AreaCode is { } area ? CallingCode(search.Country) + area : search.Contains;
        return ListNumbers(
            "numbers.search",
            ((ProviderPath)"/number/search")
                .Query("country", search.Country).Query("features", "VOICE").Query("pattern", pattern).Query("search_pattern", pattern is null ? null : search.AreaCode is null ? 1 : 0),
            VonageJsonContext.Default.VonageAvailableNumberPage,
            page => both ? page.Numbers?.Where(number => number.Msisdn.Contains(search.Contains!, StringComparison.Ordinal)).ToArray() : page.Numbers,
            static page => (page.Count, page.Numbers?.Count ?? 0),
            both ? 100 : Math.Min(search.Limit, 100),
            static number => number.Msisdn,
            search.Limit);
    }

    /// <summary>Buys a number. It costs money, and is sent once.</summary>
    /// <param name="country">The number's country as ISO 3166-1 alpha-2.</param>
    /// <param name="number">A number that a search found.</param>
    /// <param name="cancellationToken">Cancels waiting; the number may be bought nevertheless.</param>
    /// <returns>A task that ends when it is bought.</returns>
    public virtual Task BuyNumberAsync(string country, PhoneNumber number, CancellationToken cancellationToken = default) => WriteAsync("numbers.buy", "/number/buy", Form(country, number), cancellationToken);

    /// <summary>Lists the numbers owned.</summary>
    /// <param name="number">That number only; <see langword="null"/> for all.</param>
    /// <param name="limit">How many at most.</param>
    /// <returns>The numbers.</returns>
    public virtual Listing<VonageNumber> ListNumbers(PhoneNumber? number = null, int? limit = null) => ListNumbers(
        "numbers.list",
        ((ProviderPath)"/account/numbers").Query("pattern", number is { } wanted ? Digits(wanted) : null).Query("search_pattern", number is null ? null : 0),
        VonageJsonContext.Default.VonageNumberPage,
        static page => page.Numbers,
        static page => (page.Count, page.Numbers?.Count ?? 0),
        100,
        static number => number.Msisdn,
        limit);

    /// <summary>Sets up a number: the application whose addresses its calls and texts go to, and where they are reported.</summary>
    /// <param name="country">The number's country as ISO 3166-1 alpha-2.</param>
    /// <param name="number">The number.</param>
    /// <param name="settings">How. Whether Vonage keeps what is left out is unconfirmed: give all that shall hold.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when it is set.</returns>
    public virtual Task ConfigureNumberAsync(string country, PhoneNumber number, VonageNumberSettings settings, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return WriteAsync(
            "numbers.configure",
            "/number/update",
            Form(country, number).Add("app_id", settings.ApplicationId).Add("moHttpUrl", settings.SmsUrl).Add("voiceStatusCallback", settings.StatusCallback),
            cancellationToken);
    }

    /// <summary>Forwards all calls of a number to another, or back to the account's application.</summary>
    /// <param name="country">The number's country as ISO 3166-1 alpha-2.</param>
    /// <param name="number">The number.</param>
    /// <param name="target">The number forwarded to; <see langword="null"/> gives the calls to the application.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when it is set.</returns>
    /// <remarks>Ending forwarding names the application by a value that Vonage calls deprecated; whether leaving it out is enough is unconfirmed.</remarks>
    public virtual Task ForwardNumberAsync(string country, PhoneNumber number, PhoneNumber? target, CancellationToken cancellationToken = default) => WriteAsync(
        "numbers.forward",
        "/number/update",
        Form(country, number)
            .Add("app_id", target is null ? _options.ApplicationId : null)
            .Add("voiceCallbackType", target is null ? "app" : "tel").Add("voiceCallbackValue", target is { } partner ? Digits(partner) : _options.ApplicationId),
        cancellationToken);

    /// <summary>Gives a number back. It may not be available again.</summary>
    /// <param name="country">The number's country as ISO 3166-1 alpha-2.</param>
    /// <param name="number">The number.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when it is released.</returns>
    public virtual Task ReleaseNumberAsync(string country, PhoneNumber number, CancellationToken cancellationToken = default) =>
        WriteAsync("numbers.release", "/number/cancel", Form(country, number), cancellationToken);

    /// <summary>Looks a number up by Number Insight's basic level: form and country.</summary>
    /// <param name="number">The number.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>What is known of it.</returns>
    /// <remarks>Built from Vonage's own libraries: no official document of this API was at hand.</remarks>
    public virtual async Task<VonageLookup> LookUpAsync(PhoneNumber number, CancellationToken cancellationToken = default)
    {
        VonageLookup found = await _channel.SendAsync(
            ProviderRequest.Get("lookups.get", ((ProviderPath)"/ni/basic/json").Query("number", Digits(number))), VonageJsonContext.Default.VonageLookup, cancellationToken).ConfigureAwait(false);
        return found.Status is null or 0
            ? found
            : throw Refusal("lookups.get", found.Status == 1 ? ProviderFailure.RateLimited : ProviderFailure.Refused, found.Status.Value.ToString(CultureInfo.InvariantCulture), found.StatusMessage, found.RequestId);
    }

    private static string CallingCode(string country) =>
        PhoneNumberUtil.GetInstance().GetCountryCodeForRegion(country.ToUpperInvariant()) is > 0 and int code
            ? code.ToString(CultureInfo.InvariantCulture)
            : throw new ArgumentException($"'{country}' has no calling code; a country is two letters of ISO 3166-1, such as US.", nameof(country));

    private static FormBody Form(string country, PhoneNumber number)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(country);
        return new FormBody().Add("country", country).Add("msisdn", Digits(number));
    }

    private async Task WriteAsync(string operation, string path, FormBody form, CancellationToken cancellationToken)
    {
        VonageAnswer answer = await _channel.SendAsync(
            ProviderRequest.Post(operation, path, form.Build()) with { BaseAddress = _rest }, VonageJsonContext.Default.VonageAnswer, cancellationToken).ConfigureAwait(false);
        if (answer.ErrorCode is not "200")
        {
            throw Refusal(operation, answer.ErrorCode is "401" ? ProviderFailure.Unauthorized : ProviderFailure.Refused, answer.ErrorCode, answer.ErrorCodeLabel);
        }
    }

    private Listing<T> ListNumbers<TPage, T>(
        string operation, ProviderPath path, JsonTypeInfo<TPage> type, Func<TPage, IReadOnlyList<T>?> items, Func<TPage, (int? Total, int Held)> counts, int size, Func<T, string?> identity, int? limit)
        where TPage : class => List(
            operation,
            path.Query("size", size),
            _rest,
            type,
            items,
            (page, cursor) =>
            {
                // The first page is 1.
                int index = cursor is null ? 1 : Index(cursor);
                return counts(page) is { Held: > 0, Total: { } total } && (long)index * size < total ? (index + 1).ToString(CultureInfo.InvariantCulture) : null;
            },
            static cursor => $"index={Uri.EscapeDataString(cursor)}",
            identity,
            limit);
}
