namespace Outsourcing.Answering;

/// <summary>A brief cannot be published to an agent as things are; the message says why and what to do.</summary>
public sealed class BriefPublishingException : OutsourcingException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="message">What is in the way and what to do; free of secrets and personal data.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public BriefPublishingException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
