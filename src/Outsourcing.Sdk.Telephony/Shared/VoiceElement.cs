using System.Globalization;

namespace Outsourcing.Telephony;

/// <summary>One element of a call-control document: a verb, its attributes and what stands in it.</summary>
/// <remarks>Made by the verbs of a <see cref="VoiceMarkup"/> dialect. Text and attributes are escaped where they are written.</remarks>
public sealed class VoiceElement
{
    private readonly VoiceElement[] _children;

    // Most elements have two attributes at most: no array for them.
    private Attribute _first;
    private Attribute _second;
    private Attribute[] _more = [];
    private int _count;
    private int _room;

    internal VoiceElement(MarkupVerb verb, string? text, ReadOnlySpan<VoiceElement> children)
    {
        Verb = verb;
        Text = text;
        _room = checked(verb.Open.Length + verb.Close.Length + 1 + MarkupText.RoomFor(text));
        _children = [.. children];
    }

    /// <summary>Gets the name, such as <c>Say</c>.</summary>
    public string Name => Verb.Name;

    /// <summary>Gets the text in it; <see langword="null"/> for none.</summary>
    public string? Text { get; }

    /// <summary>Gets the attributes, in the order they are written.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Attributes => _count switch
    {
        0 => [],
        1 => [_first.Pair],
        2 => [_first.Pair, _second.Pair],
        _ => [_first.Pair, _second.Pair, .. More.ToArray().Select(attribute => attribute.Pair)],
    };

    /// <summary>Gets the elements in it.</summary>
    public IReadOnlyList<VoiceElement> Children => _children;

    internal MarkupVerb Verb { get; }

    private ReadOnlySpan<Attribute> More => _more.AsSpan(0, Math.Max(0, _count - 2));

    /// <summary>Adds an attribute that the verb's method does not offer.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value; nothing is added for <see langword="null"/>.</param>
    /// <returns>This element.</returns>
    public VoiceElement With(string name, string? value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return value is null ? this : With(new MarkupAttribute(name), value);
    }

    internal VoiceElement With(MarkupAttribute name, string? value)
    {
        if (value is not null)
        {
            Attribute attribute = new(name, value);
            _room = checked(_room + name.Start.Length + MarkupText.RoomFor(value) + 1);
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

    internal VoiceElement With(MarkupAttribute name, Uri? value) => With(name, value?.AbsoluteUri);

    internal VoiceElement With(MarkupAttribute name, bool? value) => With(name, value is { } given ? given ? "true" : "false" : null);

    internal VoiceElement With(MarkupAttribute name, int? value) => With(name, value?.ToString(CultureInfo.InvariantCulture));

    /// <summary>Gets the most characters that writing this can take.</summary>
    internal int Room()
    {
        int room = _room;
        foreach (VoiceElement child in _children)
        {
            room = checked(room + child.Room());
        }

        return room;
    }

    /// <summary>Writes this to the start of <paramref name="to"/>, which has the <see cref="Room"/>; returns how many characters it took.</summary>
    internal int Write(Span<char> to)
    {
        Verb.Open.CopyTo(to);
        int at = Verb.Open.Length;
        if (_count > 0)
        {
            at += _first.Write(to[at..]);
        }

        if (_count > 1)
        {
            at += _second.Write(to[at..]);
        }

        foreach (ref readonly Attribute attribute in More)
        {
            at += attribute.Write(to[at..]);
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

        Verb.Close.CopyTo(to[at..]);
        return at + Verb.Close.Length;
    }

    private readonly struct Attribute(MarkupAttribute name, string value)
    {
        internal KeyValuePair<string, string> Pair => new(name.Name, value);

        internal int Write(Span<char> to)
        {
            name.Start.CopyTo(to);
            int at = name.Start.Length;
            at += MarkupText.Escape(value, to[at..], attribute: true);
            to[at] = '"';
            return at + 1;
        }
    }
}
