using System.Globalization;
using System.Text;
using Outsourcing.Capacity;

namespace Outsourcing.Charts;

/// <summary>Draws weekly demand against staffing: the load as a filled area, the agents as a line above it.</summary>
internal static class StaffingChart
{
    private const double Width = 1010;
    private const double Height = 360;
    private const double Left = 56;
    private const double Right = 850;
    private const double Top = 56;
    private const double Bottom = 300;

    internal static string Draw(WeeklyRequirement week, string idPrefix)
    {
        double peakLoad = week.Hours.Max(hour => hour.Load.Erlangs);
        ChartScale y = new(0, Math.Max(1, Math.Max(peakLoad, week.PeakAgents)), Bottom, Top);
        IntervalRequirement busiest = week.Hours.MaxBy(hour => hour.Load.Erlangs)!;
        string summary = string.Create(CultureInfo.InvariantCulture, $"The busiest hour is {busiest.Day} {busiest.Hour:00}:00 with {peakLoad:0.0} erlangs of calls and {busiest.Requirement.Agents} agents. Over the week {week.AgentHours} agent hours answer {week.Hours.Sum(hour => hour.Load.CallsPerHour):0} calls, {week.Occupancy * 100:0} % of them busy.");
        SvgWriter svg = new(idPrefix, Width, Height, "Weekly demand against staffing", summary);
        svg.Text(Left, 24, "Weekly demand against staffing", size: 16, bold: true);
        svg.Text(Left, 44, "People busy or needed at a time, by hour of the week", size: 12, fill: Palette.Muted);
        foreach (double mark in y.Marks)
        {
            svg.Line(Left, y.At(mark), Right, y.At(mark), Palette.Rule);
            svg.Text(Left - 8, y.At(mark) + 4, ChartScale.Label(mark), "end", 12, Palette.Muted);
        }

        for (int day = 0; day <= 7; day++)
        {
            svg.Line(X(day * 24), Top, X(day * 24), Bottom + 6, Palette.Rule);
            if (day < 7)
            {
                svg.Text(X((day * 24) + 12), Bottom + 22, week.Hours[day * 24].Day.ToString()[..3], "middle", 12);
            }
        }

        svg.Path(Steps(week, hour => hour.Load.Erlangs, y, closed: true), Palette.Blue, 1, Palette.BlueTint);
        svg.Path(Steps(week, hour => hour.Requirement.Agents, y, closed: false), Palette.Orange, 2);
        Labels(svg, week, y);
        svg.Text(Left, Height - 12, "Where the line runs along the bottom, nobody answers.", size: 12, fill: Palette.Muted);
        return svg.Finish();
    }

    // Beside the last hours, so that no legend is needed; apart from each other.
    private static void Labels(SvgWriter svg, WeeklyRequirement week, ChartScale y)
    {
        double agents = y.At(week.Hours[^1].Requirement.Agents);
        double load = y.At(week.Hours[^1].Load.Erlangs);
        if (Math.Abs(agents - load) < 34)
        {
            agents = Math.Min(agents, load) - 34;
        }

        svg.Text(Right + 8, agents + 4, "— agents needed", fill: Palette.Orange, bold: true);
        svg.Text(Right + 8, load + 4, "▪ load (erlangs)", fill: Palette.Blue, bold: true);
    }

    private static double X(double hour) => Left + (hour / 168 * (Right - Left));

    private static string Steps(WeeklyRequirement week, Func<IntervalRequirement, double> value, ChartScale y, bool closed)
    {
        StringBuilder path = new();
        path.Append(CultureInfo.InvariantCulture, $"M{SvgWriter.Number(X(0))} {SvgWriter.Number(closed ? y.At(0) : y.At(value(week.Hours[0])))}");
        for (int hour = 0; hour < week.Hours.Count; hour++)
        {
            path.Append(CultureInfo.InvariantCulture, $"V{SvgWriter.Number(y.At(value(week.Hours[hour])))}H{SvgWriter.Number(X(hour + 1))}");
        }

        return closed ? path.Append(CultureInfo.InvariantCulture, $"V{SvgWriter.Number(y.At(0))}Z").ToString() : path.ToString();
    }
}
