using System.Globalization;

namespace Outsourcing.Economics;

/// <summary>Text for Markdown tables.</summary>
internal static class EconomicsMarkdown
{
    internal static string Cell(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).ReplaceLineEndings(" ");

    internal static string Range(Interval range) => string.Create(CultureInfo.InvariantCulture, $"{range.Lower:#,0} to {range.Upper:#,0}");
}
