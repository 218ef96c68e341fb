namespace Outsourcing;

/// <summary>
/// The base of the errors this SDK raises beyond <see cref="ArgumentException"/> (a caller's mistake) and
/// <see cref="OperationCanceledException"/>, which is always let through.
/// </summary>
/// <remarks>Messages carry no credential, phone number, name or transcript.</remarks>
public class OutsourcingException : Exception
{
    /// <summary>Initializes the exception with its message.</summary>
    /// <param name="message">What was tried, what went wrong and what to do; free of secrets and personal data.</param>
    public OutsourcingException(string message)
        : base(message)
    {
    }

    /// <summary>Initializes the exception with its message and cause.</summary>
    /// <param name="message">What was tried, what went wrong and what to do; free of secrets and personal data.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public OutsourcingException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
