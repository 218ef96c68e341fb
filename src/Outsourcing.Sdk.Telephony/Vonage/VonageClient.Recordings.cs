using Outsourcing.Http;

namespace Outsourcing.Telephony;

/// <content>Recordings and transcripts.</content>
/// <remarks>Vonage records by the flow, names the file in a webhook, and lists none.</remarks>
public partial class VonageClient
{
    /// <summary>Downloads a recording.</summary>
    /// <param name="id">The recording's id: the last part of the address that a webhook named.</param>
    /// <param name="cancellationToken">Cancels the download's start.</param>
    /// <returns>The download, not yet read.</returns>
    public virtual Task<ProviderDownload> DownloadRecordingAsync(string id, CancellationToken cancellationToken = default) =>
        _channel.DownloadAsync("recordings.download", new Uri(((ProviderPath)$"/v1/files/{id}").ToString(), UriKind.Relative), cancellationToken);

    /// <summary>Downloads a recording from the address a webhook named; only Vonage's own hosts are asked.</summary>
    /// <param name="location">The address.</param>
    /// <param name="cancellationToken">Cancels the download's start.</param>
    /// <returns>The download, not yet read.</returns>
    public virtual Task<ProviderDownload> DownloadRecordingAsync(Uri location, CancellationToken cancellationToken = default) =>
        _channel.DownloadAsync("recordings.download", location, cancellationToken);

    /// <summary>Deletes a recording for good, by the media API.</summary>
    /// <param name="id">The recording's id.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when it is deleted.</returns>
    /// <remarks>The operation is in Vonage's own libraries; that the media API knows a recording by the id in its address is unconfirmed.</remarks>
    public virtual Task DeleteRecordingAsync(string id, CancellationToken cancellationToken = default) =>
        _channel.SendAsync(ProviderRequest.Delete("recordings.delete", $"/v3/media/{id}"), cancellationToken);

    /// <summary>Reads the transcript of a recording from the address a webhook named; only the account's own hosts are asked.</summary>
    /// <param name="location">The address; absolute.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The transcript; <see langword="null"/> when there is none.</returns>
    /// <exception cref="ProviderException">The address is none of Vonage's, or Vonage refused, failed or did not answer.</exception>
    public virtual Task<VonageTranscription?> GetTranscriptionAsync(Uri location, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(location);
        return _channel.FindAsync(new ProviderRequest(HttpMethod.Get, "transcriptions.get", location.AbsoluteUri), VonageJsonContext.Default.VonageTranscription, cancellationToken);
    }
}
