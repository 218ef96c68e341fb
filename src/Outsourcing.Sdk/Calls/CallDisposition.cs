namespace Outsourcing.Calls;

/// <summary>What became of a call: the neutral word, and the provider's own reason beside it.</summary>
public sealed record CallDisposition
{
    /// <summary>Gets the neutral word.</summary>
    public required DispositionKind Kind { get; init; }

    /// <summary>Gets the provider's own word, as it came; <see langword="null"/> when it gave none.</summary>
    public string? RawReason { get; init; }
}
