using System.Globalization;
using Outsourcing.Http;

namespace Outsourcing.Telephony;

/// <content>Calls and conferences. What a call does is answered by hooks: to transfer, bridge, say or play, redirect the call to one that answers so.</content>
public partial class JambonzClient
{
    // The most rows that the server gives at once; it gives no fewer than 25.
    private const int PageSize = 500;

    /// <summary>Places a call. It rings at a person, and is sent once. The hooks of its application answer what happens.</summary>
    /// <param name="request">The call.</param>
    /// <param name="cancellationToken">Cancels waiting; the call may ring nevertheless.</param>
    /// <returns>The call's id.</returns>
    public virtual async Task<string> PlaceCallAsync(JambonzCallRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        JambonzCallOrder body = new(request.ApplicationSid ?? _applicationSid, request.From.E164, new JambonzTarget("phone", request.To.E164), Seconds(request.RingFor), Seconds(request.TimeLimit));
        JambonzCreated created = await _channel.SendAsync(
            ProviderRequest.Post("calls.create", $"/Accounts/{_accountSid}/Calls", RequestBody.Json(body, JambonzJsonContext.Default.JambonzCallOrder)),
            JambonzJsonContext.Default.JambonzCreated,
            cancellationToken).ConfigureAwait(false);
        return created.Sid;
    }

    /// <summary>Reads a call that goes on, or ended a short time ago.</summary>
    /// <param name="sid">The call's id.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The call; <see langword="null"/> when it is not known, or no longer.</returns>
    public virtual Task<JambonzCall?> GetCallAsync(string sid, CancellationToken cancellationToken = default) =>
        _channel.FindAsync(ProviderRequest.Get("calls.get", $"/Accounts/{_accountSid}/Calls/{sid}"), JambonzJsonContext.Default.JambonzCall, cancellationToken);

    /// <summary>Lists the calls that go on, or ended a short time ago, in one answer.</summary>
    /// <param name="filter">Which.</param>
    /// <returns>The calls.</returns>
    public virtual Listing<JambonzCall> ListCalls(JambonzCallFilter? filter = null)
    {
        string path = ((ProviderPath)$"/Accounts/{_accountSid}/Calls")
            .Query("direction", filter?.Direction).Query("from", filter?.From?.E164).Query("to", filter?.To?.E164).Query("callStatus", filter?.Status).ToString();
        return new Listing<JambonzCall>(
            _channel,
            "calls.list",
            async (_, cancellationToken) => new ProviderPage<JambonzCall>(
                await _channel.SendAsync(new ProviderRequest(HttpMethod.Get, "calls.list", path), JambonzJsonContext.Default.IReadOnlyListJambonzCall, cancellationToken).ConfigureAwait(false), null),
            static call => call.CallSid,
            filter?.Limit);
    }

