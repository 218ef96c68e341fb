using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Outsourcing.Storage;

/// <summary>Orders that retention is applied, once per interval.</summary>
/// <remarks>
/// An order is a command of the outbox with its interval in the key: of several instances one carries it out, one that is broken off is
/// taken up again, and stopping the host waits for what is under way. It stands under <see cref="TenantId.Default"/> and covers all tenants.
/// </remarks>
public sealed partial class RetentionSchedule
{
    /// <summary>The name of the commands that apply retention.</summary>
    public const string CommandName = "apply-retention";

    // A clock that was set is noticed after this long.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    private readonly ICommandOutbox _outbox;
    private readonly ITenantAccessor _tenants;
    private readonly RetentionOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<RetentionSchedule> _logger;

    /// <summary>Initializes the schedule.</summary>
    /// <param name="outbox">Where orders are kept.</param>
    /// <param name="tenants">Makes a tenant the current one.</param>
    /// <param name="options">How long what is kept.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">The log.</param>
    public RetentionSchedule(ICommandOutbox outbox, ITenantAccessor tenants, IOptions<RetentionOptions> options, TimeProvider time, ILogger<RetentionSchedule> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        _outbox = outbox;
        _tenants = tenants;
        _options = options.Value;
        _time = time;
        _logger = logger;
    }

    /// <summary>Orders each run when it is due, until it is cancelled.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>A task that ends when it was cancelled; at once when retention is switched off.</returns>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (_options.Enabled && !cancellationToken.IsCancellationRequested)
        {
            TimeSpan pause = LongestWait;
            try
            {
                await OrderDueAsync(cancellationToken).ConfigureAwait(false);
                DateTimeOffset now = _time.GetUtcNow();
                TimeSpan left = Start(now) + _options.Interval - now;
                pause = left < LongestWait ? left : LongestWait;
            }
#pragma warning disable CA1031 // Whatever fails, what is due is still due at the next look.
            catch (Exception failure) when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                LogFailed(_logger, failure.GetType().Name, pause);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(pause, _time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Orders the run of the present interval.</summary>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>Whether the order was new: nobody else had ordered it.</returns>
    public async Task<bool> OrderDueAsync(CancellationToken cancellationToken = default)
    {
        using IDisposable tenant = _tenants.Use(TenantId.Default);
        return await _outbox.EnqueueAsync(
            new OutboxCommand
            {
                Key = string.Create(CultureInfo.InvariantCulture, $"{CommandName}/{Start(_time.GetUtcNow()).UtcDateTime:yyyyMMdd'T'HHmmss}"),
                Name = CommandName,
                Provider = "outsourcing",
                Account = "retention",
            },
            cancellationToken).ConfigureAwait(false);
    }

    [LoggerMessage(EventId = 140, Level = LogLevel.Warning, Message = "Ordering that retention is applied failed with {Failure}; trying again in {Pause}")]
    private static partial void LogFailed(ILogger logger, string failure, TimeSpan pause);

    // The same in every instance.
    private DateTimeOffset Start(DateTimeOffset now) => new(now.UtcTicks - (now.UtcTicks % _options.Interval.Ticks), TimeSpan.Zero);
}
