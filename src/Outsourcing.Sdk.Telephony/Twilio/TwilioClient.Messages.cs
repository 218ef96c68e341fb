using Outsourcing.Http;

namespace Outsourcing.Telephony;

/// <content>Texts, usage and prices.</content>
public partial class TwilioClient
{
    /// <summary>Sends a text. It reaches a person, and is sent once.</summary>
    /// <param name="sender">The number shown; owned.</param>
    /// <param name="recipient">The number written to.</param>
    /// <param name="body">The text.</param>
    /// <param name="statusCallback">Where the delivery is reported.</param>
    /// <param name="cancellationToken">Cancels waiting; the text may be sent nevertheless.</param>
    /// <returns>The message, queued.</returns>
    public virtual Task<TwilioMessage> SendMessageAsync(PhoneNumber sender, PhoneNumber recipient, string body, Uri? statusCallback = null, CancellationToken cancellationToken = default) =>
        _api.SendMessageAsync(sender, recipient, body, statusCallback, TwilioJsonContext.Default.TwilioMessage, cancellationToken);

    /// <summary>Reads a text and how its delivery goes.</summary>
    /// <param name="sid">The message's id.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The message; <see langword="null"/> when there is none.</returns>
    public virtual Task<TwilioMessage?> GetMessageAsync(string sid, CancellationToken cancellationToken = default) =>
        _api.GetMessageAsync(sid, TwilioJsonContext.Default.TwilioMessage, cancellationToken);

    /// <summary>Lists texts, newest first.</summary>
    /// <param name="sender">Those from a number.</param>
    /// <param name="recipient">Those to a number.</param>
    /// <param name="sentFrom">Those sent at or after.</param>
    /// <param name="limit">How many at most.</param>
    /// <returns>The messages.</returns>
    public virtual Listing<TwilioMessage> ListMessages(PhoneNumber? sender = null, PhoneNumber? recipient = null, DateTimeOffset? sentFrom = null, int? limit = null) =>
        _api.ListMessages(sender, recipient, sentFrom, limit, TwilioJsonContext.Default.TwilioMessagePage, static page => page.Messages, static page => page.NextPageUri, static message => message.Sid);

    /// <summary>Lists what was used, per day and thing; for checking a bill.</summary>
    /// <param name="from">The first day.</param>
    /// <param name="until">The last day.</param>
    /// <param name="category">One thing, such as <c>calls-inbound</c>; <see langword="null"/> for all.</param>
    /// <returns>The usage.</returns>
    public virtual Listing<TwilioUsage> ListDailyUsage(DateOnly? from = null, DateOnly? until = null, string? category = null) => _api.List(
        "usage.list",
        _api.Path("/Usage/Records/Daily").Query("Category", category).Query("StartDate", Day(from)).Query("EndDate", Day(until)),
        TwilioJsonContext.Default.TwilioUsagePage,
        static page => page.UsageRecords,
        static page => page.NextPageUri,
        static usage => $"{usage.Category} {usage.StartDate:O}",
        null);

    /// <summary>Reads what calls to a number cost.</summary>
    /// <param name="destination">The number called.</param>
    /// <param name="origin">The number shown; prices may depend on it.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The prices.</returns>
    public virtual Task<TwilioVoicePrice> GetVoicePriceAsync(PhoneNumber destination, PhoneNumber? origin = null, CancellationToken cancellationToken = default) => _channel.SendAsync(
        ProviderRequest.Get("prices.get", ((ProviderPath)$"/v2/Voice/Numbers/{destination.E164}").Query("OriginationNumber", origin?.E164)) with { BaseAddress = _pricing },
        TwilioJsonContext.Default.TwilioVoicePrice,
        cancellationToken);
}
