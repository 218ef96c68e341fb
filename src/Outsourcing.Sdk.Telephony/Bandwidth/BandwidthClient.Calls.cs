using Outsourcing.Http;

namespace Outsourcing.Telephony;

/// <content>Calls and conferences.</content>
public partial class BandwidthClient
{
    /// <summary>Places a call. It rings at a person, and is sent once.</summary>
    /// <param name="request">The call.</param>
    /// <param name="cancellationToken">Cancels waiting; the call may ring nevertheless.</param>
    /// <returns>The call, queued.</returns>
    /// <remarks>The callbacks are asked to carry the credentials that <see cref="BandwidthOptions"/> has the webhooks checked for.</remarks>
    /// <exception cref="ArgumentException">The call is to ring for less than a second or more than five minutes.</exception>
    public virtual Task<BandwidthCall> PlaceCallAsync(BandwidthCallRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.RingFor is { } ring && (ring < TimeSpan.FromSeconds(1) || ring > TimeSpan.FromMinutes(5)))
        {
            throw new ArgumentException($"RingFor is {ring}; Bandwidth lets a call ring for 1 to 300 seconds.", nameof(request));
        }

        BandwidthCommand body = new()
        {
            ApplicationId = _options.VoiceApplicationId,
            From = request.From.E164,
            To = request.To.E164,
            AnswerUrl = request.AnswerUrl,
            Username = _options.CallbackUserName,
            Password = _options.CallbackPassword,
            AnswerFallbackUrl = request.AnswerFallbackUrl,
            FallbackUsername = request.AnswerFallbackUrl is null ? null : _options.CallbackUserName,
            FallbackPassword = request.AnswerFallbackUrl is null ? null : _options.CallbackPassword,
            DisconnectUrl = request.DisconnectUrl,
            CallTimeout = request.RingFor?.TotalSeconds,
            // The answer callback waits for what was found, and carries it.
            MachineDetection = request.DetectMachine ? new BandwidthMachineDetection("sync") : null,
            Tag = request.Tag,
        };
        return _channel.SendAsync(ProviderRequest.Post("calls.create", $"/accounts/{AccountId}/calls", Json(body)), BandwidthJsonContext.Default.BandwidthCall, cancellationToken);
    }

    /// <summary>Reads a call. Bandwidth keeps it for 7 days after its end, and may take minutes to know it.</summary>
    /// <param name="id">The call's id.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The call; <see langword="null"/> when there is none.</returns>
    public virtual Task<BandwidthCall?> GetCallAsync(string id, CancellationToken cancellationToken = default) =>
        _channel.FindAsync(ProviderRequest.Get("calls.get", $"/accounts/{AccountId}/calls/{id}"), BandwidthJsonContext.Default.BandwidthCall, cancellationToken);

    /// <summary>Lists calls of the last 7 days, oldest first.</summary>
    /// <param name="filter">Which.</param>
    /// <returns>The calls, page after page as they are asked for.</returns>
    public virtual Listing<BandwidthCall> ListCalls(BandwidthCallFilter? filter = null) => List(
        "calls.list",
        $"/accounts/{AccountId}/calls",
        ((ProviderPath)$"/accounts/{AccountId}/calls")
            .Query("to", filter?.To?.E164).Query("from", filter?.From?.E164)
            .Query("minStartTime", Time(filter?.StartedFrom)).Query("maxStartTime", Time(filter?.StartedUntil))
            .Query("disconnectCause", filter?.DisconnectCause).Query("pageSize", filter?.PageSize),
        BandwidthJsonContext.Default.IReadOnlyListBandwidthCall,
        static call => call.CallId,
        filter?.Limit);

    /// <summary>Gives a call that goes on a new document; what it did ends. Its progress is reported by webhook.</summary>
    /// <param name="id">The call's id.</param>
    /// <param name="document">What happens now.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when Bandwidth has taken the command.</returns>
    public virtual Task UpdateCallAsync(string id, VoiceDocument document, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(document);
        return _channel.SendAsync(ProviderRequest.Put("calls.update", $"/accounts/{AccountId}/calls/{id}/bxml", RequestBody.Xml(document.ToString())), cancellationToken);
    }

    /// <summary>Sends a call that goes on to another address for what happens now.</summary>
    /// <param name="id">The call's id.</param>
    /// <param name="url">The address; asked with the credentials that webhooks are checked for.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when Bandwidth has taken the command.</returns>
    public virtual Task RedirectCallAsync(string id, Uri url, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(url);
        BandwidthCommand body = new() { State = "active", RedirectUrl = url, Username = _options.CallbackUserName, Password = _options.CallbackPassword };
        return _channel.SendAsync(ProviderRequest.Post("calls.redirect", $"/accounts/{AccountId}/calls/{id}", Json(body)), cancellationToken);
    }

    /// <summary>Ends a call that was answered, withdraws one that rings out, and turns away one that rings in.</summary>
    /// <param name="id">The call's id.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when Bandwidth has taken the command.</returns>
    public virtual Task HangUpAsync(string id, CancellationToken cancellationToken = default) =>
        _channel.SendAsync(ProviderRequest.Post("calls.hang-up", $"/accounts/{AccountId}/calls/{id}", Json(new() { State = "completed" })), cancellationToken);

    /// <summary>Sends digits into a call; what it did ends.</summary>
    /// <param name="id">The call's id.</param>
    /// <param name="digits">The digits, <c>w</c> for half a second's wait.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when Bandwidth has taken the command.</returns>
    public virtual Task SendDigitsAsync(string id, string digits, CancellationToken cancellationToken = default) =>
        UpdateCallAsync(id, BandwidthMarkup.Instance.Document(BandwidthMarkup.Instance.SendDtmf(digits)), cancellationToken);

    /// <summary>Puts a caller through to a number without announcement.</summary>
    /// <param name="id">The caller's call.</param>
    /// <param name="target">The number.</param>
    /// <param name="shown">The number shown there; <see langword="null"/> shows the caller's.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when Bandwidth has taken the command.</returns>
    public virtual Task TransferAsync(string id, PhoneNumber target, PhoneNumber? shown = null, CancellationToken cancellationToken = default) =>
        UpdateCallAsync(id, BandwidthMarkup.Instance.Document(BandwidthMarkup.Instance.Transfer([BandwidthMarkup.Instance.PhoneNumber(target)], shown)), cancellationToken);

    /// <summary>Puts a caller into a conference and calls a colleague, so that the two can be introduced.</summary>
    /// <param name="id">The caller's call.</param>
    /// <param name="colleague">The call to the colleague; its answer address answers with <see cref="BandwidthMarkup.Conference"/> of the same name.</param>
    /// <param name="conference">The conference's name; unique while it goes on.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>The call to the colleague.</returns>
    public virtual async Task<BandwidthCall> TransferWarmAsync(string id, BandwidthCallRequest colleague, string conference, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(colleague);
        await UpdateCallAsync(id, BandwidthMarkup.Instance.Document(BandwidthMarkup.Instance.Conference(conference)), cancellationToken).ConfigureAwait(false);
        return await PlaceCallAsync(colleague, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Connects two calls, for example a caller and a colleague who has been told who it is.</summary>
    /// <param name="id">The call's id.</param>
    /// <param name="other">The other call's id.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when Bandwidth has taken the command.</returns>
    public virtual Task BridgeAsync(string id, string other, CancellationToken cancellationToken = default) =>
        UpdateCallAsync(id, BandwidthMarkup.Instance.Document(BandwidthMarkup.Instance.Bridge(other)), cancellationToken);

    /// <summary>Lists conferences, oldest first.</summary>
    /// <param name="name">Those of a name; <see langword="null"/> for all.</param>
    /// <param name="limit">How many at most.</param>
    /// <returns>The conferences.</returns>
    public virtual Listing<BandwidthConference> ListConferences(string? name = null, int? limit = null) => List(
        "conferences.list",
        $"/accounts/{AccountId}/conferences",
        ((ProviderPath)$"/accounts/{AccountId}/conferences").Query("name", name),
        BandwidthJsonContext.Default.IReadOnlyListBandwidthConference,
        static conference => conference.Id,
        limit);

    /// <summary>Ends a conference for all its parties.</summary>
    /// <param name="id">The conference's id.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when Bandwidth has taken the command.</returns>
    public virtual Task EndConferenceAsync(string id, CancellationToken cancellationToken = default) =>
        _channel.SendAsync(ProviderRequest.Post("conferences.end", $"/accounts/{AccountId}/conferences/{id}", Json(new() { Status = "completed" })), cancellationToken);

    /// <summary>Holds or mutes a party of a conference, or lets it speak again.</summary>
    /// <param name="conference">The conference's id.</param>
    /// <param name="callId">The party's call.</param>
    /// <param name="hold">Whether it is held; <see langword="null"/> leaves that as it is.</param>
    /// <param name="muted">Whether it is muted; <see langword="null"/> leaves that as it is.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when Bandwidth has taken the command.</returns>
    public virtual Task UpdateParticipantAsync(string conference, string callId, bool? hold = null, bool? muted = null, CancellationToken cancellationToken = default) => _channel.SendAsync(
        ProviderRequest.Put("participants.update", $"/accounts/{AccountId}/conferences/{conference}/members/{callId}", Json(new() { Hold = hold, Mute = muted })), cancellationToken);

    /// <summary>Reads how many calls wait in the account's queue; calls beyond its size are refused.</summary>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The queue.</returns>
    public virtual Task<BandwidthStatistics> GetStatisticsAsync(CancellationToken cancellationToken = default) =>
        _channel.SendAsync(ProviderRequest.Get("calls.queue", $"/accounts/{AccountId}/statistics"), BandwidthJsonContext.Default.BandwidthStatistics, cancellationToken);
}
