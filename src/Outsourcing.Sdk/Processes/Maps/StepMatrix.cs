using System.Globalization;
using Outsourcing.Charts;

namespace Outsourcing.Processes;

/// <summary>Draws the classified steps by core index and contract hazard.</summary>
public static class StepMatrix
{
    private const double Left = 70;
    private const double Top = 70;
    private const double Size = 460;
    private const double ListLeft = Left + Size + 50;
    private const double RowHeight = 20;

    /// <summary>Draws the matrix as one self-contained SVG.</summary>
    /// <param name="verdicts">The verdicts, by the name of the step; refused ones are drawn where their ranges lie.</param>
    /// <param name="title">The title.</param>
    /// <param name="idPrefix">Letters and digits that start every id in the drawing.</param>
    /// <returns>The SVG: titled, described, readable without colours.</returns>
    /// <exception cref="ArgumentException">A verdict is of another rule than <see cref="StepClassifier"/>'s.</exception>
    public static string ToSvg(IReadOnlyDictionary<string, Verdict<StepPlacement>> verdicts, string title = "Core and supportive steps", string idPrefix = "matrix")
    {
        ArgumentNullException.ThrowIfNull(verdicts);
        ArgumentException.ThrowIfNullOrWhiteSpace(idPrefix);
        Mark[] marks = [.. verdicts.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => ToMark(pair.Key, pair.Value))];
        VerdictExplanation? policy = verdicts.Values.FirstOrDefault()?.Explanation;
        double coreFrom = policy?.Number("boundary.coreFrom") ?? 0.6;
        double supportive = policy?.Number("boundary.supportiveUpTo") ?? 0.4;
        double hazard = policy?.Number("boundary.hazardUpTo") ?? 0.5;
        double height = Math.Max(Top + Size + 60, Top + 40 + (marks.Length * RowHeight));
        SvgWriter svg = new(idPrefix, 980, height, title, Describe(marks));
        svg.Text(24, 32, title, size: 18, bold: true);
        Ground(svg, coreFrom, supportive, hazard);
        svg.Text(ListLeft, Top - 8, "Steps", bold: true);
        for (int index = 0; index < marks.Length; index++)
        {
            Draw(svg, marks[index], index);
        }

        return svg.Finish();
    }

    private static void Ground(SvgWriter svg, double coreFrom, double supportive, double hazard)
    {
        svg.Rectangle(X(coreFrom), Top, X(1) - X(coreFrom), Size, Palette.BlueTint);
        svg.Rectangle(X(0), Y(hazard), X(supportive) - X(0), Y(0) - Y(hazard), Palette.OrangeTint);
        svg.Rectangle(Left, Top, Size, Size, "none", Palette.Grey);
        svg.Line(X(coreFrom), Top, X(coreFrom), Top + Size, Palette.Grey, dash: "4 4");
        svg.Line(X(supportive), Top, X(supportive), Top + Size, Palette.Grey, dash: "4 4");
        svg.Line(X(0), Y(hazard), X(supportive), Y(hazard), Palette.Grey, dash: "4 4");
        svg.Text((X(coreFrom) + X(1)) / 2, Top + 18, "Keep", "middle", bold: true);
        svg.Text((X(0) + X(supportive)) / 2, Top + 18, "Delegate in pieces", "middle", bold: true);
        svg.Text((X(0) + X(supportive)) / 2, Top + Size - 10, "Delegate", "middle", bold: true);
        svg.Text((X(supportive) + X(coreFrom)) / 2, Top + 18, "Undecided", "middle", 11, Palette.Muted);
        foreach (double mark in (double[])[0, 0.2, 0.4, 0.6, 0.8, 1])
        {
            string label = mark.ToString("0.#", CultureInfo.InvariantCulture);
            svg.Text(X(mark), Top + Size + 18, label, "middle", 11, Palette.Muted);
            svg.Text(Left - 8, Y(mark) + 4, label, "end", 11, Palette.Muted);
        }

        svg.Text(Left + (Size / 2), Top + Size + 40, "Core index →", "middle");
        svg.Text(Left, Top - 14, "Contract hazard ↑");
    }

    private static void Draw(SvgWriter svg, Mark mark, int index)
    {
        double x = X((mark.Core.Lower + mark.Core.Upper) / 2);
        double y = Y((mark.Hazard.Lower + mark.Hazard.Upper) / 2);
        svg.Line(X(mark.Core.Lower), y, X(mark.Core.Upper), y, Palette.Ink);
        svg.Line(x, Y(mark.Hazard.Lower), x, Y(mark.Hazard.Upper), Palette.Ink);
        string number = (index + 1).ToString(CultureInfo.InvariantCulture);
        svg.Circle(x, y, 10, mark.Colour, Palette.Paper, tooltip: $"{mark.Name}: {mark.Word}");
        svg.Text(x, y + 4, number, "middle", 11, Palette.Paper, bold: true);
        string name = mark.Name.Length <= 34 ? mark.Name : mark.Name[..33] + "…";
        svg.Text(ListLeft, Top + 16 + (index * RowHeight), $"{number}  {name}: {mark.Word}", size: 12);
    }

    private static Mark ToMark(string name, Verdict<StepPlacement> verdict)
    {
        Interval? core = verdict.Explanation.Inputs.FirstOrDefault(input => input.Name == "coreIndex")?.Uncertainty;
        Interval? hazard = verdict.Explanation.Inputs.FirstOrDefault(input => input.Name == "contractHazard")?.Uncertainty;
        if (core is not { } coreRange || hazard is not { } hazardRange)
        {
            throw new ArgumentException($"The verdict about '{name}' is of the rule '{verdict.Explanation.Rule}', which has no core index and contract hazard.", nameof(verdict));
        }

        (string word, string colour) = verdict.TryGet(out StepPlacement? placement)
            ? placement.Decision switch
            {
                StepDecision.Keep => ("keep", Palette.Blue),
                StepDecision.Delegate => ("delegate", Palette.Orange),
                _ => ("delegate in pieces", Palette.Orange),
            }
            : (verdict.Refusal!.Kind == RefusalKind.InsufficientEvidence ? "not enough known" : "undecided", Palette.Grey);
        return new Mark(name, coreRange, hazardRange, word, colour);
    }

    private static string Describe(Mark[] marks) => string.Join("; ", marks.Select(mark =>
        FormattableString.Invariant($"{mark.Name}: {mark.Word}, core index {mark.Core.Lower:0.00} to {mark.Core.Upper:0.00}, contract hazard {mark.Hazard.Lower:0.00} to {mark.Hazard.Upper:0.00}"))) + ".";

    private static double X(double core) => Left + (core * Size);

    private static double Y(double hazard) => Top + ((1 - hazard) * Size);

    private sealed record Mark(string Name, Interval Core, Interval Hazard, string Word, string Colour);
}
