namespace Outsourcing.Storage;

/// <summary>Keeps commands to providers until they have taken effect, each once.</summary>
public interface ICommandOutbox : IWorkStore<OutboxCommand>
{
    /// <summary>Stores a command of the current tenant.</summary>
    /// <param name="command">The command.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>Whether it is new; a command with the same key is not stored again.</returns>
    Task<bool> EnqueueAsync(OutboxCommand command, CancellationToken cancellationToken = default);

    /// <summary>Notes durably that sending begins, so that a crash leaves a trace of it.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>Whether the lease still held; if not, the command is not to be sent.</returns>
    Task<bool> BeginAsync(WorkLease<OutboxCommand> lease, CancellationToken cancellationToken = default);

    /// <summary>Says that the command took effect.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="result">The provider's id of what was made.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>Whether the lease still held.</returns>
    Task<bool> CompleteAsync(WorkLease<OutboxCommand> lease, string? result, CancellationToken cancellationToken = default);

    /// <summary>Reads what a command of the current tenant gave.</summary>
    /// <param name="key">The command's key.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>Its state and the provider's id of what was made; <see langword="null"/> when there is no such command.</returns>
    Task<OutboxResult?> FindAsync(string key, CancellationToken cancellationToken = default);
}
