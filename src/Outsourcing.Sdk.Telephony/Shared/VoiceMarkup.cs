using System.Buffers;

namespace Outsourcing.Telephony;

/// <summary>A provider's dialect of call-control markup: which verbs it has, and which may stand in which.</summary>
/// <remarks>Wrong nesting is refused when it is built, naming the rule, not by the provider while somebody is on the line.</remarks>
public abstract class VoiceMarkup
{
    private const string Start = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response>";
    private const string End = "</Response>";
    private const string Empty = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>";

    // A handful of rules each: looking through them in order beats hashing.
    private readonly KeyValuePair<MarkupVerb, MarkupVerb[]>[] _nesting;
    private readonly string _dialect;
    private readonly int? _maxBytes;

    private protected VoiceMarkup(string dialect, IEnumerable<KeyValuePair<MarkupVerb, MarkupVerb[]>> nesting, int? maxBytes = null)
    {
        _dialect = dialect;
        _nesting = [.. nesting];
        _maxBytes = maxBytes;
    }

    /// <summary>Ends a document.</summary>
    /// <param name="elements">The verbs in order; of a list, <c>[.. list]</c>.</param>
    /// <returns>The document.</returns>
    /// <exception cref="ArgumentException">A verb may not stand where it stands, or the document is larger than the provider takes.</exception>
    public VoiceDocument Document(params ReadOnlySpan<VoiceElement> elements)
    {
        if (elements.IsEmpty)
        {
            return new VoiceDocument(Empty);
        }

        Check(MarkupVerb.Response, elements);
        int room = Start.Length + End.Length;
        foreach (VoiceElement element in elements)
        {
            room = checked(room + element.Room());
        }

        char[] text = ArrayPool<char>.Shared.Rent(room);
        Start.CopyTo(text.AsSpan());
        int length = Start.Length;
        foreach (VoiceElement element in elements)
        {
            length += element.Write(text.AsSpan(length));
        }

        End.CopyTo(text.AsSpan(length));
        VoiceDocument document = new(new string(text, 0, length + End.Length));
        ArrayPool<char>.Shared.Return(text);
        return _maxBytes is { } cap && System.Text.Encoding.UTF8.GetByteCount(document.ToString()) > cap
            ? throw new ArgumentException($"The document is larger than the {cap:N0} bytes that {_dialect} may have; move parts behind a redirect.", nameof(elements))
            : document;
    }

    private protected VoiceElement Element(MarkupVerb verb, string? text = null, ReadOnlySpan<VoiceElement> children = default)
    {
        Check(verb, children);
        return new VoiceElement(verb, text, children);
    }

    private void Check(MarkupVerb verb, ReadOnlySpan<VoiceElement> children)
    {
        if (children.IsEmpty)
        {
            return;
        }

        MarkupVerb[] allowed = [];
        foreach (ref readonly KeyValuePair<MarkupVerb, MarkupVerb[]> rule in _nesting.AsSpan())
        {
            if (rule.Key == verb)
            {
                allowed = rule.Value;
                break;
            }
        }

        foreach (VoiceElement child in children)
        {
            ArgumentNullException.ThrowIfNull(child, nameof(children));
            if (!IsIn(allowed, child.Verb))
            {
                throw new ArgumentException(
                    allowed.Length == 0
                        ? $"In {_dialect} nothing may stand inside <{verb.Name}>; <{child.Name}> does."
                        : $"In {_dialect} <{child.Name}> may not stand inside <{verb.Name}>; allowed are {string.Join(", ", allowed.Select(one => one.Name))}.",
                    nameof(children));
            }
        }
    }

    private static bool IsIn(MarkupVerb[] allowed, MarkupVerb verb)
    {
        foreach (MarkupVerb one in allowed)
        {
            if (one == verb)
            {
                return true;
            }
        }

        return false;
    }

    private protected static int Whole(TimeSpan time) => (int)Math.Ceiling(time.TotalSeconds);
}
