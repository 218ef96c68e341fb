namespace Outsourcing.Http;

/// <summary>A provider refused a request for coming too often.</summary>
public sealed class ProviderRateLimitException : ProviderException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="error">What happened.</param>
    public ProviderRateLimitException(ProviderError error)
        : base(error)
    {
    }
}
