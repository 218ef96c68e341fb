using System.Buffers;

namespace Outsourcing.Telephony;

/// <summary>A provider's dialect of call-control markup: which verbs it has, and which may stand in which.</summary>
/// <remarks>Wrong nesting is refused when it is built, naming the rule, not by the provider while somebody is on the line.</remarks>
public abstract class VoiceMarkup
{
    private const string Root = "Response";
    private const string Declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    private const string Start = $"{Declaration}<{Root}>";
    private const string End = $"</{Root}>";

    // A handful of rules each: looking through them in order beats hashing a name.
    private readonly KeyValuePair<string, string[]>[] _nesting;
    private readonly string _dialect;
    private readonly int? _maxBytes;

    private protected VoiceMarkup(string dialect, IEnumerable<KeyValuePair<string, string[]>> nesting, int? maxBytes = null)
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
            return new VoiceDocument($"{Declaration}<{Root}/>");
        }

        Check(Root, elements);
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

    private protected VoiceElement Element(string name, string? text = null, ReadOnlySpan<VoiceElement> children = default)
    {
        Check(name, children);
        return new VoiceElement(name, text, children);
    }

    private void Check(string name, ReadOnlySpan<VoiceElement> children)
    {
        if (children.IsEmpty)
        {
            return;
        }

        string[] allowed = [];
        foreach (ref readonly KeyValuePair<string, string[]> rule in _nesting.AsSpan())
        {
            if (rule.Key == name)
            {
                allowed = rule.Value;
                break;
            }
        }

        foreach (VoiceElement child in children)
        {
            ArgumentNullException.ThrowIfNull(child, nameof(children));
            if (!IsIn(allowed, child.Name))
            {
                throw new ArgumentException(
                    allowed.Length == 0
                        ? $"In {_dialect} nothing may stand inside <{name}>; <{child.Name}> does."
                        : $"In {_dialect} <{child.Name}> may not stand inside <{name}>; allowed are {string.Join(", ", allowed)}.",
                    nameof(children));
            }
        }
    }

    private static bool IsIn(string[] allowed, string name)
    {
        foreach (string one in allowed)
        {
            if (one == name)
            {
                return true;
            }
        }

        return false;
    }

    private protected static int Whole(TimeSpan time) => (int)Math.Ceiling(time.TotalSeconds);
}
