namespace Outsourcing.Storage;

/// <summary>Remembers how far the current tenant's sources were read, so that reading goes on there after a restart.</summary>
public interface IWatermarkStore
{
    /// <summary>Reads how far a source was read.</summary>
    /// <param name="source">The source's stable name.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The moment up to which everything was read; <see langword="null"/> when nothing was.</returns>
    Task<DateTimeOffset?> FindAsync(string source, CancellationToken cancellationToken = default);

    /// <summary>Notes how far a source was read. A mark never goes back, whoever comes late.</summary>
    /// <param name="source">The source's stable name.</param>
    /// <param name="readUntil">The moment up to which everything was read.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>A task that ends when it is noted.</returns>
    Task AdvanceAsync(string source, DateTimeOffset readUntil, CancellationToken cancellationToken = default);
}
