using System.Net;

namespace Outsourcing.Http;

/// <summary>A provider refused a request, failed, or did not answer.</summary>
/// <remarks>The message carries no body, credential or number; what the provider said is in <see cref="ProviderMessage"/>, which logs do not show.</remarks>
public class ProviderException : OutsourcingException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="error">What happened.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public ProviderException(ProviderError error, Exception? innerException = null)
        : base(Require(error).Describe(), innerException) => Error = error;

    /// <summary>Initializes the exception with a message of its own.</summary>
    /// <param name="error">What happened.</param>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    protected ProviderException(ProviderError error, string message, Exception? innerException)
        : base(message, innerException) => Error = Require(error);

    /// <summary>Gets all that is known of the failure.</summary>
    public ProviderError Error { get; }

    /// <summary>Gets the provider.</summary>
    public string Provider => Error.Provider;

    /// <summary>Gets the kind of failure.</summary>
    public ProviderFailure Failure => Error.Failure;

    /// <summary>Gets the HTTP status; <see langword="null"/> when no answer came.</summary>
    public HttpStatusCode? Status => Error.Status;

    /// <summary>Gets the provider's own code, such as <c>21211</c>.</summary>
    public string? Code => Error.Code;

    /// <summary>Gets the provider's id of the request, to quote to its support.</summary>
    public string? RequestId => Error.RequestId;

    /// <summary>Gets what the provider said; it may name people and numbers.</summary>
    public PersonalText? ProviderMessage => Error.Message;

    /// <summary>Gets whether the same request may succeed later.</summary>
    public bool IsTransient => Error.IsTransient;

    /// <summary>Gets how long the provider asks to wait.</summary>
    public TimeSpan? RetryAfter => Error.RetryAfter;

    private static ProviderError Require(ProviderError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return error;
    }
}
