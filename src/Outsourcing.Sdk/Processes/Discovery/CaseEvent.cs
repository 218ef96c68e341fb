namespace Outsourcing.Processes;

/// <summary>One event of a case that is held until its place in the case is known.</summary>
internal struct CaseEvent
{
    internal long Ticks;
    internal long StartTicks;
    internal long Order;
    internal int Activity;
    internal int Resource;

    /// <summary>Where the next event of the case is kept; -1 for the last.</summary>
    internal int Next;
    internal short OffsetMinutes;
    internal LifecycleTransition Lifecycle;
    internal bool IsTimed;

    internal const long NoTime = long.MinValue;
    internal const int NoResource = -1;

    internal readonly bool SameAs(in CaseEvent other) =>
        Ticks == other.Ticks && StartTicks == other.StartTicks && Activity == other.Activity && Resource == other.Resource
        && Lifecycle == other.Lifecycle && IsTimed && other.IsTimed;
}
