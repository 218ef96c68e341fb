namespace Outsourcing.Storage;

/// <summary>Work that was given up, with the reason.</summary>
/// <typeparam name="TItem">What was worked on.</typeparam>
public sealed record DeadLetter<TItem>
{
    /// <summary>Gets the store's number of the work; replay takes it.</summary>
    public required long Id { get; init; }

    /// <summary>Gets what was worked on; <see langword="null"/> when what is stored of it cannot be read.</summary>
    public TItem? Item { get; init; }

    /// <summary>Gets how often it was tried.</summary>
    public required int Attempts { get; init; }

    /// <summary>Gets when it was stored.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Gets when it was given up.</summary>
    public required DateTimeOffset GivenUpAt { get; init; }

    /// <summary>Gets why it was given up; free of secrets and personal data.</summary>
    public required string Reason { get; init; }
}
