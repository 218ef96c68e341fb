using System.Globalization;
using System.Text;
using Outsourcing.Charts;

namespace Outsourcing.Economics;

public sealed partial record LeverageReport
{
    /// <summary>Writes the report as Markdown.</summary>
    /// <returns>The text.</returns>
    public string ToMarkdown()
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        StringBuilder text = new();
        text.Append("# What handing over the calls is worth\n\n");
        text.Append(culture, $"{EconomicsMarkdown.Cell(Verdict.Explanation.Summary)}\n");
        if (Verdict.Explanation.Flip is { } flip)
        {
            text.Append(culture, $"\nThe verdict changes ({flip.Becomes}) when {flip.Input} goes from {flip.From:0.##} to {flip.To:0.##} {flip.Unit}.\n");
        }

        text.Append(culture, $"\n| From the call log ({Case.Period.From:O} to {Case.Period.Until:O}) | per month |\n| --- | ---: |\n");
        text.Append(culture, $"| Inbound calls | {CallsPerMonth:0} |\n| Nobody answered | {Lost} |\n");
        text.Append(culture, $"| Hours on calls today | {OwnerHoursPerMonth:0.0} ({OwnerHoursRange.Lower:0.0} to {OwnerHoursRange.Upper:0.0}) |\n| Hours freed | {FreedHoursPerMonth:0.0} |\n");
        text.Append(culture, $"| Lost calls cost today | {LostCallsBefore} |\n| Lost calls cost with the partner | {LostCallsAfter} |\n");
        text.Append(culture, $"\n| Plan | Cost per month | Net gain per month | Range of the gain | Pay-back, months | An hour must bring | Breaks even at, calls a month | Employees instead |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        foreach (PlanLeverage plan in Plans)
        {
            string payBack = plan.PayBackMonths is { } months ? months.ToString("0.0", culture) : "never";
            string breakEven = plan.BreakEvenCalls.Count == 0 ? "at no volume" : string.Join(", ", plan.BreakEvenCalls.Select(calls => calls.ToString("0", culture)));
            text.Append(culture, $"| {EconomicsMarkdown.Cell(plan.Price.Plan)} | {plan.Price.Monthly.Round()} | {plan.NetPerMonth} | {EconomicsMarkdown.Range(plan.NetRange)} | {payBack} | {plan.RevenuePerHourNeeded?.ToString() ?? "–"} | {breakEven} | {plan.AgainstInHouse?.Value?.InHouse.Round().ToString() ?? "–"} |\n");
        }

        text.Append(culture, $"\n## What moves the gain of {EconomicsMarkdown.Cell(Best.Price.Plan)}\n\n| Input | Range | Gain at its lower end | Gain at its upper end |\n| --- | ---: | ---: | ---: |\n");
        foreach (SensitivityItem item in Best.Sensitivity)
        {
            text.Append(culture, $"| {item.Input} ({item.Unit}) | {item.Range.Lower:0.##} to {item.Range.Upper:0.##} | {item.NetAtLower:#,0} | {item.NetAtUpper:#,0} |\n");
        }

        return text.ToString();
    }

    /// <summary>Draws the monthly cost of each plan, and of employees where they were asked for, against the number of calls, with the volumes at which lines cross.</summary>
    /// <param name="idPrefix">What the ids of the drawing start with; letters and digits, unique on its page.</param>
    /// <returns>A self-contained SVG.</returns>
    public string ToSvg(string idPrefix = "cost")
    {
        List<ChartLine> lines = [];
        List<ChartMark> marks = [];
        double volume = Math.Max(10, CallsPerMonth);
        double far = new ChartScale(0, volume * 2, 0, 1).High;
        foreach (PlanLeverage plan in Plans)
        {
            PlanLine line = PlanLine.Of(Case.Plans.First(item => item.Name == plan.Price.Plan), plan.Price, volume);
            double bend = (double)line.Bend;
            double[] at = bend > 0 && bend < far ? [0, bend, far] : [0, far];
            lines.Add(new ChartLine(plan.Price.Plan, [.. at.Select(calls => (calls, (double)line.Cost((decimal)calls)))]));
        }

        if (Case.InHouse is { } staff && CallsPerMonth > 0)
        {
            decimal minutes = (decimal)(OwnerHoursPerMonth * 60 / CallsPerMonth);
            decimal perCall = staff.WorkloadHours(1, minutes);
            double bend = perCall > 0 ? (double)(staff.CoverageHours / perCall) : 0;
            double[] at = bend > 0 && bend < far ? [0, bend, far] : [0, far];
            lines.Add(new ChartLine("employees", [.. at.Select(calls => (calls, (double)staff.Monthly((decimal)calls, minutes).Amount))]));
        }

        for (int first = 0; first < lines.Count; first++)
        {
            for (int second = first + 1; second < lines.Count; second++)
            {
                marks.AddRange(Crossings(lines[first], lines[second]));
            }
        }

        string cheapest = lines.MinBy(line => At(line, volume))!.Name;
        string description = string.Create(CultureInfo.InvariantCulture, $"At today's {volume:0} calls a month {cheapest} costs least. ")
            + string.Join(' ', marks.Select(mark => string.Create(CultureInfo.InvariantCulture, $"Two costs are equal at {mark.Text}.")));
        return LineChart.Draw(idPrefix, "Monthly cost against calls", description, "inbound calls per month", $"cost per month, {Case.Currency}", lines, marks, (volume, "today"));
    }

    private static IEnumerable<ChartMark> Crossings(ChartLine first, ChartLine second)
    {
        double[] points = [.. first.Points.Concat(second.Points).Select(point => point.X).Distinct().Order()];
        for (int index = 0; index + 1 < points.Length; index++)
        {
            double left = At(first, points[index]) - At(second, points[index]);
            double right = At(first, points[index + 1]) - At(second, points[index + 1]);
            if (left * right < 0)
            {
                double x = points[index] + ((points[index + 1] - points[index]) * left / (left - right));
                yield return new ChartMark(x, At(first, x), string.Create(CultureInfo.InvariantCulture, $"{x:0} calls"));
            }
        }
    }

    private static double At(ChartLine line, double x)
    {
        for (int index = 0; index + 1 < line.Points.Count; index++)
        {
            (double x1, double y1) = line.Points[index];
            (double x2, double y2) = line.Points[index + 1];
            if (x <= x2)
            {
                return y1 + ((y2 - y1) * (x - x1) / (x2 - x1));
            }
        }

        return line.Points[^1].Y;
    }
}
