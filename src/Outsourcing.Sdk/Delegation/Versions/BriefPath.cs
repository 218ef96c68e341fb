using System.Text;

namespace Outsourcing.Delegation;

/// <summary>The segments of a <see cref="BriefPlace"/>: names of members, and keys or positions in lists.</summary>
internal static class BriefPath
{
    internal static string Member(string? place, string name)
    {
        StringBuilder escaped = new(name.Length);
        foreach (char c in name)
        {
            if (c is '.' or '[' or ']' or '\\' || char.IsWhiteSpace(c))
            {
                escaped.Append('\\');
            }

            escaped.Append(c);
        }

        // A member without a name still needs a text to stand for it.
        string text = escaped.Length == 0 ? "\\0" : escaped.ToString();
        return place is null ? text : $"{place}.{text}";
    }

    internal static string Element(string place, string key) => $"{place}[{BriefTexts.Escape(key)}]";

    internal static List<(string Text, bool IsElement)> Parse(BriefPlace place)
    {
        List<(string, bool)> segments = [];
        StringBuilder current = new();
        bool element = false;
        bool closed = false;
        string text = place.Value;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '\\' && i + 1 < text.Length)
            {
                i++;
                if (element || text[i] != '0')
                {
                    current.Append(text[i]);
                }
            }
            else if (!element && c is '.' or '[' && !element)
            {
                if (!closed)
                {
                    segments.Add((current.ToString(), false));
                }

                current.Clear();
                closed = false;
                element = c == '[';
            }
            else if (element && c == ']')
            {
                segments.Add((current.ToString(), true));
                current.Clear();
                element = false;
                closed = true;
            }
            else
            {
                current.Append(c);
            }
        }

        if (!closed)
        {
            segments.Add((current.ToString(), false));
        }

        return segments;
    }
}
