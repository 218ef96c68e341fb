namespace Outsourcing.Answering;

/// <summary>Says that a mailbox could not be read; what was read before is kept.</summary>
public sealed class MailboxException : OutsourcingException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="message">The mailbox, what went wrong and what to check; free of credentials.</param>
    /// <param name="innerException">The cause.</param>
    public MailboxException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
