using Outsourcing.Http;

namespace Outsourcing.Telephony;

/// <content>Numbers and lookups.</content>
public partial class SignalWireClient
{
    /// <summary>Searches for local numbers that can be bought.</summary>
    /// <param name="search">What to look for.</param>
    /// <returns>The numbers.</returns>
    public virtual Listing<SignalWireAvailableNumber> SearchNumbers(NumberSearch search)
    {
        ArgumentNullException.ThrowIfNull(search);
        // The reference has no pages here: one answer holds what is found.
        return _api.SearchNumbers(search, null, SignalWireJsonContext.Default.SignalWireAvailableNumberPage, static page => page.AvailablePhoneNumbers, static page => page.NextPageUri, static number => number.PhoneNumber);
    }

    /// <summary>Buys a number. It costs money, and is sent once.</summary>
    /// <param name="number">A number that a search found.</param>
    /// <param name="settings">How it is set up from the start.</param>
    /// <param name="cancellationToken">Cancels waiting; the number may be bought nevertheless.</param>
    /// <returns>The number.</returns>
    public virtual Task<SignalWireNumber> BuyNumberAsync(PhoneNumber number, SignalWireNumberSettings? settings = null, CancellationToken cancellationToken = default) =>
        _api.BuyNumberAsync(number, Form(settings), SignalWireJsonContext.Default.SignalWireNumber, cancellationToken);

    /// <summary>Lists the numbers owned.</summary>
    /// <param name="number">That number only; <see langword="null"/> for all.</param>
    /// <param name="limit">How many at most.</param>
    /// <returns>The numbers.</returns>
    public virtual Listing<SignalWireNumber> ListNumbers(PhoneNumber? number = null, int? limit = null) =>
        _api.ListNumbers(number, limit, SignalWireJsonContext.Default.SignalWireNumberPage, static page => page.IncomingPhoneNumbers, static page => page.NextPageUri, static number => number.Sid);

    /// <summary>Sets up a number.</summary>
    /// <param name="sid">The number's id.</param>
    /// <param name="settings">How.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>The number as it is now.</returns>
    public virtual Task<SignalWireNumber> ConfigureNumberAsync(string sid, SignalWireNumberSettings settings, CancellationToken cancellationToken = default) =>
        _api.ConfigureNumberAsync(sid, Form(settings), SignalWireJsonContext.Default.SignalWireNumber, cancellationToken);

    /// <summary>Gives a number back. It may not be available again.</summary>
    /// <param name="sid">The number's id.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when it is released.</returns>
    public virtual Task ReleaseNumberAsync(string sid, CancellationToken cancellationToken = default) =>
        _api.ReleaseNumberAsync(sid, cancellationToken);

    /// <summary>Looks a number up, by SignalWire's own REST API. The free part only: form, country and whether it is a number.</summary>
    /// <param name="number">The number.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>What is known of it.</returns>
    public virtual Task<SignalWireLookup> LookUpAsync(PhoneNumber number, CancellationToken cancellationToken = default) =>
        _channel.SendAsync(ProviderRequest.Get("lookups.get", $"/api/relay/rest/lookup/phone_number/{number.E164}"), SignalWireJsonContext.Default.SignalWireLookup, cancellationToken);

    private static FormBody Form(SignalWireNumberSettings? settings) => settings is null
        ? new FormBody()
        : new CompatibleNumberSettings(settings.VoiceUrl, settings.VoiceFallbackUrl, settings.StatusCallback, settings.SmsUrl, settings.FriendlyName).ToForm();
}
