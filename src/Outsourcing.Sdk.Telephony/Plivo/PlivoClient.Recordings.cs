using Outsourcing.Http;

namespace Outsourcing.Telephony;

/// <content>Recordings and transcripts.</content>
public partial class PlivoClient
{
    /// <summary>Starts recording a call that goes on, as MP3. Plivo cannot pause a recording.</summary>
    /// <param name="callUuid">The call's id.</param>
    /// <param name="callback">Where the recording is reported.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>The recording, under way.</returns>
    public virtual Task<PlivoStartedRecording> StartRecordingAsync(string callUuid, Uri? callback = null, CancellationToken cancellationToken = default)
    {
        PlivoBody body = new() { FileFormat = "mp3", CallbackUrl = callback?.AbsoluteUri, CallbackMethod = callback is null ? null : "POST" };
        return _channel.SendAsync(ProviderRequest.Post("recordings.start", $"/v1/Account/{_authId}/Call/{callUuid}/Record/", Json(body)), PlivoJsonContext.Default.PlivoStartedRecording, cancellationToken);
    }

    /// <summary>Ends all recordings of a call.</summary>
    /// <param name="callUuid">The call's id.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when Plivo has taken the command.</returns>
    public virtual Task StopRecordingAsync(string callUuid, CancellationToken cancellationToken = default) =>
        CommandAsync(ProviderRequest.Delete("recordings.stop", $"/v1/Account/{_authId}/Call/{callUuid}/Record/"), cancellationToken);

    /// <summary>Lists recordings, newest first.</summary>
    /// <param name="callUuid">Those of a call; <see langword="null"/> for all.</param>
    /// <param name="createdUntil">Those made before; for retention.</param>
    /// <param name="limit">How many at most.</param>
    /// <returns>The recordings.</returns>
    public virtual Listing<PlivoRecording> ListRecordings(string? callUuid = null, DateTimeOffset? createdUntil = null, int? limit = null) => List(
        "recordings.list",
        ((ProviderPath)$"/v1/Account/{_authId}/Recording/").Query("call_uuid", callUuid).Query("add_time__lt", Time(createdUntil)),
        PlivoJsonContext.Default.PlivoPagePlivoRecording,
        static recording => recording.RecordingId,
        limit);

    /// <summary>Downloads a recording; where it is is asked first, and once more where it is no longer there.</summary>
    /// <param name="id">The recording's id.</param>
    /// <param name="cancellationToken">Cancels the download's start.</param>
    /// <returns>The download, not yet read; <see langword="null"/> when there is no such recording, or no file of it.</returns>
    public virtual async Task<ProviderDownload?> DownloadRecordingAsync(string id, CancellationToken cancellationToken = default)
    {
        return await LocateAsync(cancellationToken).ConfigureAwait(false) is { } location
            ? await _channel.DownloadAsync("recordings.download", location, LocateAsync, cancellationToken).ConfigureAwait(false)
            : null;

        async Task<Uri?> LocateAsync(CancellationToken token)
        {
            PlivoRecording? found = await _channel.FindAsync(
                ProviderRequest.Get("recordings.get", $"/v1/Account/{_authId}/Recording/{id}/"), PlivoJsonContext.Default.PlivoRecording, token).ConfigureAwait(false);
            return found?.RecordingUrl is { } location ? Secured(location) : null;
        }
    }

    /// <summary>Downloads a recording from the address a webhook named; only Plivo's own hosts are asked.</summary>
    /// <param name="location">The address; one of http, as Plivo's documentation shows, is asked by https.</param>
    /// <param name="cancellationToken">Cancels the download's start.</param>
    /// <returns>The download, not yet read.</returns>
    /// <remarks>The account's credentials go to Plivo's API and to media.plivo.com alone; whether other hosts of Plivo ask for them is unconfirmed.</remarks>
    public virtual Task<ProviderDownload> DownloadRecordingAsync(Uri location, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(location);
        return _channel.DownloadAsync("recordings.download", Secured(location), cancellationToken);
    }

    /// <summary>Deletes a recording for good.</summary>
    /// <param name="id">The recording's id.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when it is deleted.</returns>
    public virtual Task DeleteRecordingAsync(string id, CancellationToken cancellationToken = default) =>
        CommandAsync(ProviderRequest.Delete("recordings.delete", $"/v1/Account/{_authId}/Recording/{id}/"), cancellationToken);

    /// <summary>Asks for the transcript of a recording. It costs money, and is sent once.</summary>
    /// <param name="recordingId">The recording's id.</param>
    /// <param name="callback">Where the transcript is reported.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when Plivo has taken the command.</returns>
    public virtual Task CreateTranscriptionAsync(string recordingId, Uri? callback = null, CancellationToken cancellationToken = default) => CommandAsync(
        ProviderRequest.Post("transcriptions.create", $"/v1/Account/{_authId}/Transcription/{recordingId}/", Json(new() { TranscriptionCallbackUrl = callback?.AbsoluteUri })), cancellationToken);

    /// <summary>Reads a transcript.</summary>
    /// <param name="id">The transcript's id; that it is the recording's is unconfirmed.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The transcript; <see langword="null"/> when there is none.</returns>
    public virtual Task<PlivoTranscription?> GetTranscriptionAsync(string id, CancellationToken cancellationToken = default) =>
        _channel.FindAsync(ProviderRequest.Get("transcriptions.get", $"/v1/Account/{_authId}/Transcription/{id}/"), PlivoJsonContext.Default.PlivoTranscription, cancellationToken);

    /// <summary>Deletes a transcript for good.</summary>
    /// <param name="id">The transcript's id.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when it is deleted.</returns>
    public virtual Task DeleteTranscriptionAsync(string id, CancellationToken cancellationToken = default) =>
        CommandAsync(ProviderRequest.Delete("transcriptions.delete", $"/v1/Account/{_authId}/Transcription/{id}/"), cancellationToken);

    private static Uri Secured(Uri location) =>
        location.IsAbsoluteUri && location.Scheme == Uri.UriSchemeHttp && location is { IsLoopback: false, IsDefaultPort: true }
            ? new UriBuilder(location) { Scheme = Uri.UriSchemeHttps, Port = -1 }.Uri
            : location;
}
