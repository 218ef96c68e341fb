using Outsourcing.Calls;
using Outsourcing.Http;

namespace Outsourcing.Telephony;

/// <summary>What looking for a command's effect found.</summary>
public enum ReconciledOutcome
{
    /// <summary>Nothing of the kind is there yet. Look again after a minute before sending the command again: listings lag.</summary>
    NotFound = 0,

    /// <summary>The command took effect.</summary>
    TookEffect = 1,

    /// <summary>Several fit; a person decides.</summary>
    Ambiguous = 2,
}

/// <summary>What looking for a command's effect found.</summary>
/// <typeparam name="T">What the provider lists.</typeparam>
/// <param name="Outcome">The outcome.</param>
/// <param name="Candidates">What fits, as the provider lists it.</param>
public sealed record Reconciled<T>(ReconciledOutcome Outcome, IReadOnlyList<T> Candidates)
{
    /// <summary>Gets what fits, as the provider lists it.</summary>
    public IReadOnlyList<T> Candidates { get; } = ValueList.Copy(Candidates);
}

/// <summary>Settles commands whose outcome is unknown, by looking.</summary>
public static class TelephonyReconciliation
{
    // Clocks differ, and a queued call starts later than it was asked for.
    private static readonly TimeSpan Before = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan After = TimeSpan.FromMinutes(5);

    /// <summary>Looks whether a call was placed by an attempt whose answer never came.</summary>
    /// <param name="telephony">The account.</param>
    /// <param name="caller">The number shown.</param>
    /// <param name="callee">The number called.</param>
    /// <param name="attempt">The attempt, from <see cref="ProviderOutcomeUnknownException.Attempt"/>.</param>
    /// <param name="cancellationToken">Cancels looking.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="NotSupportedException">The provider cannot list calls.</exception>
    public static Task<Reconciled<CallUpdate>> ReconcileCallAsync(
        this ITelephony telephony, PhoneNumber caller, PhoneNumber callee, WriteAttempt attempt, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(telephony);
        return ReconcileAsync(
            telephony.ListCallsAsync(attempt.StartedAt - Before, attempt.EndedAt + After, cancellationToken),
            call => call.Direction == CallDirection.Outbound && call.Dialled == caller && call.Caller?.Number == callee,
            cancellationToken);
    }

    /// <summary>Looks whether a number was bought by an order whose answer never came.</summary>
    /// <param name="telephony">The account.</param>
    /// <param name="number">The number ordered.</param>
    /// <param name="cancellationToken">Cancels looking.</param>
    /// <returns>What was found; after a release whose answer never came, <see cref="ReconciledOutcome.NotFound"/> says that it took effect.</returns>
    public static Task<Reconciled<OwnedNumber>> ReconcileNumberAsync(this ITelephony telephony, PhoneNumber number, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(telephony);
        return ReconcileAsync(telephony.ListNumbersAsync(cancellationToken), owned => owned.Number == number, cancellationToken);
    }

    /// <summary>Looks for the effect of any command in what a provider lists: a text in the client's listing of messages, an order in that of orders.</summary>
    /// <typeparam name="T">What is listed.</typeparam>
    /// <param name="listed">The listing, from shortly before the attempt.</param>
    /// <param name="fits">Tells what the command would have made.</param>
    /// <param name="cancellationToken">Cancels looking.</param>
    /// <returns>What was found.</returns>
    public static async Task<Reconciled<T>> ReconcileAsync<T>(IAsyncEnumerable<T> listed, Predicate<T> fits, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(listed);
        ArgumentNullException.ThrowIfNull(fits);
        List<T> found = [];
        await foreach (T one in listed.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (fits(one))
            {
                found.Add(one);
            }
        }

        return new Reconciled<T>(found.Count switch { 0 => ReconciledOutcome.NotFound, 1 => ReconciledOutcome.TookEffect, _ => ReconciledOutcome.Ambiguous }, found);
    }
}
