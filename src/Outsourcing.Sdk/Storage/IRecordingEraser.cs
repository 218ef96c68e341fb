namespace Outsourcing.Storage;

/// <summary>Deletes what one account's provider keeps of a call's sound. The providers' own registrations bring one; an app adds its own for recordings it keeps itself.</summary>
public interface IRecordingEraser
{
    /// <summary>Gets the provider, lower case.</summary>
    string Provider { get; }

    /// <summary>Gets the account, as the application named it.</summary>
    string Account { get; }

    /// <summary>Gets whether the provider keeps something of every call under the call's own id. Then it is asked for every erased call, not only for those whose recording was named.</summary>
    bool EveryCall { get; }

    /// <summary>Deletes a recording. It may be asked again after it succeeded: what is gone already is a success.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when the provider keeps it no longer, or has taken the command to delete it.</returns>
    /// <exception cref="PermanentWorkException">The provider cannot delete it; the message says what to do.</exception>
    Task EraseAsync(RecordingErasure recording, CancellationToken cancellationToken = default);
}
