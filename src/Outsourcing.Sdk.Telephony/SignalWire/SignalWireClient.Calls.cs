using Outsourcing.Http;

namespace Outsourcing.Telephony;

/// <content>Calls and conferences.</content>
public partial class SignalWireClient
{
    /// <summary>Places a call. It rings at a person, and is sent once.</summary>
    /// <param name="request">The call.</param>
    /// <param name="cancellationToken">Cancels waiting; the call may ring nevertheless.</param>
    /// <returns>The call, queued.</returns>
    /// <exception cref="ArgumentException">Not exactly one of document and URL is given.</exception>
    public virtual Task<SignalWireCall> PlaceCallAsync(SignalWireCallRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        CompatibleCallOrder order = new(request.From, request.To)
        {
            Document = request.Document,
            Url = request.Url,
            StatusCallback = request.StatusCallback,
            RingFor = request.RingFor,
            Record = request.Record,
            RecordingCallback = request.RecordingCallback,
            DetectMachine = request.DetectMachine,
        };
        return _api.PlaceCallAsync(order, SignalWireJsonContext.Default.SignalWireCall, cancellationToken);
    }

    /// <summary>Reads a call.</summary>
    /// <param name="sid">The call's id.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The call; <see langword="null"/> when there is none.</returns>
    public virtual Task<SignalWireCall?> GetCallAsync(string sid, CancellationToken cancellationToken = default) =>
        _api.GetCallAsync(sid, SignalWireJsonContext.Default.SignalWireCall, cancellationToken);

    /// <summary>Lists calls, newest first.</summary>
    /// <param name="filter">Which.</param>
    /// <returns>The calls, page after page as they are asked for.</returns>
    public virtual Listing<SignalWireCall> ListCalls(SignalWireCallFilter? filter = null)
    {
        CompatibleCallQuery query = filter is null ? default : new()
        {
            Status = filter.Status,
            From = filter.From,
            To = filter.To,
            ParentCallSid = filter.ParentCallSid,
            StartedFrom = filter.StartedFrom,
            StartedUntil = filter.StartedUntil,
            PageSize = filter.PageSize,
            Limit = filter.Limit,
        };
        return _api.ListCalls(query, SignalWireJsonContext.Default.SignalWireCallPage, static page => page.Calls, static page => page.NextPageUri, static call => call.Sid);
    }

    /// <summary>Gives a call that goes on a new document; what it did ends.</summary>
    /// <param name="sid">The call's id.</param>
    /// <param name="document">What happens now.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>The call.</returns>
    /// <remarks>Sent as <c>Twiml</c>, as Twilio takes it. SignalWire's reference names that for placing a call and not for updating one, so this is unconfirmed: <see cref="RedirectCallAsync"/> is what it describes.</remarks>
    public virtual Task<SignalWireCall> UpdateCallAsync(string sid, VoiceDocument document, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(document);
        return UpdateAsync("calls.update", sid, new FormBody().Add("Twiml", document.ToString()), cancellationToken);
    }

    /// <summary>Sends a call that goes on to another address for what happens now.</summary>
    /// <param name="sid">The call's id.</param>
    /// <param name="url">The address.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>The call.</returns>
    public virtual Task<SignalWireCall> RedirectCallAsync(string sid, Uri url, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(url);
        return UpdateAsync("calls.redirect", sid, new FormBody().Add("Url", url), cancellationToken);
    }

    /// <summary>Ends a call, whether it rings or goes on.</summary>
    /// <param name="sid">The call's id.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>The call.</returns>
    public virtual Task<SignalWireCall> HangUpAsync(string sid, CancellationToken cancellationToken = default) =>
        UpdateAsync("calls.hang-up", sid, new FormBody().Add("Status", "completed"), cancellationToken);

    /// <summary>Withdraws a call that has not been answered; an answered one goes on.</summary>
    /// <param name="sid">The call's id.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>The call.</returns>
    public virtual Task<SignalWireCall> CancelCallAsync(string sid, CancellationToken cancellationToken = default) =>
        UpdateAsync("calls.cancel", sid, new FormBody().Add("Status", "canceled"), cancellationToken);

