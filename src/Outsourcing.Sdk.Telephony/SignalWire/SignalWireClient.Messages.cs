using Outsourcing.Http;

namespace Outsourcing.Telephony;

/// <content>Texts.</content>
public partial class SignalWireClient
{
    /// <summary>Sends a text. It reaches a person, and is sent once.</summary>
    /// <param name="sender">The number shown; owned.</param>
    /// <param name="recipient">The number written to.</param>
    /// <param name="body">The text.</param>
    /// <param name="statusCallback">Where the delivery is reported.</param>
    /// <param name="cancellationToken">Cancels waiting; the text may be sent nevertheless.</param>
    /// <returns>The message, queued.</returns>
    public virtual Task<SignalWireMessage> SendMessageAsync(PhoneNumber sender, PhoneNumber recipient, string body, Uri? statusCallback = null, CancellationToken cancellationToken = default) =>
        _api.SendMessageAsync(sender, recipient, body, statusCallback, SignalWireJsonContext.Default.SignalWireMessage, cancellationToken);

    /// <summary>Reads a text and how its delivery goes.</summary>
    /// <param name="sid">The message's id.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The message; <see langword="null"/> when there is none.</returns>
    public virtual Task<SignalWireMessage?> GetMessageAsync(string sid, CancellationToken cancellationToken = default) =>
        _api.GetMessageAsync(sid, SignalWireJsonContext.Default.SignalWireMessage, cancellationToken);

    /// <summary>Lists texts, newest first.</summary>
    /// <param name="sender">Those from a number.</param>
    /// <param name="recipient">Those to a number.</param>
    /// <param name="sentFrom">Those sent at or after.</param>
    /// <param name="limit">How many at most.</param>
    /// <returns>The messages.</returns>
    public virtual Listing<SignalWireMessage> ListMessages(PhoneNumber? sender = null, PhoneNumber? recipient = null, DateTimeOffset? sentFrom = null, int? limit = null) =>
        _api.ListMessages(sender, recipient, sentFrom, limit, SignalWireJsonContext.Default.SignalWireMessagePage, static page => page.Messages, static page => page.NextPageUri, static message => message.Sid);
}
