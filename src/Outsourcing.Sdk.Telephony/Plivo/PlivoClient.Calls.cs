using System.Globalization;
using Outsourcing.Http;

namespace Outsourcing.Telephony;

/// <content>Calls and conferences.</content>
public partial class PlivoClient
{
    /// <summary>Places a call. It rings at a person, and is sent once.</summary>
    /// <param name="request">The call.</param>
    /// <param name="cancellationToken">Cancels waiting; the call may ring nevertheless.</param>
    /// <returns>The request, queued; the call's own id comes with its webhooks.</returns>
    public virtual Task<PlivoPlacedCall> PlaceCallAsync(PlivoCallRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        PlivoBody body = new()
        {
            From = Digits(request.From),
            To = Digits(request.To),
            AnswerUrl = request.AnswerUrl.AbsoluteUri,
            AnswerMethod = "POST",
            RingUrl = request.RingUrl?.AbsoluteUri,
            HangupUrl = request.HangupUrl?.AbsoluteUri,
            FallbackUrl = request.FallbackUrl?.AbsoluteUri,
            RingTimeout = Seconds(request.RingFor),
            TimeLimit = Seconds(request.TimeLimit),
            MachineDetection = request.DetectMachine ? "true" : null,
            SendDigits = request.DigitsOnAnswer,
        };
        return _channel.SendAsync(ProviderRequest.Post("calls.create", $"/v1/Account/{_authId}/Call/", Json(body)), PlivoJsonContext.Default.PlivoPlacedCall, cancellationToken);
    }

    /// <summary>Withdraws a call that has not been answered; an answered one goes on.</summary>
    /// <param name="requestUuid">The request's id, from <see cref="PlaceCallAsync"/>.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when Plivo has taken the command.</returns>
    public virtual Task CancelCallAsync(string requestUuid, CancellationToken cancellationToken = default) =>
        CommandAsync(ProviderRequest.Delete("calls.cancel", $"/v1/Account/{_authId}/Request/{requestUuid}/"), cancellationToken);

    /// <summary>Reads a call that has ended, of the last 90 days.</summary>
    /// <param name="callUuid">The call's id.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The call; <see langword="null"/> when there is none, or it goes on.</returns>
    public virtual Task<PlivoCall?> GetCallAsync(string callUuid, CancellationToken cancellationToken = default) =>
        _channel.FindAsync(ProviderRequest.Get("calls.get", $"/v1/Account/{_authId}/Call/{callUuid}/"), PlivoJsonContext.Default.PlivoCall, cancellationToken);

    /// <summary>Reads a call that goes on, or waits to be placed.</summary>
    /// <param name="callUuid">The call's id.</param>
    /// <param name="status"><c>live</c> or <c>queued</c>.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The call; <see langword="null"/> when there is none of that state.</returns>
    /// <remarks>That a queued call has the fields of a live one is unconfirmed.</remarks>
    public virtual Task<PlivoLiveCall?> GetLiveCallAsync(string callUuid, string status = "live", CancellationToken cancellationToken = default) =>
        _channel.FindAsync(ProviderRequest.Get("calls.get-live", ((ProviderPath)$"/v1/Account/{_authId}/Call/{callUuid}/").Query("status", status)), PlivoJsonContext.Default.PlivoLiveCall, cancellationToken);

    /// <summary>Lists calls that have ended, newest first. Those that go on are in <see cref="ListLiveCalls"/>.</summary>
    /// <param name="filter">Which; without times, Plivo looks at the last 7 days.</param>
    /// <returns>The calls, page after page as they are asked for.</returns>
    /// <exception cref="ArgumentException">The times are more than 30 days apart, which Plivo refuses.</exception>
    public virtual Listing<PlivoCall> ListCalls(PlivoCallFilter? filter = null)
    {
        if (filter is { EndedFrom: { } from, EndedUntil: { } until } && until - from > TimeSpan.FromDays(30))
        {
            throw new ArgumentException($"The window from {from:u} until {until:u} is longer than the 30 days Plivo takes. Ask month by month.", nameof(filter));
        }

        ProviderPath path = ((ProviderPath)$"/v1/Account/{_authId}/Call/")
            .Query("from_number", Digits(filter?.From)).Query("to_number", Digits(filter?.To)).Query("call_direction", filter?.Direction).Query("parent_call_uuid", filter?.ParentCallUuid)
            .Query("hangup_cause_code", filter?.HangupCauseCode).Query("end_time__gte", Time(filter?.EndedFrom)).Query("end_time__lte", Time(filter?.EndedUntil));
        return List("calls.list", path, PlivoJsonContext.Default.PlivoPagePlivoCall, static call => call.CallUuid, filter?.Limit, pageSize: filter?.PageSize);
    }

