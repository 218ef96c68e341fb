namespace Outsourcing.Processes;

/// <summary>What adds up over the cases of one variant.</summary>
internal sealed class VariantSums
{
    internal long Cases;
    internal long TimedCases;
    internal Int128 Ticks;
    internal long RevenueCases;
    internal decimal Revenue;
    internal double RevenueSquares;

    internal void Add(VariantSums other)
    {
        Cases += other.Cases;
        TimedCases += other.TimedCases;
        Ticks += other.Ticks;
        RevenueCases += other.RevenueCases;
        Revenue += other.Revenue;
        RevenueSquares += other.RevenueSquares;
    }
}
