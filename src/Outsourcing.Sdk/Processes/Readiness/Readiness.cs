namespace Outsourcing.Processes;

/// <summary>Whether a business is ready to outsource: profitable and streamlined and documented, never an average of the three.</summary>
public sealed record Readiness
{
    /// <summary>Gets whether all three hold.</summary>
    public bool IsReady => IsProfitable && IsStreamlined && IsDocumented;

    /// <summary>Gets whether the process makes money.</summary>
    public required bool IsProfitable { get; init; }

    /// <summary>Gets whether the cases run alike, quickly and once.</summary>
    public required bool IsStreamlined { get; init; }

    /// <summary>Gets whether somebody else could learn the process from what is written.</summary>
    public required bool IsDocumented { get; init; }

    /// <summary>Gets the name of the weakest check: of those that failed the one that fell shortest, or the narrowest of those that passed.</summary>
    public required string WeakestLink { get; init; }

    /// <summary>Gets what to streamline first, most hours saved first; empty unless the process is profitable and not streamlined.</summary>
    public IReadOnlyList<StreamliningItem> WorkList { get; init => field = ValueList.Copy(value); } = ValueList.Empty<StreamliningItem>();
}
