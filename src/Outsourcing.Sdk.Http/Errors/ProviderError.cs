using System.Net;

namespace Outsourcing.Http;

/// <summary>A provider's failure, whatever shape it came in.</summary>
public sealed record ProviderError
{
    /// <summary>Gets the provider.</summary>
    public required string Provider { get; init; }

    /// <summary>Gets the account, as the application named it.</summary>
    public required string Account { get; init; }

    /// <summary>Gets the operation, such as <c>calls.create</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>Gets the kind of failure.</summary>
    public required ProviderFailure Failure { get; init; }

    /// <summary>Gets the HTTP status; <see langword="null"/> when no answer came.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>Gets the provider's own code.</summary>
    public string? Code { get; init; }

    /// <summary>Gets what the provider said.</summary>
    public PersonalText? Message { get; init; }

    /// <summary>Gets the provider's id of the request.</summary>
    public string? RequestId { get; init; }

    /// <summary>Gets how long the provider asks to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Gets how many attempts were made.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>Gets the rule that was broken and how to keep it, where the SDK itself refused; it holds no secret.</summary>
    internal string? Advice { get; init; }

    /// <summary>Gets whether the same request may succeed later.</summary>
    public bool IsTransient => Failure is ProviderFailure.RateLimited or ProviderFailure.Unavailable or ProviderFailure.TimedOut or ProviderFailure.Connection;

    internal string Describe()
    {
        string what = Failure switch
        {
            ProviderFailure.Refused => "was refused; correct the request before sending it again",
            ProviderFailure.Unauthorized => "was refused for its credentials; check the account's configuration",
            ProviderFailure.NotFound => "found no such thing",
            ProviderFailure.RateLimited => "was refused for coming too often; wait before sending it again",
            ProviderFailure.Unavailable => "met a failure at the provider; try again later",
            ProviderFailure.TimedOut => "got no answer in the time allowed; try again later",
            ProviderFailure.Connection => "lost or never had its connection; try again later",
            _ => "got an answer that cannot be read",
        };
        string status = Status is { } code ? $" Status {(int)code}." : "";
        string own = Code is { Length: > 0 and <= 64 } word && word.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.') ? $" Code {word}." : "";
        string advice = Advice is null ? "" : $" {Advice}";
        return $"{Operation} at {Provider} (account '{Account}') {what}.{status}{own}{advice}";
    }
}
