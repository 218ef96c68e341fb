namespace Outsourcing.Answering;

/// <summary>What to dial for one diversion.</summary>
/// <remarks>The codes hold the telephone number: they are for the owner, not for a log.</remarks>
public sealed record ForwardingInstruction
{
    /// <summary>Gets which calls.</summary>
    public required ForwardingWhen When { get; init; }

    /// <summary>Gets what switches it on.</summary>
    public required PersonalText On { get; init; }

    /// <summary>Gets what switches it off.</summary>
    public required string Off { get; init; }

    /// <summary>Gets what asks for its state; <see langword="null"/> when the carrier has no such code.</summary>
    public string? Query { get; init; }
}
