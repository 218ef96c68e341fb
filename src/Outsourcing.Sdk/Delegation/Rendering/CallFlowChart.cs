using Outsourcing.Charts;

namespace Outsourcing.Delegation;

/// <summary>Draws what is done on a call of one type: recognise, ask, act, from top to bottom.</summary>
internal static class CallFlowChart
{
    private const double Width = 560;
    private const double BoxWidth = 420;
    private const double Left = (Width - BoxWidth) / 2;
    private const int Characters = 54;
    private const double LineHeight = 13 * 1.25;
    private const double Padding = 12;
    private const double Gap = 28;

    internal static string Draw(CallType type, DelegationBrief brief, string prefix)
    {
        List<(string Text, string Fill, string Stroke)> boxes =
        [
            ($"Call: {type.Name}", Palette.BlueTint, Palette.Blue),
            .. type.Questions.Count == 0
                ? Array.Empty<(string, string, string)>()
                : [($"Ask: {string.Join(" ", type.Questions.Select((question, index) => FormattableString.Invariant($"({index + 1}) {question.Text}")))}", Palette.Paper, Palette.Ink)],
            .. type.Actions.Select((action, index) => (FormattableString.Invariant($"{index + 1}. {BriefWording.Action(action, brief)}"), action.When is null ? Palette.GreenTint : Palette.OrangeTint, action.When is null ? Palette.Green : Palette.Orange)),
        ];
        IReadOnlyList<string>[] lines = [.. boxes.Select(box => SvgWriter.Wrap(box.Text, Characters))];
        double[] heights = [.. lines.Select(line => (2 * Padding) + (line.Count * LineHeight))];
        double height = 16 + heights.Sum() + ((heights.Length - 1) * Gap) + 16;

        SvgWriter svg = new(prefix, Width, height, $"Call flow: {type.Name}", string.Join(" Then: ", boxes.Select(box => box.Text)));
        svg.ArrowHead();
        double y = 16;
        for (int i = 0; i < boxes.Count; i++)
        {
            // A dashed border says, beside the colour, that the action depends on a condition.
            svg.Rectangle(Left, y, BoxWidth, heights[i], boxes[i].Fill, boxes[i].Stroke, 1.5, 6, boxes[i].Fill == Palette.OrangeTint ? "6 4" : null);
            for (int line = 0; line < lines[i].Count; line++)
            {
                svg.Text(Width / 2, y + Padding + 12 + (line * LineHeight), lines[i][line], "middle", bold: i == 0);
            }

            if (i < boxes.Count - 1)
            {
                double bottom = y + heights[i];
                svg.Path($"M{SvgWriter.Number(Width / 2)} {SvgWriter.Number(bottom)}V{SvgWriter.Number(bottom + Gap)}", Palette.Ink, 1.5, arrow: true);
            }

            y += heights[i] + Gap;
        }

        return svg.Finish();
    }
}
