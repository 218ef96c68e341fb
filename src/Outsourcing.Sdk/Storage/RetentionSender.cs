using System.Globalization;
using Microsoft.Extensions.Options;

namespace Outsourcing.Storage;

/// <summary>Carries out a run of retention.</summary>
internal sealed class RetentionSender(IPersonalDataStore people, IOptions<RetentionOptions> options) : IOutboxSender
{
    public string CommandName => RetentionSchedule.CommandName;

    public async Task<string?> SendAsync(OutboxCommand command, CancellationToken cancellationToken = default)
    {
        int changed = await people.ApplyRetentionAsync(options.Value, cancellationToken).ConfigureAwait(false);
        return string.Create(CultureInfo.InvariantCulture, $"{changed} rows");
    }

    // What is removed already is not found again.
    public Task<OutboxLookup> LookUpAsync(OutboxCommand command, CancellationToken cancellationToken = default) => Task.FromResult(OutboxLookup.SafeToSend);
}
