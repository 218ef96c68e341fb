namespace Outsourcing.Storage;

/// <summary>A change of a call that one handler has still to hear of.</summary>
public sealed record CallRecordDelivery
{
    /// <summary>Gets the name the handler was registered under.</summary>
    public required string Handler { get; init; }

    /// <summary>Gets the change.</summary>
    public required CallRecordChange Change { get; init; }
}
