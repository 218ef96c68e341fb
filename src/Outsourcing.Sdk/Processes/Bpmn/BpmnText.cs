using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Outsourcing.Processes;

/// <summary>Texts in XML: an exact copy beside those that XML cannot hold.</summary>
internal static class BpmnText
{
    /// <summary>Writes an attribute; where XML cannot hold the text, an exact copy goes beside it in our own namespace.</summary>
    internal static void SetAttribute(XElement element, string name, string? value)
    {
        if (value is null)
        {
            return;
        }

        element.SetAttributeValue(name, Shown(value));
        if (!IsXml(value))
        {
            element.SetAttributeValue(BpmnNames.Own + name, Escape(value));
        }
    }

    internal static string? Attribute(XElement element, string name) =>
        (string?)element.Attribute(BpmnNames.Own + name) is { } exact ? Unescape(exact) : (string?)element.Attribute(name);

    internal static XElement Element(XName name, string text)
    {
        XElement element = new(name, Shown(text));
        if (NeedsExact(text))
        {
            element.SetAttributeValue(BpmnNames.Own + "text", Escape(text));
        }

        return element;
    }

    /// <summary>Tells whether the text of an element would not come back as it is.</summary>
    internal static bool NeedsExact(string text) => !IsXml(text) || (text.Length > 0 && string.IsNullOrWhiteSpace(text));

    internal static string Content(XElement element) =>
        (string?)element.Attribute(BpmnNames.Own + "text") is { } exact ? Unescape(exact) : element.Value;

    /// <summary>Writes a list of words into an attribute of our own namespace.</summary>
    internal static void SetWords(XElement element, string name, IEnumerable<string> words) =>
        element.SetAttributeValue(BpmnNames.Own + name, string.Join(' ', words.Select(Escape)));

    internal static IEnumerable<string> Words(XElement element, string name) =>
        ((string?)element.Attribute(BpmnNames.Own + name) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Unescape).Where(word => !string.IsNullOrWhiteSpace(word));

    /// <summary>Writes an exact text into an attribute of our own namespace.</summary>
    internal static void SetExact(XElement element, string name, string value) => element.SetAttributeValue(BpmnNames.Own + name, Escape(value));

    internal static bool Bool(XElement element, string name, bool otherwise) => ((string?)element.Attribute(name))?.Trim() switch
    {
        "true" or "1" => true,
        "false" or "0" => false,
        _ => otherwise,
    };

    internal static bool IsNCName(string text) =>
        text.Length > 0 && XmlConvert.IsStartNCNameChar(text[0]) && text.All(XmlConvert.IsNCNameChar);

    /// <summary>Tells whether an id is one that every tool takes: XML allows more letters than some modelers do.</summary>
    internal static bool IsPlainId(string text) => IsNCName(text) && text.All(char.IsAscii);

    internal static bool IsXml(string text)
    {
        for (int at = 0; at < text.Length; at++)
        {
            if (XmlConvert.IsXmlChar(text[at]))
            {
                continue;
            }

            if (at + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[at + 1], text[at]))
            {
                at++;
                continue;
            }

            return false;
        }

        return true;
    }

    internal static string Shown(string text)
    {
        if (IsXml(text))
        {
            return text;
        }

        StringBuilder shown = new(text.Length);
        for (int at = 0; at < text.Length; at++)
        {
            if (at + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[at + 1], text[at]))
            {
                shown.Append(text, at++, 2);
            }
            else
            {
                shown.Append(XmlConvert.IsXmlChar(text[at]) ? text[at] : '\uFFFD');
            }
        }

        return shown.ToString();
    }

    private static string Escape(string text)
    {
        StringBuilder escaped = new(text.Length + 8);
        foreach (char c in text)
        {
            // Everything that is not plain goes as \uXXXX, so that no reader's white space rule touches it.
            if (c is > ' ' and < '\u007F' and not '\\')
            {
                escaped.Append(c);
            }
            else
            {
                escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
            }
        }

        return escaped.ToString();
    }

    private static string Unescape(string escaped)
    {
        StringBuilder text = new(escaped.Length);
        for (int at = 0; at < escaped.Length; at++)
        {
            if (escaped[at] == '\\' && at + 5 < escaped.Length && escaped[at + 1] == 'u'
                && ushort.TryParse(escaped.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code))
            {
                text.Append((char)code);
                at += 5;
            }
            else
            {
                text.Append(escaped[at]);
            }
        }

        return text.ToString();
    }
}
