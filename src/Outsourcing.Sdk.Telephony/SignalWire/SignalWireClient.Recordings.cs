using Outsourcing.Http;

namespace Outsourcing.Telephony;

/// <content>Recordings and transcripts.</content>
public partial class SignalWireClient
{
    /// <summary>Starts recording a call that goes on.</summary>
    /// <param name="callSid">The call's id.</param>
    /// <param name="callback">Where the recording is reported.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>The recording.</returns>
    public virtual Task<SignalWireRecording> StartRecordingAsync(string callSid, Uri? callback = null, CancellationToken cancellationToken = default) =>
        _api.StartRecordingAsync(callSid, callback, SignalWireJsonContext.Default.SignalWireRecording, cancellationToken);

    /// <summary>Pauses a recording, for example while a card number is said.</summary>
    /// <param name="callSid">The call's id.</param>
    /// <param name="sid">The recording's id.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>The recording.</returns>
    public virtual Task<SignalWireRecording> PauseRecordingAsync(string callSid, string sid, CancellationToken cancellationToken = default) => SteerAsync("recordings.pause", callSid, sid, "paused", cancellationToken);

    /// <summary>Goes on with a paused recording.</summary>
    /// <inheritdoc cref="PauseRecordingAsync"/>
    public virtual Task<SignalWireRecording> ResumeRecordingAsync(string callSid, string sid, CancellationToken cancellationToken = default) => SteerAsync("recordings.resume", callSid, sid, "in-progress", cancellationToken);

    /// <summary>Ends a recording.</summary>
    /// <inheritdoc cref="PauseRecordingAsync"/>
    public virtual Task<SignalWireRecording> StopRecordingAsync(string callSid, string sid, CancellationToken cancellationToken = default) => SteerAsync("recordings.stop", callSid, sid, "stopped", cancellationToken);

    /// <summary>Lists recordings, newest first.</summary>
    /// <param name="callSid">Those of a call; <see langword="null"/> for all.</param>
    /// <param name="createdUntil">Those made before; for retention.</param>
    /// <param name="limit">How many at most.</param>
    /// <returns>The recordings.</returns>
    public virtual Listing<SignalWireRecording> ListRecordings(string? callSid = null, DateTimeOffset? createdUntil = null, int? limit = null) =>
        _api.ListRecordings(callSid, createdUntil, limit, SignalWireJsonContext.Default.SignalWireRecordingPage, static page => page.Recordings, static page => page.NextPageUri, static recording => recording.Sid);

    /// <summary>Downloads a recording as MP3.</summary>
    /// <param name="sid">The recording's id.</param>
    /// <param name="cancellationToken">Cancels the download's start.</param>
    /// <returns>The download, not yet read.</returns>
    public virtual Task<ProviderDownload> DownloadRecordingAsync(string sid, CancellationToken cancellationToken = default) =>
        _api.DownloadRecordingAsync(sid, cancellationToken);

    /// <summary>Downloads a recording from the address a webhook named; only SignalWire's own hosts are asked.</summary>
    /// <param name="location">The address.</param>
    /// <param name="cancellationToken">Cancels the download's start.</param>
    /// <returns>The download, not yet read.</returns>
    public virtual Task<ProviderDownload> DownloadRecordingAsync(Uri location, CancellationToken cancellationToken = default) =>
        _api.DownloadRecordingAsync(location, cancellationToken);

    /// <summary>Deletes a recording for good.</summary>
    /// <param name="sid">The recording's id.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when it is deleted.</returns>
    public virtual Task DeleteRecordingAsync(string sid, CancellationToken cancellationToken = default) =>
        _api.DeleteRecordingAsync(sid, cancellationToken);

    /// <summary>Lists the transcripts of a recording.</summary>
    /// <param name="recordingSid">The recording's id.</param>
    /// <returns>The transcripts.</returns>
    /// <remarks>SignalWire's reference lists the transcripts of all recordings only: those of others are read and left out.</remarks>
    public virtual Listing<SignalWireTranscription> ListTranscriptions(string recordingSid)
    {
        ArgumentException.ThrowIfNullOrEmpty(recordingSid);
        return _api.List(
            "transcriptions.list",
            _api.Path("/Transcriptions"),
            SignalWireJsonContext.Default.SignalWireTranscriptionPage,
            page => page.Transcriptions?.Where(transcript => transcript.RecordingSid == recordingSid).ToList(),
            static page => page.NextPageUri,
            static transcription => transcription.Sid,
            null);
    }

    /// <summary>Deletes a transcript for good.</summary>
    /// <param name="sid">The transcript's id.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when it is deleted.</returns>
    public virtual Task DeleteTranscriptionAsync(string sid, CancellationToken cancellationToken = default) =>
        _api.DeleteTranscriptionAsync(sid, cancellationToken);

    private Task<SignalWireRecording> SteerAsync(string operation, string callSid, string sid, string status, CancellationToken cancellationToken) =>
        _api.SteerRecordingAsync(operation, callSid, sid, status, SignalWireJsonContext.Default.SignalWireRecording, cancellationToken);
}
