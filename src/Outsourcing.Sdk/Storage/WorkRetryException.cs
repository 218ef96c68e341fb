namespace Outsourcing.Storage;

/// <summary>Says when work is to be tried again, for what keeps a schedule of its own: <see cref="WorkOptions"/> says neither the pause nor how often.</summary>
public sealed class WorkRetryException : OutsourcingException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="message">Why it is to be tried again; free of secrets and personal data.</param>
    /// <param name="retryAt">When.</param>
    /// <param name="isAttempt">Whether this was an attempt; <see langword="false"/> when it only was not its turn, and the number of attempts stays what it was.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public WorkRetryException(string message, DateTimeOffset retryAt, bool isAttempt = true, Exception? innerException = null)
        : base(message, innerException)
    {
        RetryAt = retryAt;
        IsAttempt = isAttempt;
    }

    /// <summary>Gets when the work is to be tried again.</summary>
    public DateTimeOffset RetryAt { get; }

    /// <summary>Gets whether this was an attempt.</summary>
    public bool IsAttempt { get; }
}
