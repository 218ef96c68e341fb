using System.Globalization;
using System.Text;

namespace Outsourcing.Charts;

/// <summary>A line of a chart: straight between its points.</summary>
internal sealed record ChartLine(string Name, IReadOnlyList<(double X, double Y)> Points);

/// <summary>A point worth naming.</summary>
internal sealed record ChartMark(double X, double Y, string Text);

/// <summary>Draws lines, each named at its end and of its own dash pattern, so that neither legend nor colour is needed to tell them apart.</summary>
internal static class LineChart
{
    private const double Width = 900;
    private const double Height = 420;
    private const double Left = 76;
    private const double Right = 660;
    private const double Top = 60;
    private const double Bottom = 350;
    private static readonly string?[] Dashes = [null, "7 4", "2 3", "10 3 2 3", "14 4"];

    internal static string Draw(string idPrefix, string title, string description, string xTitle, string yTitle, IReadOnlyList<ChartLine> lines, IReadOnlyList<ChartMark> marks, (double X, string Text)? here)
    {
        ChartScale x = new(0, lines.Max(line => line.Points.Max(point => point.X)), Left, Right);
        ChartScale y = new(Math.Min(0, lines.Min(line => line.Points.Min(point => point.Y))), lines.Max(line => line.Points.Max(point => point.Y)), Bottom, Top);
        SvgWriter svg = new(idPrefix, Width, Height, title, description);
        svg.Text(Left, 24, title, size: 16, bold: true);
        svg.Text(Left, 44, yTitle, size: 12, fill: Palette.Muted);
        foreach (double mark in y.Marks)
        {
            svg.Line(Left, y.At(mark), Right, y.At(mark), Palette.Rule);
            svg.Text(Left - 8, y.At(mark) + 4, ChartScale.Label(mark), "end", 12, Palette.Muted);
        }

        foreach (double mark in x.Marks)
        {
            svg.Line(x.At(mark), Bottom, x.At(mark), Bottom + 5, Palette.Muted);
            svg.Text(x.At(mark), Bottom + 20, ChartScale.Label(mark), "middle", 12, Palette.Muted);
        }

        svg.Text((Left + Right) / 2, Bottom + 42, xTitle, "middle", 12, Palette.Muted);
        if (here is { } place)
        {
            svg.Line(x.At(place.X), Top, x.At(place.X), Bottom, Palette.Grey, 1, "3 3");
            svg.Text(x.At(place.X) + 4, Top + 10, place.Text, size: 12, fill: Palette.Muted);
        }

        for (int index = 0; index < lines.Count; index++)
        {
            svg.Path(Points(lines[index], x, y), Palette.Series[index % Palette.Series.Length], 2, dash: Dashes[index % Dashes.Length]);
        }

        Names(svg, lines, y);
        foreach (ChartMark mark in marks)
        {
            svg.Circle(x.At(mark.X), y.At(mark.Y), 4, Palette.Paper, Palette.Ink, 2, mark.Text);
            svg.Text(x.At(mark.X) + 8, y.At(mark.Y) + 16, mark.Text, size: 12);
        }

        return svg.Finish();
    }

    // Beside the ends of their lines, moved down where they would touch.
    private static void Names(SvgWriter svg, IReadOnlyList<ChartLine> lines, ChartScale y)
    {
        double below = double.NegativeInfinity;
        foreach ((ChartLine line, int index) in lines.Select((line, index) => (line, index)).OrderBy(item => y.At(item.line.Points[^1].Y)))
        {
            double at = Math.Max(y.At(line.Points[^1].Y) + 4, below + 17);
            below = at;
            svg.Line(Right + 6, at - 4, Right + 34, at - 4, Palette.Series[index % Palette.Series.Length], 2, Dashes[index % Dashes.Length]);
            svg.Text(Right + 40, at, line.Name.Length > 26 ? string.Concat(line.Name.AsSpan(0, 25), "…") : line.Name, fill: Palette.Series[index % Palette.Series.Length], bold: true);
        }
    }

    private static string Points(ChartLine line, ChartScale x, ChartScale y)
    {
        StringBuilder path = new();
        foreach ((double px, double py) in line.Points)
        {
            path.Append(CultureInfo.InvariantCulture, $"{(path.Length == 0 ? 'M' : 'L')}{SvgWriter.Number(x.At(px))} {SvgWriter.Number(y.At(py))}");
        }

        return path.ToString();
    }
}
