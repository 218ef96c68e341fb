namespace Outsourcing.Charts;

/// <summary>
/// The colours of all drawings: text on its ground has a contrast of at least 4.5 to 1, and no meaning rests on colour alone.
/// </summary>
internal static class Palette
{
    internal const string Paper = "#ffffff";
    internal const string Ink = "#1b1f24";
    internal const string Muted = "#57606a";
    internal const string Rule = "#d0d7de";

    /// <summary>Core steps, and the first series.</summary>
    internal const string Blue = "#1f5fa8";
    internal const string BlueTint = "#dbe9f9";

    /// <summary>Supportive steps, and the second series.</summary>
    internal const string Orange = "#a3470b";
    internal const string OrangeTint = "#fde8d7";

    /// <summary>What is good or chosen.</summary>
    internal const string Green = "#1a6b3a";
    internal const string GreenTint = "#d9f2e1";

    /// <summary>What fails a rule.</summary>
    internal const string Red = "#b3261e";
    internal const string RedTint = "#fbe1df";

    internal const string Purple = "#6b3fa0";
    internal const string Grey = "#6e7781";

    /// <summary>Series in order; dark enough for white text on them.</summary>
    internal static readonly string[] Series = [Blue, Orange, Green, Purple, Red, Grey, "#0b6e74", "#8a5a00"];
}
