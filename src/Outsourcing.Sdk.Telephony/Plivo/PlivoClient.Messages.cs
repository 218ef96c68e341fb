using Outsourcing.Http;

namespace Outsourcing.Telephony;

/// <content>Texts and prices.</content>
public partial class PlivoClient
{
    /// <summary>Sends a text. It reaches a person, and is sent once.</summary>
    /// <param name="sender">The number shown; owned.</param>
    /// <param name="recipient">The number written to.</param>
    /// <param name="text">The text.</param>
    /// <param name="statusCallback">Where the delivery is reported.</param>
    /// <param name="cancellationToken">Cancels waiting; the text may be sent nevertheless.</param>
    /// <returns>The message, queued.</returns>
    public virtual async Task<PlivoSentMessage> SendMessageAsync(PhoneNumber sender, PhoneNumber recipient, string text, Uri? statusCallback = null, CancellationToken cancellationToken = default)
    {
        PlivoBody body = new() { Src = Digits(sender), Dst = Digits(recipient), Text = text, Url = statusCallback?.AbsoluteUri, Method = statusCallback is null ? null : "POST" };
        PlivoSentMessage sent = await _channel.SendAsync(
            ProviderRequest.Post("messages.create", $"/v1/Account/{_authId}/Message/", Json(body)), PlivoJsonContext.Default.PlivoSentMessage, cancellationToken).ConfigureAwait(false);
        return sent.MessageUuid.Count > 0
            ? sent
            : throw new ProviderException(new ProviderError { Provider = ProviderName, Account = Account, Operation = "messages.create", Failure = ProviderFailure.InvalidResponse });
    }

    /// <summary>Reads a text and how its delivery goes.</summary>
    /// <param name="uuid">The message's id.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The message; <see langword="null"/> when there is none.</returns>
    public virtual Task<PlivoMessage?> GetMessageAsync(string uuid, CancellationToken cancellationToken = default) =>
        _channel.FindAsync(ProviderRequest.Get("messages.get", $"/v1/Account/{_authId}/Message/{uuid}/"), PlivoJsonContext.Default.PlivoMessage, cancellationToken);

    /// <summary>Lists texts, newest first.</summary>
    /// <param name="sender">Those from a number.</param>
    /// <param name="recipient">Those to a number.</param>
    /// <param name="sentFrom">Those sent at or after.</param>
    /// <param name="limit">How many at most.</param>
    /// <returns>The messages.</returns>
    public virtual Listing<PlivoMessage> ListMessages(PhoneNumber? sender = null, PhoneNumber? recipient = null, DateTimeOffset? sentFrom = null, int? limit = null) => List(
        "messages.list",
        ((ProviderPath)$"/v1/Account/{_authId}/Message/").Query("from_number", Digits(sender)).Query("to_number", Digits(recipient)).Query("message_time__gte", Time(sentFrom)),
        PlivoJsonContext.Default.PlivoPagePlivoMessage,
        static message => message.MessageUuid,
        limit);

    /// <summary>Reads what calls, texts and numbers of a country cost.</summary>
    /// <param name="country">The country as ISO 3166-1 alpha-2.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The prices.</returns>
    public virtual Task<PlivoPrices> GetPricesAsync(string country, CancellationToken cancellationToken = default) => _channel.SendAsync(
        ProviderRequest.Get("prices.get", ((ProviderPath)$"/v1/Account/{_authId}/Pricing/").Query("country_iso", country)), PlivoJsonContext.Default.PlivoPrices, cancellationToken);
}