    /// <summary>Lists the ids of calls that go on, or wait to be placed.</summary>
    /// <param name="status"><c>live</c> or <c>queued</c>.</param>
    /// <param name="limit">How many at most.</param>
    /// <returns>The ids.</returns>
    public virtual Listing<string> ListLiveCalls(string status = "live", int? limit = null)
    {
        string first = ((ProviderPath)$"/v1/Account/{_authId}/Call/").Query("status", status).Query("limit", 20).ToString();
        return new Listing<string>(
            _channel,
            "calls.list-live",
            async (cursor, cancellationToken) =>
            {
                string offset = cursor ?? "0";
                PlivoCallIds page = await _channel.SendAsync(
                    new ProviderRequest(HttpMethod.Get, "calls.list-live", $"{first}&offset={Uri.EscapeDataString(offset)}"), PlivoJsonContext.Default.PlivoCallIds, cancellationToken).ConfigureAwait(false);
                IReadOnlyList<string> ids = page.Calls ?? [];
                // The answer does not say whether more follow: a full page may have a next one.
                return new ProviderPage<string>(ids, ids.Count == 20 ? (int.Parse(offset, CultureInfo.InvariantCulture) + 20).ToString(CultureInfo.InvariantCulture) : null);
            },
            static id => id,
            limit);
    }

    /// <summary>Sends a call that goes on to another address for what happens now; Plivo takes no document here.</summary>
    /// <param name="callUuid">The call's id.</param>
    /// <param name="url">The address, asked by POST.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when Plivo has taken the command.</returns>
    public virtual Task RedirectCallAsync(string callUuid, Uri url, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(url);
        return CommandAsync(ProviderRequest.Post("calls.redirect", $"/v1/Account/{_authId}/Call/{callUuid}/", Json(new() { Legs = "aleg", AlegUrl = url.AbsoluteUri, AlegMethod = "POST" })), cancellationToken);
    }

    /// <summary>Sends both parties of a connected call to new addresses: a dial for a blind transfer, one conference for a warm one.</summary>
    /// <param name="callUuid">The call's id.</param>
    /// <param name="first">The address asked for the party whose call it is.</param>
    /// <param name="second">The address asked for the party it was connected to.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when Plivo has taken the command.</returns>
    public virtual Task TransferAsync(string callUuid, Uri first, Uri second, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        PlivoBody body = new() { Legs = "both", AlegUrl = first.AbsoluteUri, AlegMethod = "POST", BlegUrl = second.AbsoluteUri, BlegMethod = "POST" };
        return CommandAsync(ProviderRequest.Post("calls.transfer", $"/v1/Account/{_authId}/Call/{callUuid}/", Json(body)), cancellationToken);
    }

