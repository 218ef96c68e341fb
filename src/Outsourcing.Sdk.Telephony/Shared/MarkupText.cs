using System.Buffers;

namespace Outsourcing.Telephony;

/// <summary>How text stands in markup.</summary>
internal static class MarkupText
{
    // XML 1.0 has no way to write some characters.
    private const string Replacement = "\uFFFD";

    // Up to here, looking at each character takes less than starting a search.
    private const int Short = 8;

    private static readonly SearchValues<char> Plain = SearchValues.Create(
        [.. Enumerable.Range(' ', 0x7F - ' ').Select(code => (char)code).Except("&<>\"")]);

    private static readonly string?[] InAttribute = Table(attribute: true);
    private static readonly string?[] InContent = Table(attribute: false);

    /// <summary>Gets the most characters that a text can take: no character needs more than <c>&amp;quot;</c>.</summary>
    internal static int RoomFor(string? text) => text is null ? 0 : checked(text.Length * 6);

    /// <summary>Writes a text escaped to the start of <paramref name="to"/>, which has the room; returns how many characters it took.</summary>
    internal static int Escape(ReadOnlySpan<char> text, Span<char> to, bool attribute)
    {
        int plain = 0;
        if (text.Length > Short)
        {
            text.CopyTo(to);
            plain = text.IndexOfAnyExcept(Plain);
            if (plain < 0)
            {
                return text.Length;
            }
        }

        return EscapeFrom(plain, text, to, attribute);
    }

    private static int EscapeFrom(int first, ReadOnlySpan<char> text, Span<char> to, bool attribute)
    {
        string?[] table = attribute ? InAttribute : InContent;
        int at = first;
        foreach (char one in text[first..])
        {
            string? escaped = one < table.Length ? table[one] : one < '\uFFFE' ? null : Replacement;
            if (escaped is null)
            {
                to[at++] = one;
            }
            else
            {
                escaped.CopyTo(to[at..]);
                at += escaped.Length;
            }
        }

        return at;
    }

    private static string?[] Table(bool attribute)
    {
        string?[] table = new string?['>' + 1];
        table.AsSpan(0, ' ').Fill(Replacement);
        table['&'] = "&amp;";
        table['<'] = "&lt;";
        table['>'] = "&gt;";
        table['"'] = attribute ? "&quot;" : null;
        // A parser reads a bare carriage return as a line feed, and in attributes all three as spaces.
        table['\r'] = "&#13;";
        table['\t'] = attribute ? "&#9;" : null;
        table['\n'] = attribute ? "&#10;" : null;
        return table;
    }
}