    /// <summary>Sends digits into a call; what it did ends.</summary>
    /// <param name="sid">The call's id.</param>
    /// <param name="digits">The digits, <c>w</c> for half a second's wait.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>The call.</returns>
    public virtual Task<SignalWireCall> SendDigitsAsync(string sid, string digits, CancellationToken cancellationToken = default) =>
        UpdateCallAsync(sid, SignalWireMarkup.Instance.Document(SignalWireMarkup.Instance.PlayDigits(digits)), cancellationToken);

    /// <summary>Puts a caller through to a number without announcement.</summary>
    /// <param name="sid">The caller's call.</param>
    /// <param name="target">The number.</param>
    /// <param name="shown">The number shown there; <see langword="null"/> shows the caller's.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>The call.</returns>
    public virtual Task<SignalWireCall> TransferAsync(string sid, PhoneNumber target, PhoneNumber? shown = null, CancellationToken cancellationToken = default) =>
        UpdateCallAsync(sid, SignalWireMarkup.Instance.Document(SignalWireMarkup.Instance.Dial([SignalWireMarkup.Instance.Number(target)], shown)), cancellationToken);

    /// <summary>Puts a caller into a conference and calls a number that joins it, so that the two can be introduced.</summary>
    /// <param name="sid">The caller's call.</param>
    /// <param name="target">The number.</param>
    /// <param name="shown">The number shown there; owned.</param>
    /// <param name="conference">The conference's name; unique while it goes on.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>The call to the number.</returns>
    /// <remarks>SignalWire's reference has no command that adds a party to a conference: a call of its own joins it. Both steps send a document; see <see cref="UpdateCallAsync"/>.</remarks>
    public virtual async Task<SignalWireCall> TransferWarmAsync(string sid, PhoneNumber target, PhoneNumber shown, string conference, CancellationToken cancellationToken = default)
    {
        SignalWireMarkup markup = SignalWireMarkup.Instance;
        await UpdateCallAsync(sid, markup.Document(markup.Dial([markup.Conference(conference, endOnExit: true)])), cancellationToken).ConfigureAwait(false);
        return await PlaceCallAsync(
            new SignalWireCallRequest { From = shown, To = target, Document = markup.Document(markup.Dial([markup.Conference(conference)])) }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Holds or mutes a party of a conference, or lets it speak again.</summary>
    /// <param name="conference">The conference's id.</param>
    /// <param name="callSid">The party's call.</param>
    /// <param name="hold">Whether it is held; <see langword="null"/> leaves that as it is.</param>
    /// <param name="muted">Whether it is muted; <see langword="null"/> leaves that as it is.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>The party.</returns>
    public virtual Task<SignalWireParticipant> UpdateParticipantAsync(string conference, string callSid, bool? hold = null, bool? muted = null, CancellationToken cancellationToken = default) =>
        _api.UpdateParticipantAsync(conference, callSid, hold, muted, SignalWireJsonContext.Default.SignalWireParticipant, cancellationToken);

    /// <summary>Takes a party out of a conference.</summary>
    /// <param name="conference">The conference's id.</param>
    /// <param name="callSid">The party's call.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when SignalWire has taken the command.</returns>
    public virtual Task RemoveParticipantAsync(string conference, string callSid, CancellationToken cancellationToken = default) =>
        _api.RemoveParticipantAsync(conference, callSid, cancellationToken);

    /// <summary>Lists conferences, newest first.</summary>
    /// <param name="name">Those of a name; <see langword="null"/> for all.</param>
    /// <param name="limit">How many at most.</param>
    /// <returns>The conferences.</returns>
    public virtual Listing<SignalWireConference> ListConferences(string? name = null, int? limit = null) =>
        _api.ListConferences(name, limit, SignalWireJsonContext.Default.SignalWireConferencePage, static page => page.Conferences, static page => page.NextPageUri, static conference => conference.Sid);

    /// <summary>Ends a conference for all its parties.</summary>
    /// <param name="sid">The conference's id.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>The conference.</returns>
    public virtual Task<SignalWireConference> EndConferenceAsync(string sid, CancellationToken cancellationToken = default) =>
        _api.EndConferenceAsync(sid, SignalWireJsonContext.Default.SignalWireConference, cancellationToken);

    private Task<SignalWireCall> UpdateAsync(string operation, string sid, FormBody form, CancellationToken cancellationToken) =>
        _api.UpdateCallAsync(operation, sid, form, SignalWireJsonContext.Default.SignalWireCall, cancellationToken);
}
