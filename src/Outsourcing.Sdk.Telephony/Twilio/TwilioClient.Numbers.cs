using Outsourcing.Http;

namespace Outsourcing.Telephony;

/// <content>Numbers and lookups.</content>
public partial class TwilioClient
{
    /// <summary>Searches for local numbers that can be bought.</summary>
    /// <param name="search">What to look for.</param>
    /// <returns>The numbers.</returns>
    public virtual Listing<TwilioAvailableNumber> SearchNumbers(NumberSearch search)
    {
        ArgumentNullException.ThrowIfNull(search);
        return _api.SearchNumbers(
            search, Math.Min(search.Limit, 1000), TwilioJsonContext.Default.TwilioAvailableNumberPage, static page => page.AvailablePhoneNumbers, static page => page.NextPageUri, static number => number.PhoneNumber);
    }

    /// <summary>Buys a number. It costs money, and is sent once.</summary>
    /// <param name="number">A number that a search found.</param>
    /// <param name="settings">How it is set up from the start.</param>
    /// <param name="cancellationToken">Cancels waiting; the number may be bought nevertheless.</param>
    /// <returns>The number.</returns>
    public virtual Task<TwilioNumber> BuyNumberAsync(PhoneNumber number, TwilioNumberSettings? settings = null, CancellationToken cancellationToken = default) =>
        _api.BuyNumberAsync(number, Form(settings), TwilioJsonContext.Default.TwilioNumber, cancellationToken);

    /// <summary>Lists the numbers owned.</summary>
    /// <param name="number">That number only; <see langword="null"/> for all.</param>
    /// <param name="limit">How many at most.</param>
    /// <returns>The numbers.</returns>
    public virtual Listing<TwilioNumber> ListNumbers(PhoneNumber? number = null, int? limit = null) =>
        _api.ListNumbers(number, limit, TwilioJsonContext.Default.TwilioNumberPage, static page => page.IncomingPhoneNumbers, static page => page.NextPageUri, static number => number.Sid);

    /// <summary>Sets up a number.</summary>
    /// <param name="sid">The number's id.</param>
    /// <param name="settings">How.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>The number as it is now.</returns>
    public virtual Task<TwilioNumber> ConfigureNumberAsync(string sid, TwilioNumberSettings settings, CancellationToken cancellationToken = default) =>
        _api.ConfigureNumberAsync(sid, Form(settings), TwilioJsonContext.Default.TwilioNumber, cancellationToken);

    /// <summary>Gives a number back. It may not be available again.</summary>
    /// <param name="sid">The number's id.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when it is released.</returns>
    public virtual Task ReleaseNumberAsync(string sid, CancellationToken cancellationToken = default) =>
        _api.ReleaseNumberAsync(sid, cancellationToken);

    /// <summary>Looks a number up. The free part only: form, country and whether it is a number.</summary>
    /// <param name="number">The number.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>What is known of it.</returns>
    public virtual Task<TwilioLookup> LookUpAsync(PhoneNumber number, CancellationToken cancellationToken = default) =>
        _channel.SendAsync(ProviderRequest.Get("lookups.get", $"/v2/PhoneNumbers/{number.E164}") with { BaseAddress = _lookups }, TwilioJsonContext.Default.TwilioLookup, cancellationToken);

    private static FormBody Form(TwilioNumberSettings? settings) => settings is null
        ? new FormBody()
        : new CompatibleNumberSettings(settings.VoiceUrl, settings.VoiceFallbackUrl, settings.StatusCallback, settings.SmsUrl, settings.FriendlyName).ToForm();
}
