namespace Outsourcing.Economics;

/// <summary>A number and the range it lies in.</summary>
internal readonly record struct Figure(double Value, Interval Range)
{
    internal static Figure Of(double value, Interval? range = null) =>
        new(value, range is { } given ? new Interval(Math.Min(given.Lower, value), Math.Max(given.Upper, value)) : new Interval(value, value));

    /// <summary>Moves the number, its range with it; neither below zero.</summary>
    internal Figure At(double value) =>
        new(value, new Interval(Math.Max(0, Range.Lower + value - Value), Math.Max(0, Range.Upper + value - Value)));
}

/// <summary>The numbers a net gain comes from.</summary>
internal sealed record LeverageFigures
{
    /// <summary>Names and units, in the order of <see cref="All"/>; stable within the rule.</summary>
    internal static readonly (string Name, string Unit)[] Names =
    [
        ("hours handed over", "h/month"), ("usable share", "1"), ("oversight", "h/month"), ("revenue per freed hour", ""),
        ("calls lost before", "call/month"), ("calls lost after", "call/month"), ("value of a lost call", ""), ("plan cost", ""),
    ];

    internal const int RevenuePerHour = 3;
    internal const int LostValue = 6;
    internal const int Cost = 7;

    internal required IReadOnlyList<Figure> All { get; init; }

    internal Figure this[int index] => All[index];

    internal double Net() => Net([.. All.Select(figure => figure.Value)]);

    internal LeverageFigures With(int index, Figure figure)
    {
        Figure[] all = [.. All];
        all[index] = figure;
        return this with { All = all };
    }

    internal IEnumerable<(int Index, double AtLower, double AtUpper)> Effects()
    {
        double[] values = [.. All.Select(figure => figure.Value)];
        for (int index = 0; index < values.Length; index++)
        {
            Figure figure = All[index];
            if (figure.Range.Width > 0)
            {
                values[index] = figure.Range.Lower;
                double atLower = Net(values);
                values[index] = figure.Range.Upper;
                double atUpper = Net(values);
                values[index] = figure.Value;
                yield return (index, atLower, atUpper);
            }
        }
    }

    internal Interval NetRange()
    {
        double net = Net();
        double down = 0;
        double up = 0;
        foreach ((_, double atLower, double atUpper) in Effects())
        {
            double worst = Math.Min(0, Math.Min(atLower, atUpper) - net);
            double best = Math.Max(0, Math.Max(atLower, atUpper) - net);
            down += worst * worst;
            up += best * best;
        }

        return new Interval(net - Math.Sqrt(down), net + Math.Sqrt(up));
    }

    private static double Net(ReadOnlySpan<double> x) =>
        ((x[0] - x[2]) * x[1] * x[RevenuePerHour]) + ((x[4] - x[5]) * x[LostValue]) - x[Cost];
}
