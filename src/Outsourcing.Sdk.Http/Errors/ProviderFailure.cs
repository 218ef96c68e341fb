namespace Outsourcing.Http;

/// <summary>What kind of failure a provider's answer, or its absence, was.</summary>
public enum ProviderFailure
{
    /// <summary>The provider refused the request: correct it before sending it again.</summary>
    Refused = 0,

    /// <summary>The credentials were refused, or do not allow the operation.</summary>
    Unauthorized = 1,

    /// <summary>There is no such thing.</summary>
    NotFound = 2,

    /// <summary>Too many requests; wait for <see cref="ProviderException.RetryAfter"/>.</summary>
    RateLimited = 3,

    /// <summary>The provider failed (5xx).</summary>
    Unavailable = 4,

    /// <summary>The time allowed ended first.</summary>
    TimedOut = 5,

    /// <summary>The connection could not be made, or broke.</summary>
    Connection = 6,

    /// <summary>The answer cannot be read: truncated, of another type, or too large.</summary>
    InvalidResponse = 7,
}
