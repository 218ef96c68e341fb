using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Outsourcing.Storage;

/// <summary>Sends stored commands to providers, each so that it takes effect once.</summary>
public sealed class OutboxProcessor : WorkProcessor<OutboxCommand>
{
    private readonly ICommandOutbox _outbox;
    private readonly Dictionary<string, IOutboxSender> _senders;

    /// <summary>Initializes the processor.</summary>
    /// <param name="outbox">The outbox.</param>
    /// <param name="senders">What carries commands out.</param>
    /// <param name="options">How work is done.</param>
    /// <param name="tenants">Whose work it is.</param>
    /// <param name="signal">What announces work.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">The log.</param>
    public OutboxProcessor(
        ICommandOutbox outbox,
        IEnumerable<IOutboxSender> senders,
        IOptions<WorkOptions> options,
        ITenantAccessor tenants,
        WorkSignal signal,
        TimeProvider time,
        ILogger<OutboxProcessor> logger)
        : base(outbox, options, tenants, signal, time, logger)
    {
        ArgumentNullException.ThrowIfNull(senders);
        _outbox = outbox;
        _senders = senders.ToDictionary(sender => sender.CommandName, StringComparer.Ordinal);
    }

    // A command that was cut off is in the dark until it is looked up, and not every provider can tell.
    private protected override bool BreaksOff => false;

    private protected override async Task<Task<bool>> WorkAsync(WorkLease<OutboxCommand> lease, CancellationToken leaseEnds, CancellationToken cancellationToken)
    {
        OutboxCommand command = lease.Item with { Attempt = lease.Attempt };
        if (!_senders.TryGetValue(command.Name, out IOutboxSender? sender))
        {
            throw new OutsourcingException($"No IOutboxSender is registered for the command {command.Name}.");
        }

        if (command.IsBegun)
        {
            OutboxLookup found = await sender.LookUpAsync(command, cancellationToken).ConfigureAwait(false);
            switch (found.TookEffect)
            {
                case true:
                    return _outbox.CompleteAsync(lease, found.Result, CancellationToken.None);
                case null:
                    throw new PermanentWorkException($"Whether the command {command.Name} took effect is not known; look at the provider, then replay it or leave it.");
            }
        }

        // After this the command counts as begun, so a stop takes effect before it or not at all.
        cancellationToken.ThrowIfCancellationRequested();
        if (!await _outbox.BeginAsync(lease, leaseEnds).ConfigureAwait(false))
        {
            return Task.FromResult(false);
        }

        string? result = await sender.SendAsync(command, leaseEnds).ConfigureAwait(false);
        return _outbox.CompleteAsync(lease, result, CancellationToken.None);
    }
}
