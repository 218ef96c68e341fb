namespace Outsourcing.Testing;

/// <summary>What the simulated provider does to a request instead of answering it.</summary>
public sealed record RequestFault
{
    private RequestFault()
    {
    }

    /// <summary>Gets the HTTP status answered; 0 for a fault of the connection.</summary>
    public int Status { get; private init; }

    /// <summary>Gets the value of <c>Retry-After</c> in seconds.</summary>
    public int? RetryAfter { get; private init; }

    /// <summary>Gets whether the request takes effect before it fails: the app cannot know.</summary>
    public bool TakesEffect { get; private init; }

    /// <summary>Gets whether the connection is held open without an answer until the client gives up.</summary>
    public bool IsStall { get; private init; }

    /// <summary>Answers with an error.</summary>
    /// <param name="status">The HTTP status, 400 to 599.</param>
    /// <param name="retryAfterSeconds">The value of <c>Retry-After</c>.</param>
    /// <returns>The fault.</returns>
    public static RequestFault Answer(int status, int? retryAfterSeconds = null) => status is >= 400 and <= 599
        ? new RequestFault { Status = status, RetryAfter = retryAfterSeconds }
        : throw new ArgumentOutOfRangeException(nameof(status), status, "A fault's status is 400 to 599.");

    /// <summary>Closes the connection without an answer.</summary>
    /// <param name="afterEffect">Whether the request takes effect first.</param>
    /// <returns>The fault.</returns>
    public static RequestFault Reset(bool afterEffect = false) => new() { TakesEffect = afterEffect };

    /// <summary>Holds the connection open without an answer.</summary>
    /// <param name="afterEffect">Whether the request takes effect first.</param>
    /// <returns>The fault.</returns>
    public static RequestFault Stall(bool afterEffect = false) => new() { IsStall = true, TakesEffect = afterEffect };
}
