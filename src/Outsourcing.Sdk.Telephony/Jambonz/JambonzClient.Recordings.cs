using System.Globalization;
using Outsourcing.Http;

namespace Outsourcing.Telephony;

/// <content>Recordings. jambonz lists none: they lie in the account's own storage, by day and call. Transcripts are not kept.</content>
public partial class JambonzClient
{
    /// <summary>Has a call recorded by a SIPREC server.</summary>
    /// <param name="callSid">The call's id.</param>
    /// <param name="server">The server's SIP address, such as <c>sip:recorder@example.com</c>.</param>
    /// <param name="recordingId">The id that the server is told; <see langword="null"/> for none.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when jambonz has taken the command.</returns>
    public virtual Task StartRecordingAsync(string callSid, string server, string? recordingId = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(server);
        return CommandAsync("recordings.start", callSid, new() { Record = new JambonzRecord("startCallRecording", server, recordingId) }, cancellationToken);
    }

    /// <summary>Pauses the recording of a call, for example while a card number is said.</summary>
    /// <param name="callSid">The call's id.</param>
    /// <param name="server">The server's SIP address, as the recording was started with: the server's source asks for it in each command.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when jambonz has taken the command.</returns>
    public virtual Task PauseRecordingAsync(string callSid, string server, CancellationToken cancellationToken = default) => SteerAsync("recordings.pause", callSid, server, "pauseCallRecording", cancellationToken);

    /// <summary>Goes on with the recording of a call.</summary>
    /// <inheritdoc cref="PauseRecordingAsync"/>
    public virtual Task ResumeRecordingAsync(string callSid, string server, CancellationToken cancellationToken = default) => SteerAsync("recordings.resume", callSid, server, "resumeCallRecording", cancellationToken);

    /// <summary>Ends the recording of a call.</summary>
    /// <inheritdoc cref="PauseRecordingAsync"/>
    public virtual Task StopRecordingAsync(string callSid, string server, CancellationToken cancellationToken = default) => SteerAsync("recordings.stop", callSid, server, "stopCallRecording", cancellationToken);

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

    private ProviderPath RecordingPath(string callSid, DateOnly day) =>
        $"/Accounts/{_accountSid}/RecentCalls/{callSid}/record/{day.ToString("yyyy", CultureInfo.InvariantCulture)}/{day.ToString("MM", CultureInfo.InvariantCulture)}/{day.ToString("dd", CultureInfo.InvariantCulture)}/mp3";

    private Task SteerAsync(string operation, string callSid, string server, string action, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(server);
        return CommandAsync(operation, callSid, new() { Record = new JambonzRecord(action, server, null) }, cancellationToken);
    }
}