    /// <summary>Lists calls that ended, newest first; for checking a bill.</summary>
    /// <param name="startedFrom">The earliest start.</param>
    /// <param name="startedUntil">The latest start.</param>
    /// <param name="answered">Those answered or not; <see langword="null"/> for both.</param>
    /// <param name="direction"><c>inbound</c> or <c>outbound</c>; <see langword="null"/> for both.</param>
    /// <param name="limit">How many at most.</param>
    /// <returns>The calls, page after page as they are asked for.</returns>
    public virtual Listing<JambonzRecentCall> ListRecentCalls(DateTimeOffset? startedFrom = null, DateTimeOffset? startedUntil = null, bool? answered = null, string? direction = null, int? limit = null) => new(
        _channel,
        "calls.list-recent",
        async (cursor, cancellationToken) =>
        {
            int number = int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out int given) ? given : 1;
            ProviderPath path = ((ProviderPath)$"/Accounts/{_accountSid}/RecentCalls")
                .Query("page", number).Query("count", PageSize).Query("start", Time(startedFrom)).Query("end", Time(startedUntil)).Query("answered", answered).Query("direction", direction);
            JambonzRecentPage page = await _channel.SendAsync(ProviderRequest.Get("calls.list-recent", path), JambonzJsonContext.Default.JambonzRecentPage, cancellationToken).ConfigureAwait(false);
            IReadOnlyList<JambonzRecentCall> calls = page.Data ?? [];
            bool more = calls.Count > 0 && (double)number * PageSize < page.Total;
            return new ProviderPage<JambonzRecentCall>(calls, more ? (number + 1).ToString(CultureInfo.InvariantCulture) : null);
        },
        static call => call.CallSid,
        limit);

    /// <summary>Sends a call that goes on to another hook for what happens now.</summary>
    /// <param name="sid">The call's id.</param>
    /// <param name="url">The hook's address.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when jambonz has taken the command.</returns>
    public virtual Task RedirectCallAsync(string sid, Uri url, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(url);
        return CommandAsync("calls.redirect", sid, new() { CallHook = new JambonzHook(url.AbsoluteUri) }, cancellationToken);
    }

    /// <summary>Puts a caller into a conference and calls a number that joins it, so that the two can be introduced.</summary>
    /// <param name="sid">The caller's call.</param>
    /// <param name="conference">The hook that answers for the caller with the conference verb.</param>
    /// <param name="colleague">The call to the number; the hook of its application answers with the same conference.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>The id of the call to the number.</returns>
    public virtual async Task<string> TransferWarmAsync(string sid, Uri conference, JambonzCallRequest colleague, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(colleague);
        await RedirectCallAsync(sid, conference, cancellationToken).ConfigureAwait(false);
        return await PlaceCallAsync(colleague, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lets one party of a call hear what a hook answers, while the other hears nothing of it.</summary>
    /// <param name="sid">The call's id.</param>
    /// <param name="url">The hook's address; it answers with say or play.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when jambonz has taken the command.</returns>
    public virtual Task WhisperAsync(string sid, Uri url, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(url);
        return CommandAsync("calls.whisper", sid, new() { Whisper = new JambonzHook(url.AbsoluteUri) }, cancellationToken);
    }

    /// <summary>Ends a call that was answered.</summary>
    /// <param name="sid">The call's id.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when jambonz has taken the command.</returns>
    public virtual Task HangUpAsync(string sid, CancellationToken cancellationToken = default) => CommandAsync("calls.hang-up", sid, new() { CallStatus = "completed" }, cancellationToken);

    /// <summary>Withdraws a call that has not been answered.</summary>
    /// <inheritdoc cref="HangUpAsync"/>
    public virtual Task CancelCallAsync(string sid, CancellationToken cancellationToken = default) => CommandAsync("calls.cancel", sid, new() { CallStatus = "no-answer" }, cancellationToken);

    /// <summary>Sends digits into a call, one command for each; what it does goes on.</summary>
    /// <param name="sid">The call's id.</param>
    /// <param name="digits">The digits, of <c>0123456789*#</c>.</param>
    /// <param name="cancellationToken">Cancels waiting; some may have been sent.</param>
    /// <returns>A task that ends when jambonz has taken the last command.</returns>
    /// <remarks>Taken from the server's source: jambonz's published document does not name this.</remarks>
    /// <exception cref="ArgumentException">A character is no digit.</exception>
    public virtual async Task SendDigitsAsync(string sid, string digits, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(digits);
        if (!digits.All(static digit => char.IsAsciiDigit(digit) || digit is '*' or '#'))
        {
            throw new ArgumentException("jambonz sends the digits 0 to 9, * and #, and nothing else.", nameof(digits));
        }

        foreach (char digit in digits)
        {
            await CommandAsync("calls.send-digits", sid, new() { Dtmf = new JambonzDigit(digit.ToString()) }, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Lists the names of the conferences that go on, in one answer.</summary>
    /// <returns>The names.</returns>
    public virtual Listing<string> ListConferences() => new(
        _channel,
        "conferences.list",
        async (_, cancellationToken) => new ProviderPage<string>(
            await _channel.SendAsync(ProviderRequest.Get("conferences.list", $"/Accounts/{_accountSid}/Conferences"), JambonzJsonContext.Default.IReadOnlyListString, cancellationToken).ConfigureAwait(false), null),
        static name => name);

    /// <summary>Holds a party of a conference, or lets it take part again.</summary>
    /// <param name="callSid">The party's call.</param>
    /// <param name="hold">Whether it is held.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when jambonz has taken the command.</returns>
    public virtual Task HoldParticipantAsync(string callSid, bool hold, CancellationToken cancellationToken = default) =>
        CommandAsync("participants.hold", callSid, new() { ConfHoldStatus = hold ? "hold" : "unhold" }, cancellationToken);

    /// <summary>Mutes a party of a conference, or lets it speak again.</summary>
    /// <param name="callSid">The party's call.</param>
    /// <param name="muted">Whether it is muted.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when jambonz has taken the command.</returns>
    public virtual Task MuteParticipantAsync(string callSid, bool muted, CancellationToken cancellationToken = default) =>
        CommandAsync("participants.mute", callSid, new() { ConfMuteStatus = muted ? "mute" : "unmute" }, cancellationToken);

    /// <summary>Sends a text. It reaches a person, and is sent once.</summary>
    /// <param name="sender">The number shown.</param>
    /// <param name="recipient">The number written to.</param>
    /// <param name="text">The text.</param>
    /// <param name="cancellationToken">Cancels waiting; the text may be sent nevertheless.</param>
    /// <returns>The message. jambonz keeps no texts: what becomes of it is not to be read later.</returns>
    public virtual Task<JambonzMessage> SendMessageAsync(PhoneNumber sender, PhoneNumber recipient, string text, CancellationToken cancellationToken = default) => _channel.SendAsync(
        ProviderRequest.Post("messages.create", $"/Accounts/{_accountSid}/Messages", RequestBody.Json(new(sender.E164, recipient.E164, text), JambonzJsonContext.Default.JambonzMessageRequest)),
        JambonzJsonContext.Default.JambonzMessage,
        cancellationToken);

    private Task CommandAsync(string operation, string sid, JambonzCommand command, CancellationToken cancellationToken) =>
        _channel.SendAsync(ProviderRequest.Post(operation, $"/Accounts/{_accountSid}/Calls/{sid}", Json(command)), cancellationToken);
}
