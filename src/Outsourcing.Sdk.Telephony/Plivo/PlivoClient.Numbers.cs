using Outsourcing.Http;

namespace Outsourcing.Telephony;

/// <content>Numbers, the applications that take their calls, and lookups.</content>
public partial class PlivoClient
{
    /// <summary>Searches for numbers with voice that can be bought.</summary>
    /// <param name="search">What to look for. Plivo takes the start of a number: digits that shall be contained are looked for among what it finds.</param>
    /// <returns>The numbers.</returns>
    public virtual Listing<PlivoAvailableNumber> SearchNumbers(NumberSearch search)
    {
        ArgumentNullException.ThrowIfNull(search);
        return List(
            "numbers.search",
            ((ProviderPath)$"/v1/Account/{_authId}/PhoneNumber/").Query("country_iso", search.Country).Query("pattern", search.AreaCode).Query("services", "voice"),
            PlivoJsonContext.Default.PlivoPagePlivoAvailableNumber,
            static number => number.Number,
            search.Limit,
            search.Contains is { } digits ? number => number.Number.Contains(digits, StringComparison.Ordinal) : null);
    }

    /// <summary>Buys a number. It costs money, and is sent once.</summary>
    /// <param name="number">A number that a search found.</param>
    /// <param name="applicationId">The application that takes its calls; <see langword="null"/> takes the account's default.</param>
    /// <param name="cancellationToken">Cancels waiting; the number may be bought nevertheless.</param>
    /// <returns>The order.</returns>
    public virtual Task<PlivoNumberOrder> BuyNumberAsync(PhoneNumber number, string? applicationId = null, CancellationToken cancellationToken = default) => _channel.SendAsync(
        ProviderRequest.Post("numbers.buy", $"/v1/Account/{_authId}/PhoneNumber/{Digits(number)}/", Json(new() { AppId = applicationId })), PlivoJsonContext.Default.PlivoNumberOrder, cancellationToken);

    /// <summary>Lists the numbers owned.</summary>
    /// <param name="number">That number only; <see langword="null"/> for all.</param>
    /// <param name="limit">How many at most.</param>
    /// <returns>The numbers.</returns>
    public virtual Listing<PlivoNumber> ListNumbers(PhoneNumber? number = null, int? limit = null) => List(
        "numbers.list", ((ProviderPath)$"/v1/Account/{_authId}/Number/").Query("number_startswith", Digits(number)), PlivoJsonContext.Default.PlivoPagePlivoNumber, static number => number.Number, limit);

    /// <summary>Gives the calls of a number to an application, whose settings say where they are answered from.</summary>
    /// <param name="number">The number.</param>
    /// <param name="applicationId">The application's id.</param>
    /// <param name="name">The name given to the number; <see langword="null"/> leaves it as it is.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when it is set.</returns>
    public virtual Task ConfigureNumberAsync(PhoneNumber number, string applicationId, string? name = null, CancellationToken cancellationToken = default) =>
        CommandAsync(ProviderRequest.Post("numbers.configure", $"/v1/Account/{_authId}/Number/{Digits(number)}/", Json(new() { AppId = applicationId, Alias = name })), cancellationToken);

    /// <summary>Gives a number back. It may not be available again.</summary>
    /// <param name="number">The number.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when it is released.</returns>
    public virtual Task ReleaseNumberAsync(PhoneNumber number, CancellationToken cancellationToken = default) =>
        CommandAsync(ProviderRequest.Delete("numbers.release", $"/v1/Account/{_authId}/Number/{Digits(number)}/"), cancellationToken);

    /// <summary>Lists the applications.</summary>
    /// <param name="name">Those of a name; whether Plivo takes a part of one is unconfirmed. <see langword="null"/> for all.</param>
    /// <param name="limit">How many at most.</param>
    /// <returns>The applications.</returns>
    public virtual Listing<PlivoApplication> ListApplications(string? name = null, int? limit = null) =>
        List("applications.list", ((ProviderPath)$"/v1/Account/{_authId}/Application/").Query("app_name", name), PlivoJsonContext.Default.PlivoPagePlivoApplication, static application => application.AppId, limit);

    /// <summary>Creates an application: the addresses that numbers given to it share.</summary>
    /// <param name="name">Its name; letters, digits, hyphen and underscore.</param>
    /// <param name="settings">The addresses.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>The application's id.</returns>
    public virtual async Task<string> CreateApplicationAsync(string name, PlivoApplicationSettings settings, CancellationToken cancellationToken = default)
    {
        PlivoBody body = Body(settings) with { AppName = name };
        PlivoCreatedApplication made = await _channel.SendAsync(
            ProviderRequest.Post("applications.create", $"/v1/Account/{_authId}/Application/", Json(body)), PlivoJsonContext.Default.PlivoCreatedApplication, cancellationToken).ConfigureAwait(false);
        return made.AppId;
    }

    /// <summary>Sets an application's addresses.</summary>
    /// <param name="id">The application's id.</param>
    /// <param name="settings">The addresses.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when they are set.</returns>
    public virtual Task UpdateApplicationAsync(string id, PlivoApplicationSettings settings, CancellationToken cancellationToken = default) =>
        CommandAsync(ProviderRequest.Post("applications.update", $"/v1/Account/{_authId}/Application/{id}/", Json(Body(settings))), cancellationToken);

    /// <summary>Looks a number up: form, country and carrier. It costs money.</summary>
    /// <param name="number">The number.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>What is known of it.</returns>
    public virtual Task<PlivoLookup> LookUpAsync(PhoneNumber number, CancellationToken cancellationToken = default) => _channel.SendAsync(
        ProviderRequest.Get("lookups.get", ((ProviderPath)$"/v1/Number/{number.E164}").Query("type", "carrier")) with { BaseAddress = _lookups }, PlivoJsonContext.Default.PlivoLookup, cancellationToken);

    private static PlivoBody Body(PlivoApplicationSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new()
        {
            AnswerUrl = settings.AnswerUrl.AbsoluteUri,
            AnswerMethod = "POST",
            FallbackAnswerUrl = settings.FallbackUrl?.AbsoluteUri,
            FallbackMethod = settings.FallbackUrl is null ? null : "POST",
            HangupUrl = settings.HangupUrl?.AbsoluteUri,
            HangupMethod = settings.HangupUrl is null ? null : "POST",
            MessageUrl = settings.MessageUrl?.AbsoluteUri,
            MessageMethod = settings.MessageUrl is null ? null : "POST",
        };
    }
}
