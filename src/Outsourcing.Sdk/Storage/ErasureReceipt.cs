namespace Outsourcing.Storage;

/// <summary>That somebody's records were erased, and how many; nothing in it tells whose.</summary>
public sealed record ErasureReceipt
{
    /// <summary>Gets when.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Gets how many calls were erased.</summary>
    public required int Calls { get; init; }

    /// <summary>Gets how many stored webhooks were emptied; what recognises a repetition stays.</summary>
    public required int Webhooks { get; init; }

    /// <summary>Gets how many recordings the provider is told to delete.</summary>
    public required int Recordings { get; init; }
}
