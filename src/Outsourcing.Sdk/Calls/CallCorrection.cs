namespace Outsourcing.Calls;

/// <summary>A detail of a call that a later update changed: both values, and when each was told.</summary>
/// <remarks>For what was misheard and put right: the record carries the newer value, and nothing of the earlier one is lost.</remarks>
public sealed record CallCorrection
{
    /// <summary>Gets the detail: <c>caller.number</c>, <c>caller.name</c>, <c>caller.company</c>, <c>caller.email</c>, <c>message</c>, <c>summary</c>, or <c>answer:</c> and the question's id.</summary>
    public required string Field { get; init; }

    /// <summary>Gets what was told before.</summary>
    public required PersonalText Earlier { get; init; }

    /// <summary>Gets the update that told it.</summary>
    public required CallRevision EarlierRevision { get; init; }

    /// <summary>Gets what was told instead.</summary>
    public required PersonalText Later { get; init; }

    /// <summary>Gets the update that told that.</summary>
    public required CallRevision LaterRevision { get; init; }
}
