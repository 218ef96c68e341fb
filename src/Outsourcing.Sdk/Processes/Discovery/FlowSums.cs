namespace Outsourcing.Processes;

/// <summary>What adds up over the times one activity directly followed another.</summary>
internal sealed class FlowSums
{
    internal long Count;
    internal long Timed;
    internal Int128 Ticks;
    internal long HandOvers;
    internal long TimedHandOvers;
    internal Int128 HandOverTicks;

    internal void Add(FlowSums other)
    {
        Count += other.Count;
        Timed += other.Timed;
        Ticks += other.Ticks;
        HandOvers += other.HandOvers;
        TimedHandOvers += other.TimedHandOvers;
        HandOverTicks += other.HandOverTicks;
    }
}
