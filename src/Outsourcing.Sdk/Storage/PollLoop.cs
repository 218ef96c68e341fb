namespace Outsourcing.Storage;

/// <summary>Polls a source again and again, in turns with the other instances.</summary>
internal sealed class PollLoop(IPollTurns turns, TimeSpan lease, TimeProvider time)
{
    // Clocks differ by less; and a store that says a moment that is past must not make it spin.
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);

    /// <summary>Polls until cancelled.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="account">The account.</param>
    /// <param name="interval">How long after one poll began the next is due.</param>
    /// <param name="poll">Makes one poll.</param>
    /// <param name="failed">Hears of a poll that failed, or of a store that is away; either is tried again.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(string provider, string account, TimeSpan interval, Func<CancellationToken, Task> poll, Action<Exception> failed, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            TimeSpan pause = interval;
            try
            {
                PollTurn turn = await turns.TakeAsync(provider, account, interval, lease, cancellationToken).ConfigureAwait(false);
                if (turn.Token is not null)
                {
                    await PollAsync(turn, poll, cancellationToken).ConfigureAwait(false);
                }

                pause = turn.NextAt - time.GetUtcNow();
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // A source or store that is away for a while must not end the worker.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                failed(failure);
            }

            pause = pause > interval ? interval : pause;
            await Task.Delay(pause < ShortestPause ? ShortestPause : pause, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task PollAsync(PollTurn turn, Func<CancellationToken, Task> poll, CancellationToken cancellationToken)
    {
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task renewing = RenewAsync(turn, ending);
        PollEnd end = PollEnd.Failed;
        try
        {
            await poll(ending.Token).ConfigureAwait(false);
            end = PollEnd.Succeeded;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            end = PollEnd.BrokenOff;
            throw;
        }
        finally
        {
            await ending.CancelAsync().ConfigureAwait(false);
            await renewing.ConfigureAwait(false);
            await turns.EndAsync(turn, end, CancellationToken.None).ConfigureAwait(false);
        }
    }

    // Ends the poll when the turn is another's.
    private async Task RenewAsync(PollTurn turn, CancellationTokenSource ending)
    {
        CancellationToken cancellationToken = ending.Token;
        while (!cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(lease / 3, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                if (!cancellationToken.IsCancellationRequested && !await turns.RenewAsync(turn, lease, cancellationToken).ConfigureAwait(false))
                {
                    await ending.CancelAsync().ConfigureAwait(false);
                }
            }
#pragma warning disable CA1031 // Whether the store is away shows in the poll itself; there are more turns to renew before this one ends.
            catch (Exception)
#pragma warning restore CA1031
            {
                continue;
            }
        }
    }
}
