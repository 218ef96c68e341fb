namespace Outsourcing.Processes;

/// <summary>How often an activity was done again in the same case: right away (a self-loop) or after other activities, by the same resource or another.</summary>
/// <remarks>The taxonomy of the edeaR package: a repetition by the same resource is a repeat, by another a redo.</remarks>
public sealed record ReworkCounts
{
    /// <summary>Gets the repetitions after other activities by the resource that did it before.</summary>
    public long Repeats { get; init; }

    /// <summary>Gets the repetitions after other activities by another resource.</summary>
    public long Redos { get; init; }

    /// <summary>Gets the repetitions after other activities where a resource is not known.</summary>
    public long RepetitionsByUnknown { get; init; }

    /// <summary>Gets the immediate repetitions by the same resource.</summary>
    public long RepeatSelfLoops { get; init; }

    /// <summary>Gets the immediate repetitions by another resource.</summary>
    public long RedoSelfLoops { get; init; }

    /// <summary>Gets the immediate repetitions where a resource is not known.</summary>
    public long SelfLoopsByUnknown { get; init; }

    /// <summary>Gets all repetitions.</summary>
    public long Total => Repeats + Redos + RepetitionsByUnknown + RepeatSelfLoops + RedoSelfLoops + SelfLoopsByUnknown;
}
