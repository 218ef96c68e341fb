namespace Outsourcing.Storage;

/// <summary>That records were erased, and how many; nothing in it tells whose.</summary>
public sealed record ErasureReceipt
{
    /// <summary>Gets the store's number of the erasure, rising with time.</summary>
    public required long Id { get; init; }

    /// <summary>Gets when.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Gets why.</summary>
    public required ErasureCause Cause { get; init; }

    /// <summary>Gets how many calls were erased.</summary>
    public required int Calls { get; init; }

    /// <summary>Gets how many stored webhooks were emptied; what recognises a repetition stays.</summary>
    public required int Webhooks { get; init; }

    /// <summary>Gets how many recordings the providers were asked to delete. Asked is not deleted: <see cref="RecordingsDeleted"/> and <see cref="RecordingsGivenUp"/> tell what came of it.</summary>
    public required int Recordings { get; init; }

    /// <summary>Gets how many of the recordings are deleted by now; 0 in the receipt of the erasure itself, so ask <see cref="IPersonalDataStore.ListErasuresAsync"/> later.</summary>
    public required int RecordingsDeleted { get; init; }

    /// <summary>Gets how many of the recordings were given up: a person has to delete them, and the dead letter of the outbox says why and where.</summary>
    public required int RecordingsGivenUp { get; init; }
}
