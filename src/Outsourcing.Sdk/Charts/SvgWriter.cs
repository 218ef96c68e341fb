using System.Globalization;
using System.Text;

namespace Outsourcing.Charts;

/// <summary>
/// Writes one self-contained, accessible SVG: title and description first, every text escaped, nothing loaded from elsewhere.
/// It stands alone as a file and inline in HTML.
/// </summary>
/// <remarks>Ids start with a prefix, so that several drawings can share a page.</remarks>
internal sealed class SvgWriter
{
    /// <summary>Room a character takes at a font size of 1; generous, so that texts do not run into each other.</summary>
    internal const double CharacterWidth = 0.56;

    private readonly StringBuilder _text = new();
    private readonly string _prefix;

    /// <param name="prefix">Letters and digits that start every id of this drawing.</param>
    /// <param name="width">The width in user units (pixels at scale 1).</param>
    /// <param name="height">The height in user units.</param>
    /// <param name="title">What the drawing is, read first by a screen reader.</param>
    /// <param name="description">What it shows, in words that replace it for who cannot see it.</param>
    internal SvgWriter(string prefix, double width, double height, string title, string description)
    {
        _prefix = prefix;
        _text.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Number(width)} {Number(height)}\" width=\"{Number(width)}\" height=\"{Number(height)}\" role=\"img\" aria-labelledby=\"{prefix}-title {prefix}-desc\" font-family=\"system-ui, sans-serif\" font-size=\"13\">\n");
        _text.Append(CultureInfo.InvariantCulture, $"<title id=\"{prefix}-title\">{Escape(title)}</title>\n<desc id=\"{prefix}-desc\">{Escape(description)}</desc>\n");
        Rectangle(0, 0, width, height, Palette.Paper);
    }

    internal static double TextWidth(string text, double size = 13) => text.Length * size * CharacterWidth;

    internal void Rectangle(double x, double y, double width, double height, string fill, string? stroke = null, double strokeWidth = 1, double radius = 0, string? dash = null, string? tooltip = null)
    {
        _text.Append(CultureInfo.InvariantCulture, $"<rect x=\"{Number(x)}\" y=\"{Number(y)}\" width=\"{Number(Math.Max(0, width))}\" height=\"{Number(Math.Max(0, height))}\" fill=\"{fill}\"");
        if (radius > 0)
        {
            _text.Append(CultureInfo.InvariantCulture, $" rx=\"{Number(radius)}\"");
        }

        Stroke(stroke, strokeWidth, dash);
        Close("rect", tooltip);
    }

    internal void Circle(double x, double y, double radius, string fill, string? stroke = null, double strokeWidth = 1, string? tooltip = null)
    {
        _text.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{Number(x)}\" cy=\"{Number(y)}\" r=\"{Number(radius)}\" fill=\"{fill}\"");
        Stroke(stroke, strokeWidth, null);
        Close("circle", tooltip);
    }

    internal void Line(double x1, double y1, double x2, double y2, string stroke, double strokeWidth = 1, string? dash = null)
    {
        _text.Append(CultureInfo.InvariantCulture, $"<line x1=\"{Number(x1)}\" y1=\"{Number(y1)}\" x2=\"{Number(x2)}\" y2=\"{Number(y2)}\"");
        Stroke(stroke, strokeWidth, dash);
        Close("line", null);
    }

    /// <param name="data">SVG path data; numbers of the caller's, formatted by <see cref="Number"/>.</param>
    /// <param name="stroke">The colour of the line.</param>
    /// <param name="strokeWidth">Its width.</param>
    /// <param name="fill">The fill; none for a line.</param>
    /// <param name="arrow">Whether an arrow head ends it; <see cref="ArrowHead"/> must have been called.</param>
    /// <param name="dash">A dash pattern.</param>
    /// <param name="tooltip">A text shown on pointing.</param>
    internal void Path(string data, string stroke, double strokeWidth = 1, string fill = "none", bool arrow = false, string? dash = null, string? tooltip = null)
    {
        _text.Append(CultureInfo.InvariantCulture, $"<path d=\"{data}\" fill=\"{fill}\"");
        Stroke(stroke, strokeWidth, dash);
        if (arrow)
        {
            _text.Append(CultureInfo.InvariantCulture, $" marker-end=\"url(#{_prefix}-arrow)\"");
        }

        Close("path", tooltip);
    }

    /// <summary>Defines the arrow head that paths may end in; once per drawing.</summary>
    internal void ArrowHead(string fill = Palette.Ink) => _text.Append(CultureInfo.InvariantCulture,
        $"<defs><marker id=\"{_prefix}-arrow\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"9\" markerHeight=\"9\" markerUnits=\"userSpaceOnUse\" orient=\"auto-start-reverse\"><path d=\"M0 0L10 5L0 10z\" fill=\"{fill}\"/></marker></defs>\n");

    internal void Text(double x, double y, string text, string anchor = "start", double size = 13, string fill = Palette.Ink, bool bold = false)
    {
        _text.Append(CultureInfo.InvariantCulture, $"<text x=\"{Number(x)}\" y=\"{Number(y)}\" text-anchor=\"{anchor}\" fill=\"{fill}\"");
        if (size != 13)
        {
            _text.Append(CultureInfo.InvariantCulture, $" font-size=\"{Number(size)}\"");
        }

        if (bold)
        {
            _text.Append(" font-weight=\"600\"");
        }

        _text.Append(CultureInfo.InvariantCulture, $">{Escape(text)}</text>\n");
    }

    /// <summary>Writes a text over several lines of at most so many characters, and returns how many lines it took.</summary>
    internal int WrappedText(double x, double y, string text, int characters, string anchor = "middle", double size = 13, string fill = Palette.Ink, bool bold = false)
    {
        IReadOnlyList<string> lines = Wrap(text, characters);
        for (int line = 0; line < lines.Count; line++)
        {
            Text(x, y + (line * size * 1.25), lines[line], anchor, size, fill, bold);
        }

        return lines.Count;
    }

    internal static IReadOnlyList<string> Wrap(string text, int characters)
    {
        List<string> lines = [];
        StringBuilder line = new();
        foreach (string word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > characters)
            {
                lines.Add(line.ToString());
                line.Clear();
            }

            if (line.Length > 0)
            {
                line.Append(' ');
            }

            line.Append(word.Length <= characters ? word : string.Concat(word.AsSpan(0, Math.Max(1, characters - 1)), "…"));
        }

        lines.Add(line.ToString());
        return lines;
    }

    /// <summary>Gets the drawing; the writer is done with.</summary>
    internal string Finish() => _text.Append("</svg>\n").ToString();

    /// <summary>Formats a coordinate: at most two decimals, the invariant culture.</summary>
    internal static string Number(double value) => Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture);

    internal static string Escape(string text)
    {
        StringBuilder escaped = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '&': escaped.Append("&amp;"); break;
                case '<': escaped.Append("&lt;"); break;
                case '>': escaped.Append("&gt;"); break;
                case '"': escaped.Append("&quot;"); break;
                case '\'': escaped.Append("&#39;"); break;

                // XML 1.0 has no place for the other control characters, nor for the two non-characters.
                case < 0x20 and not ('\t' or '\n' or '\r'): break;
                case 0xFFFE or 0xFFFF: break;
                default: escaped.Append(rune); break;
            }
        }

        return escaped.ToString();
    }

    private void Stroke(string? stroke, double width, string? dash)
    {
        if (stroke is null)
        {
            return;
        }

        _text.Append(CultureInfo.InvariantCulture, $" stroke=\"{stroke}\" stroke-width=\"{Number(width)}\"");
        if (dash is not null)
        {
            _text.Append(CultureInfo.InvariantCulture, $" stroke-dasharray=\"{dash}\"");
        }
    }

    private void Close(string element, string? tooltip) => _text.Append(tooltip is null ? "/>\n" : $"><title>{Escape(tooltip)}</title></{element}>\n");
}
