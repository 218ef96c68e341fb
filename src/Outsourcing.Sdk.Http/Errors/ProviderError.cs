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

    /// <summary>Says what went wrong; what the provider said stays out, and its code where that may be a number or a secret.</summary>
    /// <returns>The message of the exception that carries the error.</returns>
    public override string ToString() => Describe();

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
        string status = Status is { } answered ? $" Status {(int)answered}." : "";
        string own = Code is { Length: > 0 and <= 64 } code && IsWord(code) ? $" Code {code}." : "";
        string advice = Advice is null ? "" : $" {Advice}";
        return $"{Operation} at {Provider} (account '{Account}') {what}.{status}{own}{advice}";
    }

    // A code is made of words and short numbers. What has many digits is a telephone number, and what mixes letters and digits a credential.
    private static bool IsWord(string code)
    {
        foreach (Range part in code.AsSpan().SplitAny('-', '_', '.'))
        {
            int digits = 0;
            int runs = 0;
            ReadOnlySpan<char> word = code.AsSpan(part);
            for (int index = 0; index < word.Length; index++)
            {
                if (!char.IsAsciiLetterOrDigit(word[index]))
                {
                    return false;
                }

                if (char.IsAsciiDigit(word[index]))
                {
                    digits++;
                    runs += index == 0 || !char.IsAsciiDigit(word[index - 1]) ? 1 : 0;
                }
            }

            if (digits > 6 || runs > 1)
            {
                return false;
            }
        }

        return true;
    }
}
