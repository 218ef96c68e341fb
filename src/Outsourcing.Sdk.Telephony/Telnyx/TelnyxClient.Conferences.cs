using Outsourcing.Http;

namespace Outsourcing.Telephony;

/// <content>Conferences, and the warm transfer made of them.</content>
public partial class TelnyxClient
{
    /// <summary>Lists conferences, those that expire last first.</summary>
    /// <param name="name">Those of a name; <see langword="null"/> for all.</param>
    /// <param name="limit">How many at most.</param>
    /// <returns>The conferences.</returns>
    public virtual Listing<TelnyxConference> ListConferences(string? name = null, int? limit = null) =>
        List("conferences.list", ((ProviderPath)"/conferences").Query("filter[name]", name), TelnyxJsonContext.Default.TelnyxPageTelnyxConference, static conference => conference.Id, limit);

    /// <summary>Reads a conference.</summary>
    /// <param name="id">The conference's id.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The conference; <see langword="null"/> when there is none.</returns>
    public virtual async Task<TelnyxConference?> GetConferenceAsync(string id, CancellationToken cancellationToken = default) =>
        (await _channel.FindAsync(ProviderRequest.Get("conferences.get", $"/conferences/{id}"), TelnyxJsonContext.Default.TelnyxDataTelnyxConference, cancellationToken).ConfigureAwait(false))?.Data;

