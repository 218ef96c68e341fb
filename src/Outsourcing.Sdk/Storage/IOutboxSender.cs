namespace Outsourcing.Storage;

/// <summary>Carries out one kind of command.</summary>
/// <remarks>A command whose earlier attempt ended in the dark is looked up first, and sent again only when it certainly did not take effect.</remarks>
public interface IOutboxSender
{
    /// <summary>Gets the name of the commands it carries out.</summary>
    string CommandName { get; }

    /// <summary>Sends the command.</summary>
    /// <param name="command">The command; its key is the idempotency key where the provider takes one.</param>
    /// <param name="cancellationToken">Cancelled when the lease is about to end.</param>
    /// <returns>The provider's id of what was made, if it gives one.</returns>
    /// <remarks>
    /// Throwing lets it be tried again as <see cref="WorkOptions"/> says; a <see cref="PermanentWorkException"/> gives it up, and a
    /// <see cref="WorkRetryException"/> says when to try again.
    /// </remarks>
    Task<string?> SendAsync(OutboxCommand command, CancellationToken cancellationToken = default);

    /// <summary>Finds out what became of an attempt that ended in the dark.</summary>
    /// <param name="command">The command.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>What the provider shows.</returns>
    Task<OutboxLookup> LookUpAsync(OutboxCommand command, CancellationToken cancellationToken = default);
}
