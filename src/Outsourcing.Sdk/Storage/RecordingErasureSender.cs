using System.Text.Json;

namespace Outsourcing.Storage;

/// <summary>Carries out the commands that delete recordings, each by its account's <see cref="IRecordingEraser"/>.</summary>
internal sealed class RecordingErasureSender : IOutboxSender
{
    private readonly Dictionary<(string Provider, string Account), IRecordingEraser> _erasers = [];

    public RecordingErasureSender(IEnumerable<IRecordingEraser> erasers)
    {
        // Of two for one account the later one counts: the app's own stands after the provider's.
        foreach (IRecordingEraser eraser in erasers)
        {
            _erasers[(eraser.Provider.ToLowerInvariant(), eraser.Account.ToLowerInvariant())] = eraser;
        }
    }

    public string CommandName => RecordingErasure.CommandName;

    public async Task<string?> SendAsync(OutboxCommand command, CancellationToken cancellationToken = default)
    {
        RecordingErasure recording = Read(command);
        if (!_erasers.TryGetValue((command.Provider.ToLowerInvariant(), command.Account.ToLowerInvariant()), out IRecordingEraser? eraser))
        {
            throw new PermanentWorkException(
                $"Nothing deletes recordings of {command.Provider}/{command.Account}: the provider's API cannot, or the account is no longer added. Delete the recording by hand where {command.Provider} shows the call that the payload names, or add the account or an IRecordingEraser and replay this.");
        }

        await eraser.EraseAsync(recording, cancellationToken).ConfigureAwait(false);
        return null;
    }

    // Deleting twice is deleting once.
    public Task<OutboxLookup> LookUpAsync(OutboxCommand command, CancellationToken cancellationToken = default) => Task.FromResult(OutboxLookup.SafeToSend);

    private static RecordingErasure Read(OutboxCommand command)
    {
        try
        {
            return JsonSerializer.Deserialize(command.Payload?.Value ?? "", RecordingErasureJsonContext.Default.RecordingErasure)!;
        }
        catch (JsonException)
        {
            // What could not be read may be a stranger's text: it stays out of the reason.
            throw new PermanentWorkException("The command does not say which recording it is about; it takes a RecordingErasure written by RecordingErasure.ToCommand.");
        }
    }
}
