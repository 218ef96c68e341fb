namespace Outsourcing.Processes;

/// <summary>What adds up over the events of one activity.</summary>
internal sealed class ActivitySums
{
    internal const int HoursOfWeek = 168;

    internal long Events;
    internal long Executions;
    internal long Cases;
    internal readonly long[] Rework = new long[6];
    internal long LoopsTimed;
    internal Int128 LoopTicks;
    internal readonly DurationSketch Service = new();
    internal readonly DurationSketch Waiting = new();
    internal readonly long[] ByHour = new long[HoursOfWeek];
    internal long Costs;
    internal decimal Cost;

    internal void Add(ActivitySums other)
    {
        Events += other.Events;
        Executions += other.Executions;
        Cases += other.Cases;
        LoopsTimed += other.LoopsTimed;
        LoopTicks += other.LoopTicks;
        Service.Add(other.Service);
        Waiting.Add(other.Waiting);
        Costs += other.Costs;
        Cost += other.Cost;
        for (int index = 0; index < Rework.Length; index++)
        {
            Rework[index] += other.Rework[index];
        }

        for (int hour = 0; hour < HoursOfWeek; hour++)
        {
            ByHour[hour] += other.ByHour[hour];
        }
    }
}
