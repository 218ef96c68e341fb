namespace Outsourcing.Storage;

/// <summary>Lets several instances take turns at polling a source: one at a time, and all together once per interval.</summary>
public interface IPollTurns
{
    /// <summary>Takes the turn at a source, if it is due and nobody has it.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="account">The account, as the application named it.</param>
    /// <param name="interval">How long after one poll began the next is due, whoever makes it.</param>
    /// <param name="duration">How long the turn is this instance's alone, unless it is renewed.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The turn, or when to ask for it again.</returns>
    Task<PollTurn> TakeAsync(string provider, string account, TimeSpan interval, TimeSpan duration, CancellationToken cancellationToken = default);

    /// <summary>Keeps a turn for longer.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="duration">How long from now.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>Whether the turn was still this instance's; if not, another has it.</returns>
    Task<bool> RenewAsync(PollTurn turn, TimeSpan duration, CancellationToken cancellationToken = default);

    /// <summary>Ends a turn.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="outcome">How the poll ended.</param>
    /// <param name="cancellationToken">Cancels the request; the turn then ends by itself.</param>
    /// <returns>Whether the turn was still this instance's; if not, nothing changed.</returns>
    Task<bool> EndAsync(PollTurn turn, PollEnd outcome, CancellationToken cancellationToken = default);

    /// <summary>Tells how polling a source stands, over all instances.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="account">The account, as the application named it.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>How it stands; <see langword="null"/> when it was never polled.</returns>
    Task<PollStanding?> FindAsync(string provider, string account, CancellationToken cancellationToken = default);
}
