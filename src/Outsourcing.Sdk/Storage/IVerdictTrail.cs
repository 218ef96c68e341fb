namespace Outsourcing.Storage;

/// <summary>Keeps the current tenant's verdicts with everything they rest on, as an audit trail: entries are added, never changed.</summary>
public interface IVerdictTrail
{
    /// <summary>Adds a verdict.</summary>
    /// <param name="entry">The verdict.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The store's number of the entry, rising with time.</returns>
    Task<long> AppendAsync(VerdictEntry entry, CancellationToken cancellationToken = default);

    /// <summary>Lists verdicts, newest entry first.</summary>
    /// <param name="subject">What they are about; <see langword="null"/> for all.</param>
    /// <param name="before">The number of the last entry of the page before; <see langword="null"/> for the first page.</param>
    /// <param name="limit">How many entries at most, 1 or more.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The entries with their numbers; fewer than the limit when these are the last.</returns>
    Task<IReadOnlyList<RecordedVerdict>> ListAsync(string? subject = null, long? before = null, int limit = 100, CancellationToken cancellationToken = default);
}
