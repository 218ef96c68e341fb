namespace Outsourcing.Storage;

/// <summary>Keeps how far each polled source was read, over restarts.</summary>
public interface IPollPositions
{
    /// <summary>Reads a position.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="account">The account, as the application named it.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The position; <see langword="null"/> when the source was never read.</returns>
    Task<string?> FindAsync(string provider, string account, CancellationToken cancellationToken = default);

    /// <summary>Keeps a position. It belongs to the tenant of the account.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="account">The account, as the application named it.</param>
    /// <param name="position">The position.</param>
    /// <param name="cancellationToken">Cancels the request; it may be kept nevertheless.</param>
    /// <returns>A task that ends when it is durable.</returns>
    Task KeepAsync(string provider, string account, string position, CancellationToken cancellationToken = default);
}
