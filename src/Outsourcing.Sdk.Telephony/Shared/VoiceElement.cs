using System.Globalization;
using System.Text;

namespace Outsourcing.Telephony;

/// <summary>One element of a call-control document: a verb, its attributes and what stands in it.</summary>
/// <remarks>Made by the verbs of a <see cref="VoiceMarkup"/> dialect. Text and attributes are escaped where they are written.</remarks>
public sealed class VoiceElement
{
    private readonly List<KeyValuePair<string, string>> _attributes = [];
    private readonly List<VoiceElement> _children = [];

    internal VoiceElement(string name, string? text = null)
    {
        Name = name;
        Text = text;
    }

    /// <summary>Gets the name, such as <c>Say</c>.</summary>
    public string Name { get; }

    /// <summary>Gets the text in it; <see langword="null"/> for none.</summary>
    public string? Text { get; }

    /// <summary>Gets the attributes, in the order they are written.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Attributes => _attributes;

    /// <summary>Gets the elements in it.</summary>
    public IReadOnlyList<VoiceElement> Children => _children;

    /// <summary>Adds an attribute that the verb's method does not offer.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value; nothing is added for <see langword="null"/>.</param>
    /// <returns>This element.</returns>
    public VoiceElement With(string name, string? value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (value is not null)
        {
            _attributes.Add(new(name, value));
        }

        return this;
    }

    internal VoiceElement With(string name, Uri? value) => With(name, value?.AbsoluteUri);

    internal VoiceElement With(string name, bool? value) => With(name, value is { } given ? given ? "true" : "false" : null);

    internal VoiceElement With(string name, int? value) => With(name, value?.ToString(CultureInfo.InvariantCulture));

    internal VoiceElement Containing(IEnumerable<VoiceElement> children)
    {
        _children.AddRange(children);
        return this;
    }

    internal void Write(StringBuilder text)
    {
        text.Append('<').Append(Name);
        foreach ((string name, string value) in _attributes)
        {
            text.Append(' ').Append(name).Append("=\"");
            Escape(text, value, attribute: true);
            text.Append('"');
        }

        if (Text is null && _children.Count == 0)
        {
            text.Append("/>");
            return;
        }

        text.Append('>');
        Escape(text, Text, attribute: false);
        foreach (VoiceElement child in _children)
        {
            child.Write(text);
        }

        text.Append("</").Append(Name).Append('>');
    }

    private static void Escape(StringBuilder text, ReadOnlySpan<char> value, bool attribute)
    {
        foreach (char character in value)
        {
            _ = character switch
            {
                '&' => text.Append("&amp;"),
                '<' => text.Append("&lt;"),
                '>' => text.Append("&gt;"),
                '"' when attribute => text.Append("&quot;"),
                // A parser reads a bare carriage return as a line feed, and in attributes all three as spaces.
                '\r' => text.Append("&#13;"),
                '\t' or '\n' when attribute => text.Append("&#").Append((int)character).Append(';'),
                // XML 1.0 has no way to write these.
                < ' ' and not ('\t' or '\n' or '\r') or '\uFFFE' or '\uFFFF' => text.Append('\uFFFD'),
                _ => text.Append(character),
            };
        }
    }
}
