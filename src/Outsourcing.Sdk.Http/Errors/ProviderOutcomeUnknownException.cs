namespace Outsourcing.Http;

/// <summary>A command was sent and its outcome is unknown: the provider may have acted. Look before sending it again.</summary>
public sealed class ProviderOutcomeUnknownException : ProviderException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="error">What happened.</param>
    /// <param name="attempt">When the command was under way.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public ProviderOutcomeUnknownException(ProviderError error, WriteAttempt attempt, Exception? innerException = null)
        : base(
            error,
            $"The outcome of {error?.Operation} at {error?.Provider} (account '{error?.Account}') is unknown: it was sent, and no answer says whether it took effect. Do not repeat it; list what the provider has from shortly before the attempt and compare (ReconcileCallAsync does this for calls, ReconcileNumberAsync for numbers, TelephonyReconciliation.ReconcileAsync for whatever a client lists).",
            innerException) => Attempt = attempt;

    /// <summary>Gets when the command was under way, which is where to look for it.</summary>
    public WriteAttempt Attempt { get; }
}
