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

/// <summary>What looking for a call found.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Candidates">The calls that fit, as the provider lists them.</param>
public sealed record ReconciledCall(ReconciledOutcome Outcome, IReadOnlyList<CallUpdate> Candidates)
{
    /// <summary>Gets the calls that fit, as the provider lists them.</summary>
    public IReadOnlyList<CallUpdate> Candidates { get; } = ValueList.Copy(Candidates);
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
    public static async Task<ReconciledCall> ReconcileCallAsync(
        this ITelephony telephony, PhoneNumber caller, PhoneNumber callee, WriteAttempt attempt, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(telephony);
        List<CallUpdate> found = [];
        await foreach (CallUpdate call in telephony.ListCallsAsync(attempt.StartedAt - Before, attempt.EndedAt + After, cancellationToken).ConfigureAwait(false))
        {
            if (call.Direction == CallDirection.Outbound && call.Dialled == caller && call.Caller?.Number == callee)
            {
                found.Add(call);
            }
        }

        return new ReconciledCall(found.Count switch { 0 => ReconciledOutcome.NotFound, 1 => ReconciledOutcome.TookEffect, _ => ReconciledOutcome.Ambiguous }, found);
    }
}
