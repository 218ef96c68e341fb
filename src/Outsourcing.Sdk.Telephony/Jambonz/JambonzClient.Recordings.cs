using System.Globalization;
using Outsourcing.Http;
using Outsourcing.Storage;

namespace Outsourcing.Telephony;

/// <content>Recordings. jambonz lists none: they lie in the account's own storage, by day and call. Transcripts are not kept.</content>
public partial class JambonzClient
{
    /// <summary>Starts recording a call: into the account's storage, or by a SIPREC server.</summary>
    /// <param name="callSid">The call's id.</param>
    /// <param name="server">The SIPREC server's address, such as <c>sip:recorder@example.com</c>; <see langword="null"/> for the account's storage.</param>
    /// <param name="recordingId">The id that the SIPREC server is told; <see langword="null"/> for none.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when jambonz has taken the command.</returns>
    /// <remarks>Recording into the account's storage is taken from the server's source: jambonz's published document names SIPREC alone.</remarks>
    public virtual Task StartRecordingAsync(string callSid, string? server = null, string? recordingId = null, CancellationToken cancellationToken = default) =>
        SteerAsync("recordings.start", callSid, server, recordingId, "startCallRecording", cancellationToken);

    /// <summary>Pauses the recording of a call, for example while a card number is said.</summary>
    /// <param name="callSid">The call's id.</param>
    /// <param name="server">The SIPREC server's address, as the recording was started with; <see langword="null"/> for one into the account's storage.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when jambonz has taken the command.</returns>
    public virtual Task PauseRecordingAsync(string callSid, string? server = null, CancellationToken cancellationToken = default) =>
        SteerAsync("recordings.pause", callSid, server, null, "pauseCallRecording", cancellationToken);

    /// <summary>Goes on with the recording of a call.</summary>
    /// <inheritdoc cref="PauseRecordingAsync"/>
    public virtual Task ResumeRecordingAsync(string callSid, string? server = null, CancellationToken cancellationToken = default) =>
        SteerAsync("recordings.resume", callSid, server, null, "resumeCallRecording", cancellationToken);

    /// <summary>Ends the recording of a call.</summary>
    /// <inheritdoc cref="PauseRecordingAsync"/>
    public virtual Task StopRecordingAsync(string callSid, string? server = null, CancellationToken cancellationToken = default) =>
        SteerAsync("recordings.stop", callSid, server, null, "stopCallRecording", cancellationToken);

    /// <summary>Downloads the recording that jambonz put into the account's storage, as MP3.</summary>
    /// <param name="callSid">The call's id.</param>
    /// <param name="day">The day of the call, in the installation's time.</param>
    /// <param name="cancellationToken">Cancels the download's start.</param>
    /// <returns>The download, not yet read.</returns>
    /// <remarks>Taken from the server's source: jambonz's published document does not name this.</remarks>
    public virtual Task<ProviderDownload> DownloadRecordingAsync(string callSid, DateOnly day, CancellationToken cancellationToken = default) =>
        _channel.DownloadAsync("recordings.download", new Uri(RecordingPath(callSid, day).ToString(), UriKind.Relative), cancellationToken);

    /// <summary>Deletes the recording that jambonz put into the account's storage for good.</summary>
    /// <param name="callSid">The call's id.</param>
    /// <param name="day">The day of the call, in the installation's time.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when it is deleted.</returns>
    /// <remarks>Taken from the server's source: jambonz's published document does not name this.</remarks>
    public virtual Task DeleteRecordingAsync(string callSid, DateOnly day, CancellationToken cancellationToken = default) =>
        _channel.SendAsync(ProviderRequest.Delete("recordings.delete", RecordingPath(callSid, day)), cancellationToken);

    // The day is the installation's, which may be the one before or after by UTC.
    internal async Task EraseRecordingAsync(RecordingErasure recording, CancellationToken cancellationToken)
    {
        DateTimeOffset started = recording.StartedAt ?? throw new PermanentWorkException(
            "jambonz keeps recordings by day, and when the call started is not known. Delete it by hand in the account's own storage; the command's payload names the call.");
        for (int days = -1; days <= 1; days++)
        {
            try
            {
                await DeleteRecordingAsync(recording.Call.ProviderCallId, DateOnly.FromDateTime(started.UtcDateTime.AddDays(days)), cancellationToken).ConfigureAwait(false);
            }
            catch (ProviderException missing) when (missing.Failure == ProviderFailure.NotFound)
            {
                // On one of the days at most there is one.
            }
        }
    }

    private ProviderPath RecordingPath(string callSid, DateOnly day) =>
        $"/Accounts/{_accountSid}/RecentCalls/{callSid}/record/{day.ToString("yyyy", CultureInfo.InvariantCulture)}/{day.ToString("MM", CultureInfo.InvariantCulture)}/{day.ToString("dd", CultureInfo.InvariantCulture)}/mp3";

    private Task SteerAsync(string operation, string callSid, string? server, string? recordingId, string action, CancellationToken cancellationToken) =>
        CommandAsync(operation, callSid, new() { Record = new JambonzRecord(action, server, recordingId, server is null ? "cloud" : null) }, cancellationToken);
}
