using Outsourcing.Http;

namespace Outsourcing.Telephony;

/// <content>Numbers.</content>
public partial class JambonzClient
{
    /// <summary>Adds a number of a carrier, which the carrier must have given to the account already.</summary>
    /// <param name="number">The number.</param>
    /// <param name="carrierSid">The carrier's id.</param>
    /// <param name="applicationSid">The application its calls go to; <see langword="null"/> for none yet.</param>
    /// <param name="cancellationToken">Cancels waiting; it may be added nevertheless.</param>
    /// <returns>The number's id.</returns>
    public virtual async Task<string> AddNumberAsync(PhoneNumber number, string carrierSid, string? applicationSid = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(carrierSid);
        JambonzNumberRequest body = new() { Number = number.E164, VoipCarrierSid = carrierSid, AccountSid = _accountSid, ApplicationSid = applicationSid };
        return (await _channel.SendAsync(ProviderRequest.Post("numbers.add", "/PhoneNumbers", Json(body)), JambonzJsonContext.Default.JambonzCreated, cancellationToken).ConfigureAwait(false)).Sid;
    }

    /// <summary>Lists the numbers of the account, in one answer.</summary>
    /// <param name="limit">How many at most.</param>
    /// <returns>The numbers.</returns>
    public virtual Listing<JambonzNumber> ListNumbers(int? limit = null) => new(
        _channel,
        "numbers.list",
        async (_, cancellationToken) => new ProviderPage<JambonzNumber>(
            await _channel.SendAsync(ProviderRequest.Get("numbers.list", "/PhoneNumbers"), JambonzJsonContext.Default.IReadOnlyListJambonzNumber, cancellationToken).ConfigureAwait(false), null),
        static number => number.PhoneNumberSid,
        limit);

    /// <summary>Gives the calls of a number to an application.</summary>
    /// <param name="sid">The number's id.</param>
    /// <param name="applicationSid">The application.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when it is set.</returns>
    /// <remarks>The application alone is sent, as the server has it: it refuses number and carrier here, which the published document requires.</remarks>
    public virtual Task ConfigureNumberAsync(string sid, string applicationSid, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(applicationSid);
        return _channel.SendAsync(ProviderRequest.Put("numbers.configure", $"/PhoneNumbers/{sid}", Json(new JambonzNumberRequest { ApplicationSid = applicationSid })), cancellationToken);
    }

    /// <summary>Takes a number out of jambonz. It stays with the carrier.</summary>
    /// <param name="sid">The number's id.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when it is removed.</returns>
    public virtual Task ReleaseNumberAsync(string sid, CancellationToken cancellationToken = default) =>
        _channel.SendAsync(ProviderRequest.Delete("numbers.release", $"/PhoneNumbers/{sid}"), cancellationToken);

    private static RequestBody Json(JambonzNumberRequest body) => RequestBody.Json(body, JambonzJsonContext.Default.JambonzNumberRequest);
}
