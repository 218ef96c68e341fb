namespace Outsourcing.Calls;

/// <summary>Where a recording can be had.</summary>
/// <remarks>The address comes from outside: fetch it through the provider's client, which admits the provider's hosts only.</remarks>
public sealed record RecordingReference
{
    /// <summary>Gets the provider's id of the recording.</summary>
    public string? Id { get; init; }

    /// <summary>Gets the address.</summary>
    public Uri? Location { get; init; }

    /// <summary>Gets how long it is.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Gets when the address stops working; <see langword="null"/> when it does not say.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>Names the recording; its address, which may be all it takes to listen, stays out.</summary>
    /// <returns>The id, or the type's name where there is none.</returns>
    public override string ToString() => Id ?? nameof(RecordingReference);
}
