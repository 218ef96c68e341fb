using System.Globalization;
using Outsourcing.Charts;

namespace Outsourcing.Processes;

/// <summary>Draws a process found in records: activities with their frequency and time, and what follows what.</summary>
public static class ProcessMap
{
    private const double BoxWidth = 200;
    private const double BoxHeight = 74;
    private const double ColumnGap = 70;
    private const double RowGap = 66;
    private const double Margin = 90;
    private const double Top = 96;

    /// <summary>Draws the map as one self-contained SVG.</summary>
    /// <param name="process">The process.</param>
    /// <param name="verdicts">The verdicts about its activities, by name; activities without one are drawn as not classified.</param>
    /// <param name="options">What is shown; the defaults when left out.</param>
    /// <returns>The SVG: titled, described, readable without colours.</returns>
    public static string ToSvg(DiscoveredProcess process, IReadOnlyDictionary<string, Verdict<StepPlacement>>? verdicts = null, ProcessMapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(process);
        options ??= new ProcessMapOptions();
        ArgumentException.ThrowIfNullOrWhiteSpace(options.IdPrefix);
        DirectlyFollows[] flows = Shown(process, options.LeastShare);
        Dictionary<string, (double X, double Y)> places = Places(process, flows, out double width, out double height);
        SvgWriter svg = new(options.IdPrefix, width, height, options.Title, Describe(process, verdicts, flows));
        svg.ArrowHead();
        svg.Text(24, 32, options.Title, size: 18, bold: true);
        svg.Text(24, 54, Line($"{process.Cases} cases, {process.Events} events. Arrows: how often, and the mean time between. {flows.Length} of {process.Flows.Count} flows are shown."), fill: Palette.Muted);
        svg.Text(24, 74, "Solid frame: core, keep. Dashed frame: supportive, delegate. Thin frame: not decided.", fill: Palette.Muted);
        double most = Math.Max(1, process.Flows.Select(flow => flow.Count).DefaultIfEmpty(1).Max());
        foreach (DirectlyFollows flow in flows)
        {
            Arrow(svg, flow, places[flow.From], places[flow.To], most, width);
        }

        foreach (DiscoveredActivity activity in process.Activities)
        {
            Box(svg, activity, places[activity.Name], verdicts?.GetValueOrDefault(activity.Name));
        }

        return svg.Finish();
    }

    private static DirectlyFollows[] Shown(DiscoveredProcess process, double leastShare)
    {
        HashSet<DirectlyFollows> commonest =
        [
            .. process.Flows.Where(flow => flow.From != flow.To).GroupBy(flow => flow.From).Select(group => group.MaxBy(flow => flow.Count)!),
            .. process.Flows.Where(flow => flow.From != flow.To).GroupBy(flow => flow.To).Select(group => group.MaxBy(flow => flow.Count)!),
        ];
        return [.. process.Flows.Where(flow => flow.Count >= leastShare * process.Cases || commonest.Contains(flow))];
    }

    // Rows follow the mean place of an activity's first occurrence; an activity stands below all that lead to it from before.
    private static Dictionary<string, (double X, double Y)> Places(DiscoveredProcess process, DirectlyFollows[] flows, out double width, out double height)
    {
        Dictionary<string, double> mean = MeanPlace(process);
        string[] order = [.. process.Activities.Select(activity => activity.Name).OrderBy(name => mean[name]).ThenBy(name => name, StringComparer.Ordinal)];
        Dictionary<string, int> rank = order.Select((name, index) => (name, index)).ToDictionary(pair => pair.name, pair => pair.index, StringComparer.Ordinal);
        Dictionary<string, int> row = new(StringComparer.Ordinal);
        foreach (string name in order)
        {
            row[name] = flows.Where(flow => flow.To == name && rank[flow.From] < rank[name]).Select(flow => row[flow.From] + 1).DefaultIfEmpty(0).Max();
        }

        var rows = order.GroupBy(name => row[name]).OrderBy(group => group.Key).Select(group => group.ToArray()).ToArray();
        int widest = rows.Select(group => group.Length).DefaultIfEmpty(1).Max();
        double inner = Math.Max((widest * (BoxWidth + ColumnGap)) - ColumnGap, 620);
        Dictionary<string, (double X, double Y)> places = new(StringComparer.Ordinal);
        for (int index = 0; index < rows.Length; index++)
        {
            double rowWidth = (rows[index].Length * (BoxWidth + ColumnGap)) - ColumnGap;
            for (int column = 0; column < rows[index].Length; column++)
            {
                places[rows[index][column]] = (Margin + ((inner - rowWidth) / 2) + (column * (BoxWidth + ColumnGap)), Top + (index * (BoxHeight + RowGap)));
            }
        }

        width = inner + (2 * Margin) + 60;
        height = Top + (Math.Max(1, rows.Length) * (BoxHeight + RowGap)) + 10;
        return places;
    }

    private static Dictionary<string, double> MeanPlace(DiscoveredProcess process)
    {
        Dictionary<string, (double Sum, long Count)> sums = new(StringComparer.Ordinal);
        foreach (ProcessVariant variant in process.Variants)
        {
            HashSet<string> seen = new(StringComparer.Ordinal);
            for (int index = 0; index < variant.Activities.Count; index++)
            {
                if (seen.Add(variant.Activities[index]))
                {
                    (double sum, long count) = sums.GetValueOrDefault(variant.Activities[index]);
                    sums[variant.Activities[index]] = (sum + (seen.Count * variant.Count), count + variant.Count);
                }
            }
        }

        return process.Activities.ToDictionary(
            activity => activity.Name,
            activity => sums.TryGetValue(activity.Name, out (double Sum, long Count) found) ? found.Sum / found.Count : 0,
            StringComparer.Ordinal);
    }

