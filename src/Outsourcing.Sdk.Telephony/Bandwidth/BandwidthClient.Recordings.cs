using Outsourcing.Http;

namespace Outsourcing.Telephony;

/// <content>Recordings and transcripts. A recording is started and ended by the call's document: <see cref="BandwidthMarkup.StartRecording"/>.</content>
public partial class BandwidthClient
{
    /// <summary>Pauses the recording of a call, for example while a card number is said.</summary>
    /// <param name="callId">The call's id.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when Bandwidth has taken the command.</returns>
    public virtual Task PauseRecordingAsync(string callId, CancellationToken cancellationToken = default) => SteerAsync("recordings.pause", callId, "paused", cancellationToken);

    /// <summary>Goes on with a paused recording.</summary>
    /// <inheritdoc cref="PauseRecordingAsync"/>
    public virtual Task ResumeRecordingAsync(string callId, CancellationToken cancellationToken = default) => SteerAsync("recordings.resume", callId, "recording", cancellationToken);

    /// <summary>Lists recordings. Bandwidth gives no more than 1,000 at once and no further pages: narrow the time for more.</summary>
    /// <param name="callId">Those of a call; <see langword="null"/> for all.</param>
    /// <param name="startedFrom">The earliest start; only without <paramref name="callId"/>.</param>
    /// <param name="startedUntil">The latest start, for retention; only without <paramref name="callId"/>.</param>
    /// <param name="limit">How many at most.</param>
    /// <returns>The recordings.</returns>
    /// <exception cref="ArgumentException">A time is given beside a call.</exception>
    public virtual Listing<BandwidthRecording> ListRecordings(string? callId = null, DateTimeOffset? startedFrom = null, DateTimeOffset? startedUntil = null, int? limit = null)
    {
        if (callId is not null && (startedFrom ?? startedUntil) is not null)
        {
            throw new ArgumentException("The recordings of a call are listed whole: give either the call or a time.", nameof(callId));
        }

        ProviderPath path = callId is null ? (ProviderPath)$"/accounts/{AccountId}/recordings" : (ProviderPath)$"/accounts/{AccountId}/calls/{callId}/recordings";
        string bare = path.ToString();
        return List("recordings.list", bare, path.Query("minStartTime", Time(startedFrom)).Query("maxStartTime", Time(startedUntil)), BandwidthJsonContext.Default.IReadOnlyListBandwidthRecording, static recording => recording.RecordingId, limit);
    }

    /// <summary>Downloads a recording, as WAV or MP3, whichever it was made as.</summary>
    /// <param name="callId">The call's id.</param>
    /// <param name="id">The recording's id.</param>
    /// <param name="cancellationToken">Cancels the download's start.</param>
    /// <returns>The download, not yet read.</returns>
    public virtual Task<ProviderDownload> DownloadRecordingAsync(string callId, string id, CancellationToken cancellationToken = default) => _channel.DownloadAsync(
        "recordings.download", new Uri(((ProviderPath)$"/accounts/{AccountId}/calls/{callId}/recordings/{id}/media").ToString(), UriKind.Relative), cancellationToken);

    /// <summary>Downloads a recording from the address a webhook named; only Bandwidth's own hosts are asked.</summary>
    /// <param name="location">The address.</param>
    /// <param name="cancellationToken">Cancels the download's start.</param>
    /// <returns>The download, not yet read.</returns>
    public virtual Task<ProviderDownload> DownloadRecordingAsync(Uri location, CancellationToken cancellationToken = default) =>
        _channel.DownloadAsync("recordings.download", location, cancellationToken);

    /// <summary>Deletes a recording with its transcript for good. Bandwidth takes up to two days to erase the sound, and gives it to nobody meanwhile.</summary>
    /// <param name="callId">The call's id.</param>
    /// <param name="id">The recording's id.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when Bandwidth has taken the command.</returns>
    public virtual Task DeleteRecordingAsync(string callId, string id, CancellationToken cancellationToken = default) =>
        _channel.SendAsync(ProviderRequest.Delete("recordings.delete", $"/accounts/{AccountId}/calls/{callId}/recordings/{id}"), cancellationToken);

    /// <summary>Has a recording transcribed. It costs money, and is sent once.</summary>
    /// <param name="callId">The call's id.</param>
    /// <param name="id">The recording's id.</param>
    /// <param name="callback">Where the transcript is reported; asked with the credentials that webhooks are checked for.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when Bandwidth has taken the command.</returns>
    public virtual Task TranscribeAsync(string callId, string id, Uri? callback = null, CancellationToken cancellationToken = default)
    {
        BandwidthCommand body = new()
        {
            CallbackUrl = callback,
            Username = callback is null ? null : _options.CallbackUserName,
            Password = callback is null ? null : _options.CallbackPassword,
        };
        return _channel.SendAsync(ProviderRequest.Post("transcriptions.create", $"/accounts/{AccountId}/calls/{callId}/recordings/{id}/transcription", Json(body)), cancellationToken);
    }

    /// <summary>Reads the transcript of a recording.</summary>
    /// <param name="callId">The call's id.</param>
    /// <param name="id">The recording's id.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The transcript; <see langword="null"/> when there is none.</returns>
    public virtual Task<BandwidthTranscription?> GetTranscriptionAsync(string callId, string id, CancellationToken cancellationToken = default) => _channel.FindAsync(
        ProviderRequest.Get("transcriptions.get", $"/accounts/{AccountId}/calls/{callId}/recordings/{id}/transcription"), BandwidthJsonContext.Default.BandwidthTranscription, cancellationToken);

    /// <summary>Deletes the transcript of a recording for good.</summary>
    /// <param name="callId">The call's id.</param>
    /// <param name="id">The recording's id.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when it is deleted.</returns>
    public virtual Task DeleteTranscriptionAsync(string callId, string id, CancellationToken cancellationToken = default) =>
        _channel.SendAsync(ProviderRequest.Delete("transcriptions.delete", $"/accounts/{AccountId}/calls/{callId}/recordings/{id}/transcription"), cancellationToken);

    private Task SteerAsync(string operation, string callId, string state, CancellationToken cancellationToken) =>
        _channel.SendAsync(ProviderRequest.Put(operation, $"/accounts/{AccountId}/calls/{callId}/recording", Json(new() { State = state })), cancellationToken);
}
