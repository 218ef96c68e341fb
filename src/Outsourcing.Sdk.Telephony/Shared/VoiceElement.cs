using System.Globalization;

namespace Outsourcing.Telephony;

/// <summary>One element of a call-control document: a verb, its attributes and what stands in it.</summary>
/// <remarks>Made by the verbs of a <see cref="VoiceMarkup"/> dialect. Text and attributes are escaped where they are written.</remarks>
public sealed class VoiceElement
{
    private readonly VoiceElement[] _children;

    // Most elements have two attributes at most: no array for them.
    private KeyValuePair<string, string> _first;
    private KeyValuePair<string, string> _second;
    private KeyValuePair<string, string>[] _more = [];
    private int _count;

    internal VoiceElement(string name, string? text, ReadOnlySpan<VoiceElement> children)
    {
        Name = name;
        Text = text;
        _children = [.. children];
    }

    /// <summary>Gets the name, such as <c>Say</c>.</summary>
    public string Name { get; }

    /// <summary>Gets the text in it; <see langword="null"/> for none.</summary>
    public string? Text { get; }

    /// <summary>Gets the attributes, in the order they are written.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Attributes => _count switch
    {
        0 => [],
        1 => [_first],
        2 => [_first, _second],
        _ => [_first, _second, .. More],
    };

    /// <summary>Gets the elements in it.</summary>
    public IReadOnlyList<VoiceElement> Children => _children;

    private ReadOnlySpan<KeyValuePair<string, string>> More => _more.AsSpan(0, Math.Max(0, _count - 2));

    /// <summary>Adds an attribute that the verb's method does not offer.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value; nothing is added for <see langword="null"/>.</param>
    /// <returns>This element.</returns>
    public VoiceElement With(string name, string? value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (value is not null)
        {
            KeyValuePair<string, string> attribute = new(name, value);
            switch (_count++)
            {
                case 0:
                    _first = attribute;
                    break;
                case 1:
                    _second = attribute;
                    break;
                default:
                    if (_count - 3 == _more.Length)
                    {
                        Array.Resize(ref _more, _more.Length + 4);
                    }

                    _more[_count - 3] = attribute;
                    break;
            }
        }

        return this;
    }

    internal VoiceElement With(string name, Uri? value) => With(name, value?.AbsoluteUri);

    internal VoiceElement With(string name, bool? value) => With(name, value is { } given ? given ? "true" : "false" : null);

    internal VoiceElement With(string name, int? value) => With(name, value?.ToString(CultureInfo.InvariantCulture));

    /// <summary>Gets the most characters that writing this can take.</summary>
    internal int Room()
    {
        int room = (2 * Name.Length) + 5 + MarkupText.RoomFor(Text);
        if (_count > 0)
        {
            room += RoomFor(_first);
        }

        if (_count > 1)
        {
            room += RoomFor(_second);
        }

        foreach (KeyValuePair<string, string> attribute in More)
        {
            room += RoomFor(attribute);
        }

        foreach (VoiceElement child in _children)
        {
            room = checked(room + child.Room());
        }

        return room;
    }

    /// <summary>Writes this to the start of <paramref name="to"/>, which has the <see cref="Room"/>; returns how many characters it took.</summary>
    internal int Write(Span<char> to)
    {
        to[0] = '<';
        Name.CopyTo(to[1..]);
        int at = Name.Length + 1;
        if (_count > 0)
        {
            at += Write(_first, to[at..]);
        }

        if (_count > 1)
        {
            at += Write(_second, to[at..]);
        }

        foreach (KeyValuePair<string, string> attribute in More)
        {
            at += Write(attribute, to[at..]);
        }

        if (Text is null && _children.Length == 0)
        {
            to[at] = '/';
            to[at + 1] = '>';
            return at + 2;
        }

        to[at++] = '>';
        at += MarkupText.Escape(Text, to[at..], attribute: false);
        foreach (VoiceElement child in _children)
        {
            at += child.Write(to[at..]);
        }

        to[at] = '<';
        to[at + 1] = '/';
        Name.CopyTo(to[(at + 2)..]);
        at += Name.Length + 2;
        to[at] = '>';
        return at + 1;
    }

    private static int RoomFor(in KeyValuePair<string, string> attribute) => checked(attribute.Key.Length + MarkupText.RoomFor(attribute.Value) + 4);

    private static int Write(in KeyValuePair<string, string> attribute, Span<char> to)
    {
        to[0] = ' ';
        attribute.Key.CopyTo(to[1..]);
        int at = attribute.Key.Length + 1;
        to[at] = '=';
        to[at + 1] = '"';
        at += 2;
        at += MarkupText.Escape(attribute.Value, to[at..], attribute: true);
        to[at] = '"';
        return at + 1;
    }
}
