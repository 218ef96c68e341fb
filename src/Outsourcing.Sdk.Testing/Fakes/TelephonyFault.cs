using System.Net;
using Outsourcing.Http;

namespace Outsourcing.Testing;

/// <summary>How <see cref="FakeTelephony"/> fails, with the exceptions a real provider's client throws.</summary>
public sealed record TelephonyFault
{
    private TelephonyFault(ProviderFailure failure) => Failure = failure;

    /// <summary>Gets the kind of failure.</summary>
    public ProviderFailure Failure { get; }

    /// <summary>Gets the HTTP status; <see langword="null"/> where no answer comes.</summary>
    public HttpStatusCode? Status { get; private init; }

    /// <summary>Gets the provider's own code.</summary>
    public string? Code { get; private init; }

    /// <summary>Gets how long the provider asks to wait.</summary>
    public TimeSpan? RetryAfter { get; private init; }

    /// <summary>Gets whether a command takes effect although it fails.</summary>
    public bool TakesEffect { get; private init; }

    /// <summary>Gets whether the answer says that nothing was done; otherwise a command's outcome is unknown.</summary>
    private bool IsAnswered => Failure is ProviderFailure.Refused or ProviderFailure.Unauthorized or ProviderFailure.NotFound or ProviderFailure.RateLimited;

    /// <summary>The provider says no: a <see cref="ProviderException"/> that is not to be tried again.</summary>
    /// <param name="status">The HTTP status, 400 to 499: 401 and 403 are <see cref="ProviderFailure.Unauthorized"/>, 404 is <see cref="ProviderFailure.NotFound"/>.</param>
    /// <param name="code">The provider's own code.</param>
    /// <returns>The fault.</returns>
    public static TelephonyFault Refused(HttpStatusCode status = HttpStatusCode.BadRequest, string? code = null) => new(status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => ProviderFailure.Unauthorized,
        HttpStatusCode.NotFound => ProviderFailure.NotFound,
        HttpStatusCode.TooManyRequests => throw new ArgumentOutOfRangeException(nameof(status), status, "Use TelephonyFault.RateLimited."),
        >= (HttpStatusCode)400 and < (HttpStatusCode)500 => ProviderFailure.Refused,
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "A refusal's status is 400 to 499."),
    })
    {
        Status = status,
        Code = code,
    };

    /// <summary>Too many requests: a <see cref="ProviderRateLimitException"/>; nothing was done.</summary>
    /// <param name="retryAfter">How long the provider asks to wait.</param>
    /// <returns>The fault.</returns>
    public static TelephonyFault RateLimited(TimeSpan? retryAfter = null) =>
        new(ProviderFailure.RateLimited) { Status = HttpStatusCode.TooManyRequests, RetryAfter = retryAfter };

    /// <summary>The provider fails with status 503. After a command, whose outcome is then unknown, it is a <see cref="ProviderOutcomeUnknownException"/>.</summary>
    /// <param name="afterEffect">Whether a command takes effect nevertheless.</param>
    /// <returns>The fault.</returns>
    public static TelephonyFault Unavailable(bool afterEffect = false) =>
        new(ProviderFailure.Unavailable) { Status = HttpStatusCode.ServiceUnavailable, TakesEffect = afterEffect };

    /// <summary>The answer is lost with its connection. After a command, whose outcome is then unknown, it is a <see cref="ProviderOutcomeUnknownException"/>.</summary>
    /// <param name="afterEffect">Whether a command takes effect nevertheless.</param>
    /// <returns>The fault.</returns>
    public static TelephonyFault ConnectionLost(bool afterEffect = false) => new(ProviderFailure.Connection) { TakesEffect = afterEffect };

    /// <summary>No answer comes in time. After a command, whose outcome is then unknown, it is a <see cref="ProviderOutcomeUnknownException"/>.</summary>
    /// <param name="afterEffect">Whether a command takes effect nevertheless.</param>
    /// <returns>The fault.</returns>
    public static TelephonyFault TimedOut(bool afterEffect = false) => new(ProviderFailure.TimedOut) { TakesEffect = afterEffect };

    internal ProviderException ToException(string provider, string account, TelephonyRequest request)
    {
        ProviderError error = new()
        {
            Provider = provider,
            Account = account,
            Operation = NameOf(request.Operation),
            Failure = Failure,
            Status = Status,
            Code = Code,
            RetryAfter = RetryAfter,
        };
        bool reads = request.Operation is TelephonyOperation.SearchNumbers or TelephonyOperation.ListNumbers or TelephonyOperation.GetCall or TelephonyOperation.ListCalls;
        return Failure == ProviderFailure.RateLimited ? new ProviderRateLimitException(error)
            : reads || IsAnswered ? new ProviderException(error)
            : new ProviderOutcomeUnknownException(error, new WriteAttempt(request.At, request.At));
    }

    private static string NameOf(TelephonyOperation operation) => operation switch
    {
        TelephonyOperation.SearchNumbers => "numbers.search",
        TelephonyOperation.BuyNumber => "numbers.buy",
        TelephonyOperation.ListNumbers => "numbers.list",
        TelephonyOperation.RouteNumber => "numbers.update",
        TelephonyOperation.ForwardNumber => "numbers.forward",
        TelephonyOperation.ReleaseNumber => "numbers.release",
        TelephonyOperation.PlaceCall => "calls.create",
        TelephonyOperation.GetCall => "calls.get",
        TelephonyOperation.ListCalls => "calls.list",
        TelephonyOperation.HangUp => "calls.hang-up",
        _ => "messages.create",
    };
}