    /// <summary>Makes a conference out of a call, which is its first party.</summary>
    /// <param name="callId">The call's control id.</param>
    /// <param name="name">The conference's name; unique while it goes on.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>The conference.</returns>
    public virtual async Task<TelnyxConference> CreateConferenceAsync(string callId, string name, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(callId);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return Only(await _channel.SendAsync(
            ProviderRequest.Post("conferences.create", "/conferences", Json(new() { CallControlId = callId, Name = name, CommandId = Guid.NewGuid().ToString() })) with { Repeatable = true },
            TelnyxJsonContext.Default.TelnyxDataTelnyxConference,
            cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Lists the parties of a conference.</summary>
    /// <param name="id">The conference's id.</param>
    /// <param name="limit">How many at most.</param>
    /// <returns>The parties.</returns>
    public virtual Listing<TelnyxParticipant> ListParticipants(string id, int? limit = null) =>
        List("participants.list", $"/conferences/{id}/participants", TelnyxJsonContext.Default.TelnyxPageTelnyxParticipant, static participant => participant.Id, limit);

    /// <summary>Joins a call to a conference.</summary>
    /// <param name="id">The conference's id.</param>
    /// <param name="callId">The call's control id.</param>
    /// <param name="endOnExit">Whether the conference ends, and the others are hung up, when this party leaves.</param>
    /// <param name="hold">Whether the party is held from the start.</param>
    /// <param name="mute">Whether the party is muted from the start.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when Telnyx has taken the command.</returns>
    public virtual Task JoinConferenceAsync(string id, string callId, bool endOnExit = false, bool hold = false, bool mute = false, CancellationToken cancellationToken = default) => ConferenceAsync(
        "participants.join",
        id,
        "join",
        new() { CallControlId = callId, EndConferenceOnExit = endOnExit, Hold = hold, Mute = mute, CommandId = Guid.NewGuid().ToString() },
        cancellationToken);

    /// <summary>Takes a call out of a conference; it waits, and takes commands.</summary>
    /// <param name="id">The conference's id.</param>
    /// <param name="callId">The call's control id.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when Telnyx has taken the command.</returns>
    public virtual Task LeaveConferenceAsync(string id, string callId, CancellationToken cancellationToken = default) =>
        ConferenceAsync("participants.leave", id, "leave", new() { CallControlId = callId, CommandId = Guid.NewGuid().ToString() }, cancellationToken);

    /// <summary>Holds or mutes a party of a conference, or lets it speak again.</summary>
    /// <param name="id">The conference's id.</param>
    /// <param name="callId">The control id of the party's call.</param>
    /// <param name="hold">Whether it is held; <see langword="null"/> leaves that as it is.</param>
    /// <param name="muted">Whether it is muted; <see langword="null"/> leaves that as it is.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when Telnyx has taken the commands: one for each that is given.</returns>
    public virtual async Task UpdateParticipantAsync(string id, string callId, bool? hold = null, bool? muted = null, CancellationToken cancellationToken = default)
    {
        // Telnyx takes an empty list for all parties.
        ArgumentException.ThrowIfNullOrWhiteSpace(callId);
        TelnyxCommand party = new() { CallControlIds = [callId] };
        if (hold is { } held)
        {
            await ConferenceAsync(held ? "participants.hold" : "participants.unhold", id, held ? "hold" : "unhold", party, cancellationToken).ConfigureAwait(false);
        }

        if (muted is { } silent)
        {
            await ConferenceAsync(silent ? "participants.mute" : "participants.unmute", id, silent ? "mute" : "unmute", party, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Ends a conference for all its parties.</summary>
    /// <param name="id">The conference's id.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when Telnyx has taken the command.</returns>
    public virtual Task EndConferenceAsync(string id, CancellationToken cancellationToken = default) =>
        ConferenceAsync("conferences.end", id, "end", new() { CommandId = Guid.NewGuid().ToString() }, cancellationToken);

    /// <summary>Puts a caller into a conference, held, and calls a colleague, so that the colleague can be told who it is first.</summary>
    /// <param name="id">The control id of the caller's call.</param>
    /// <param name="colleague">The call to the colleague.</param>
    /// <param name="conference">The conference's name; unique while it goes on.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>The conference, and the call to the colleague, which rings.</returns>
    /// <remarks>
    /// It is made of documented commands and goes on by webhook: when the colleague's <c>call.answered</c> comes, say who it is and call
    /// <see cref="CompleteTransferAsync"/>; when <c>call.hangup</c> comes instead, take the caller out by <see cref="LeaveConferenceAsync"/>.
    /// A caller whose colleague's call could not be placed stays held in the conference.
    /// </remarks>
    public virtual async Task<TelnyxWarmTransfer> TransferWarmAsync(string id, TelnyxCallRequest colleague, string conference, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(colleague);
        TelnyxConference made = await CreateConferenceAsync(id, conference, cancellationToken).ConfigureAwait(false);
        await UpdateParticipantAsync(made.Id, id, hold: true, cancellationToken: cancellationToken).ConfigureAwait(false);
        return new TelnyxWarmTransfer(made, await PlaceCallAsync(colleague, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Joins a colleague who has answered to the conference where the caller waits, and lets the two speak.</summary>
    /// <param name="conferenceId">The conference's id.</param>
    /// <param name="callerId">The control id of the caller's call.</param>
    /// <param name="colleagueId">The control id of the colleague's call.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when Telnyx has taken the commands.</returns>
    public virtual async Task CompleteTransferAsync(string conferenceId, string callerId, string colleagueId, CancellationToken cancellationToken = default)
    {
        await JoinConferenceAsync(conferenceId, colleagueId, endOnExit: true, cancellationToken: cancellationToken).ConfigureAwait(false);
        await UpdateParticipantAsync(conferenceId, callerId, hold: false, cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    // Each either carries a command's id or says how something shall be, which repeating does not change.
    private Task ConferenceAsync(string operation, string id, string action, TelnyxCommand command, CancellationToken cancellationToken) =>
        _channel.SendAsync(ProviderRequest.Post(operation, $"/conferences/{id}/actions/{action}", Json(command)) with { Repeatable = true }, cancellationToken);
}

/// <summary>A warm transfer under way.</summary>
/// <param name="Conference">The conference where the caller waits.</param>
/// <param name="Colleague">The call to the colleague.</param>
public sealed record TelnyxWarmTransfer(TelnyxConference Conference, TelnyxCall Colleague);
