namespace Outsourcing.Storage;

/// <summary>Says that trying again cannot help: the work is given up at once, with the message as the reason.</summary>
public sealed class PermanentWorkException : OutsourcingException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="message">Why it cannot succeed; free of secrets and personal data.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public PermanentWorkException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