    /// <summary>Puts a caller into a conference and calls a number that joins it, so that the two can be introduced.</summary>
    /// <param name="callUuid">The caller's call.</param>
    /// <param name="colleague">The call to the number. Its <see cref="PlivoCallRequest.AnswerUrl"/> is asked for both, and answers with one conference: <see cref="PlivoMarkup.Conference"/>.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>The call to the number.</returns>
    /// <remarks>Plivo has no command that adds a party to a conference, and takes no document here: a call of its own joins it.</remarks>
    public virtual async Task<PlivoPlacedCall> TransferWarmAsync(string callUuid, PlivoCallRequest colleague, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(colleague);
        await RedirectCallAsync(callUuid, colleague.AnswerUrl, cancellationToken).ConfigureAwait(false);
        return await PlaceCallAsync(colleague, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends a call, whether it rings or goes on.</summary>
    /// <param name="callUuid">The call's id.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when Plivo has taken the command.</returns>
    public virtual Task HangUpAsync(string callUuid, CancellationToken cancellationToken = default) =>
        CommandAsync(ProviderRequest.Delete("calls.hang-up", $"/v1/Account/{_authId}/Call/{callUuid}/"), cancellationToken);

    /// <summary>Says a text.</summary>
    /// <param name="callUuid">The call's id.</param>
    /// <param name="text">The text.</param>
    /// <param name="voice">The voice; <see langword="null"/> takes Plivo's default.</param>
    /// <param name="language">The language as a BCP 47 tag; <see langword="null"/> takes Plivo's default.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when Plivo has taken the command.</returns>
    public virtual Task SayAsync(string callUuid, string text, string? voice = null, string? language = null, CancellationToken cancellationToken = default) =>
        CommandAsync(ProviderRequest.Post("calls.say", $"/v1/Account/{_authId}/Call/{callUuid}/Speak/", Json(new() { Text = text, Voice = voice, Language = language })), cancellationToken);

    /// <summary>Stops what is said.</summary>
    /// <inheritdoc cref="HangUpAsync"/>
    public virtual Task StopSayingAsync(string callUuid, CancellationToken cancellationToken = default) =>
        CommandAsync(ProviderRequest.Delete("calls.say-stop", $"/v1/Account/{_authId}/Call/{callUuid}/Speak/"), cancellationToken);

    /// <summary>Plays a recording.</summary>
    /// <param name="callUuid">The call's id.</param>
    /// <param name="source">Where it is.</param>
    /// <param name="repeat">Whether it is played until it is stopped.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when Plivo has taken the command.</returns>
    public virtual Task PlayAsync(string callUuid, Uri source, bool repeat = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        return CommandAsync(ProviderRequest.Post("calls.play", $"/v1/Account/{_authId}/Call/{callUuid}/Play/", Json(new() { Urls = source.AbsoluteUri, Loop = repeat ? true : null })), cancellationToken);
    }

    /// <summary>Stops what is played.</summary>
    /// <inheritdoc cref="HangUpAsync"/>
    public virtual Task StopPlayingAsync(string callUuid, CancellationToken cancellationToken = default) =>
        CommandAsync(ProviderRequest.Delete("calls.play-stop", $"/v1/Account/{_authId}/Call/{callUuid}/Play/"), cancellationToken);

    /// <summary>Sends digits into a call.</summary>
    /// <param name="callUuid">The call's id.</param>
    /// <param name="digits">The digits.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when Plivo has taken the command.</returns>
    public virtual Task SendDigitsAsync(string callUuid, string digits, CancellationToken cancellationToken = default) =>
        CommandAsync(ProviderRequest.Post("calls.send-digits", $"/v1/Account/{_authId}/Call/{callUuid}/DTMF/", Json(new() { Digits = digits })), cancellationToken);

    /// <summary>Reads the names of the conferences that go on.</summary>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The names.</returns>
    public virtual async Task<IReadOnlyList<string>> GetConferencesAsync(CancellationToken cancellationToken = default) =>
        (await _channel.SendAsync(ProviderRequest.Get("conferences.list", $"/v1/Account/{_authId}/Conference/"), PlivoJsonContext.Default.PlivoConferenceNames, cancellationToken).ConfigureAwait(false)).Conferences ?? [];

    /// <summary>Reads a conference and its parties.</summary>
    /// <param name="name">The conference's name.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The conference; <see langword="null"/> when there is none.</returns>
    public virtual Task<PlivoConference?> GetConferenceAsync(string name, CancellationToken cancellationToken = default) =>
        _channel.FindAsync(ProviderRequest.Get("conferences.get", $"/v1/Account/{_authId}/Conference/{name}/"), PlivoJsonContext.Default.PlivoConference, cancellationToken);

    /// <summary>Ends a conference for all its parties.</summary>
    /// <param name="name">The conference's name.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when Plivo has taken the command.</returns>
    public virtual Task EndConferenceAsync(string name, CancellationToken cancellationToken = default) =>
        CommandAsync(ProviderRequest.Delete("conferences.end", $"/v1/Account/{_authId}/Conference/{name}/"), cancellationToken);

    /// <summary>Mutes a party of a conference, or lets it speak again.</summary>
    /// <param name="conference">The conference's name.</param>
    /// <param name="memberId">The party's id in it.</param>
    /// <param name="muted">Whether it is muted.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when Plivo has taken the command.</returns>
    public virtual Task MuteParticipantAsync(string conference, string memberId, bool muted, CancellationToken cancellationToken = default)
    {
        ProviderPath path = $"/v1/Account/{_authId}/Conference/{conference}/Member/{memberId}/Mute/";
        return CommandAsync(muted ? ProviderRequest.Post("participants.mute", path) : ProviderRequest.Delete("participants.unmute", path), cancellationToken);
    }

    /// <summary>Takes a party out of a conference and ends its call.</summary>
    /// <param name="conference">The conference's name.</param>
    /// <param name="memberId">The party's id in it.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when Plivo has taken the command.</returns>
    public virtual Task RemoveParticipantAsync(string conference, string memberId, CancellationToken cancellationToken = default) =>
        CommandAsync(ProviderRequest.Delete("participants.delete", $"/v1/Account/{_authId}/Conference/{conference}/Member/{memberId}/"), cancellationToken);
}
