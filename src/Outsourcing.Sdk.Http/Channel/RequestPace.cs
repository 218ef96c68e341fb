namespace Outsourcing.Http;

/// <summary>Spaces the starts of requests evenly: with 5 per second the sixth starts no sooner than a second after the first.</summary>
internal sealed class RequestPace(double perSecond, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly TimeSpan _gap = TimeSpan.FromSeconds(1 / perSecond);
    private DateTimeOffset _next = DateTimeOffset.MinValue;

    internal Task WaitAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        TimeSpan wait;
        lock (_lock)
        {
            DateTimeOffset slot = _next > now ? _next : now;
            _next = slot + _gap;
            wait = slot - now;
        }

        return wait > TimeSpan.Zero ? Task.Delay(wait, time, cancellationToken) : Task.CompletedTask;
    }
}