    private static void Box(SvgWriter svg, DiscoveredActivity activity, (double X, double Y) place, Verdict<StepPlacement>? verdict)
    {
        (string fill, string stroke, double line, string? dash, string word) = verdict?.Value?.Decision switch
        {
            StepDecision.Keep when verdict.IsDecided => (Palette.BlueTint, Palette.Blue, 3.0, null, "core: keep"),
            StepDecision.Delegate when verdict.IsDecided => (Palette.OrangeTint, Palette.Orange, 2.0, "6 3", "supportive: delegate"),
            StepDecision.DelegateInPieces when verdict.IsDecided => (Palette.OrangeTint, Palette.Orange, 2.0, "2 3", "supportive: in pieces"),
            _ => (Palette.Paper, Palette.Grey, 1.0, (string?)null, verdict is null ? "not classified" : "not decided"),
        };
        svg.Rectangle(place.X, place.Y, BoxWidth, BoxHeight, fill, stroke, line, 6, dash, tooltip: activity.Name);
        string name = activity.Name.Length <= 52 ? activity.Name : activity.Name[..51] + "…";
        int lines = svg.WrappedText(place.X + (BoxWidth / 2), place.Y + 18, name, 27, bold: true, size: 12);
        string time = activity.Service is { } service ? $" · {Duration(service.MedianSeconds)}" : "";
        svg.Text(place.X + (BoxWidth / 2), place.Y + 20 + (lines * 15), Line($"{activity.Executions}×{time}"), "middle", 11);
        svg.Text(place.X + (BoxWidth / 2), place.Y + BoxHeight - 7, word, "middle", 11, Palette.Muted);
    }

    private static void Arrow(SvgWriter svg, DirectlyFollows flow, (double X, double Y) from, (double X, double Y) to, double most, double width)
    {
        double line = 1 + (4 * Math.Sqrt(flow.Count / most));
        string label = flow.MeanTime is { } time ? Line($"{flow.Count} · {Duration(time.TotalSeconds)}") : Line($"{flow.Count}");
        string tooltip = $"{flow.From} → {flow.To}: {label}";
        double fromX = from.X + (BoxWidth / 2);
        double toX = to.X + (BoxWidth / 2);
        if (flow.From == flow.To)
        {
            double right = from.X + BoxWidth;
            svg.Path($"M{N(right)} {N(from.Y + 20)}C{N(right + 34)} {N(from.Y + 8)} {N(right + 34)} {N(from.Y + 62)} {N(right)} {N(from.Y + 52)}", Palette.Grey, line, arrow: true, tooltip: tooltip);
            Label(svg, right + 4, from.Y + 40, Line($"↻ {flow.Count}"), "start");
            return;
        }

        if (to.Y > from.Y)
        {
            double y1 = from.Y + BoxHeight;
            double y2 = to.Y - 2;
            double bend = Math.Max(24, (y2 - y1) / 2);
            svg.Path($"M{N(fromX)} {N(y1)}C{N(fromX)} {N(y1 + bend)} {N(toX)} {N(y2 - bend)} {N(toX)} {N(y2)}", Palette.Grey, line, arrow: true, tooltip: tooltip);
            Label(svg, (fromX + toX) / 2, ((y1 + y2) / 2) + 4, label, "middle");
            return;
        }

        // Backwards: round the outside, dashed.
        bool leftSide = fromX + toX < width;
        double side = leftSide ? Math.Min(from.X, to.X) - 46 : Math.Max(from.X, to.X) + BoxWidth + 46;
        double x1 = leftSide ? from.X : from.X + BoxWidth;
        double x2 = leftSide ? to.X - 2 : to.X + BoxWidth + 2;
        double middle = (from.Y + to.Y + BoxHeight) / 2;
        svg.Path($"M{N(x1)} {N(from.Y + 24)}C{N(side)} {N(from.Y + 24)} {N(side)} {N(to.Y + 50)} {N(x2)} {N(to.Y + 50)}", Palette.Grey, line, arrow: true, dash: "5 4", tooltip: tooltip);
        Label(svg, side + (leftSide ? 8 : -8), middle, label, "middle");
    }

    private static void Label(SvgWriter svg, double x, double y, string text, string anchor)
    {
        double width = SvgWriter.TextWidth(text, 11) + 6;
        svg.Rectangle(anchor == "middle" ? x - (width / 2) : x - 2, y - 11, width, 15, Palette.Paper, radius: 3);
        svg.Text(x, y, text, anchor, 11);
    }

    private static string Describe(DiscoveredProcess process, IReadOnlyDictionary<string, Verdict<StepPlacement>>? verdicts, DirectlyFollows[] flows)
    {
        string activities = string.Join("; ", process.Activities.Select(activity =>
            Line($"{activity.Name} {activity.Executions} times") + (verdicts?.GetValueOrDefault(activity.Name) is { IsDecided: true } verdict ? $", {verdict.Value!.Decision}" : "")));
        string ways = string.Join("; ", flows.OrderByDescending(flow => flow.Count).Take(20).Select(flow => Line($"{flow.From} to {flow.To} {flow.Count} times")));
        return Line($"{process.Cases} cases. Activities: {activities}. Commonest flows: {ways}.");
    }

    internal static string Duration(double seconds) => seconds switch
    {
        < 120 => Line($"{seconds:0.#} s"),
        < 7200 => Line($"{seconds / 60:0.#} min"),
        < 172_800 => Line($"{seconds / 3600:0.#} h"),
        _ => Line($"{seconds / 86_400:0.#} d"),
    };

    private static string N(double value) => SvgWriter.Number(value);

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
