using Outsourcing.Delegation;

namespace Outsourcing.Engagements;

/// <summary>The version of a brief that applies at a moment.</summary>
public sealed record BriefInForce
{
    /// <summary>Gets the brief.</summary>
    public required BriefId Brief { get; init; }

    /// <summary>Gets the version: 1 or more.</summary>
    public required int Version { get; init; }

    /// <summary>Gets since when it applies.</summary>
    public required DateTimeOffset Since { get; init; }
}
