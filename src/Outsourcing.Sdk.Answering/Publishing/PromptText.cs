using System.Text;

namespace Outsourcing.Answering;

/// <summary>Makes texts of the brief harmless in a prompt: they are data, whatever they say.</summary>
internal static class PromptText
{
    /// <summary>Escapes a text for the inside of an element of the prompt.</summary>
    internal static string Escape(string text)
    {
        StringBuilder safe = new(text.Length + 16);
        foreach (Rune rune in Spoken(text).EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '<' => safe.Append("&lt;"),
                '>' => safe.Append("&gt;"),
                '&' => safe.Append("&amp;"),
                '"' => safe.Append("&quot;"),
                _ => safe.Append(rune),
            };
        }

        return safe.ToString();
    }

    /// <summary>Makes a text that is said as it stands: no control characters, and no braces that a service would take for a variable.</summary>
    internal static string Spoken(string text)
    {
        StringBuilder safe = new(text.Length);
        bool brace = false;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune.Value is not '\n' && (Rune.IsControl(rune) || rune.Value is 0xFFFE or 0xFFFF))
            {
                continue;
            }

            // "{{" opens a variable with all three services, "{%" a statement with one.
            if (brace && rune.Value is '{' or '%')
            {
                safe.Append(' ');
            }

            brace = rune.Value == '{';
            safe.Append(rune);
        }

        return safe.ToString();
    }
}
