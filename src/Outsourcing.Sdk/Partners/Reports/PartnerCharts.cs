using System.Globalization;
using Outsourcing.Charts;

namespace Outsourcing.Partners;

/// <summary>The two charts of a ranking; every number a chart shows also stands in it as text.</summary>
internal static class PartnerCharts
{
    private const double Width = 760;
    private const double Names = 190;
    private const double Right = 700;
    private const double RowHeight = 44;
    private const double Top = 84;

    internal static string Scores((string Name, PartnerStanding Standing)[] rows)
    {
        double bottom = Top + (rows.Length * RowHeight);
        string description = string.Join("; ", rows.Select(row => string.Create(CultureInfo.InvariantCulture, $"rank {row.Standing.Rank}, {row.Name}: {row.Standing.Score:F2}, between {row.Standing.Range.Lower:F2} and {row.Standing.Range.Upper:F2}")));
        SvgWriter svg = new("partner-scores", Width, bottom + 56, "Scores of the partners", description);
        Heading(svg, "Scores of the partners", "Dot: score. Bar: where the score may lie. Upright mark: the cautious score, which partners are ranked by.");
        ChartScale scale = new(0, 1, Names, Right);
        foreach (double mark in scale.Marks)
        {
            svg.Line(scale.At(mark), Top - 8, scale.At(mark), bottom, Palette.Rule);
            svg.Text(scale.At(mark), bottom + 18, ChartScale.Label(mark), "middle", 12, Palette.Muted);
        }

        svg.Text((Names + Right) / 2, bottom + 40, "score: 0 is the worst, 1 the best on every criterion", "middle", 12, Palette.Muted);
        for (int index = 0; index < rows.Length; index++)
        {
            (string name, PartnerStanding standing) = rows[index];
            double middle = Top + ((index + 0.5) * RowHeight);
            string label = string.Create(CultureInfo.InvariantCulture, $"{standing.Score:F2} ({standing.Range.Lower:F2} to {standing.Range.Upper:F2})");
            Row(svg, name, standing.Rank, middle);
            svg.Rectangle(scale.At(standing.Range.Lower), middle - 5, Math.Max(2, scale.At(standing.Range.Upper) - scale.At(standing.Range.Lower)), 10, Palette.BlueTint, Palette.Blue, radius: 3, tooltip: $"{name}: {label}");
            svg.Line(scale.At(standing.Cautious), middle - 9, scale.At(standing.Cautious), middle + 9, Palette.Ink, 2);
            svg.Circle(scale.At(standing.Score), middle, 6, Palette.Blue, Palette.Paper, 1.5, $"{name}: {label}");
            svg.Text(Math.Clamp(scale.At(standing.Score), Names + 70, Right - 70), middle - 10, label, "middle", 12);
        }

        return svg.Finish();
    }

    internal static string Acceptability((string Name, PartnerStanding Standing)[] rows)
    {
        double bottom = Top + (rows.Length * RowHeight);
        string description = string.Join("; ", rows.Select(row => $"{row.Name}: {string.Join(", ", row.Standing.RankAcceptability.Select((share, rank) => $"rank {rank + 1} in {PartnerReport.Percent(share)}"))}"));
        SvgWriter svg = new("partner-ranks", Width, bottom + 56, "How often each partner takes each rank", description);
        Heading(svg, "How often each partner takes each rank", "Over all plausible weights and values. A bar says which rank, and how often.");
        ChartScale scale = new(0, 1, Names, Right);
        for (int index = 0; index < rows.Length; index++)
        {
            (string name, PartnerStanding standing) = rows[index];
            double middle = Top + ((index + 0.5) * RowHeight);
            Row(svg, name, standing.Rank, middle);
            double from = 0;
            for (int rank = 0; rank < standing.RankAcceptability.Count; rank++)
            {
                double share = standing.RankAcceptability[rank];
                if (share <= 0)
                {
                    continue;
                }

                double left = scale.At(from);
                double width = scale.At(from + share) - left;
                svg.Rectangle(left, middle - 14, width, 28, Palette.Series[rank % Palette.Series.Length], Palette.Paper, tooltip: $"{name}: rank {rank + 1} in {PartnerReport.Percent(share)}");
                string text = $"{rank + 1}: {PartnerReport.Percent(share)}";
                string shown = SvgWriter.TextWidth(text, 12) + 6 <= width ? text : SvgWriter.TextWidth($"{rank + 1}", 12) + 6 <= width ? $"{rank + 1}" : "";
                if (shown.Length > 0)
                {
                    svg.Text(left + (width / 2), middle + 4, shown, "middle", 12, Palette.Paper, bold: rank == 0);
                }

                from += share;
            }
        }

        foreach (double mark in scale.Marks)
        {
            svg.Text(scale.At(mark), bottom + 18, PartnerReport.Percent(mark), "middle", 12, Palette.Muted);
        }

        svg.Text((Names + Right) / 2, bottom + 40, "share of plausible weights and values", "middle", 12, Palette.Muted);
        return svg.Finish();
    }

    private static void Heading(SvgWriter svg, string title, string how)
    {
        svg.Text(16, 28, title, size: 17, bold: true);
        svg.Text(16, 50, how, size: 12, fill: Palette.Muted);
    }

    private static void Row(SvgWriter svg, string name, int rank, double middle)
    {
        IReadOnlyList<string> lines = SvgWriter.Wrap(name, 22);
        svg.Text(16, middle + 4, $"{rank}", bold: true);
        svg.Text(36, middle + 4, lines.Count == 1 ? lines[0] : $"{lines[0]} …");
    }
}
