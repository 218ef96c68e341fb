using System.Collections.Frozen;

namespace Outsourcing.Telephony;

/// <summary>A provider's dialect of call-control markup: which verbs it has, and which may stand in which.</summary>
/// <remarks>Wrong nesting is refused when it is built, naming the rule, not by the provider while somebody is on the line.</remarks>
public abstract class VoiceMarkup
{
    private readonly FrozenDictionary<string, string[]> _nesting;
    private readonly string _dialect;
    private readonly int? _maxBytes;

    private protected VoiceMarkup(string dialect, IEnumerable<KeyValuePair<string, string[]>> nesting, int? maxBytes = null)
    {
        _dialect = dialect;
        _nesting = nesting.ToFrozenDictionary(StringComparer.Ordinal);
        _maxBytes = maxBytes;
    }

    /// <summary>Ends a document.</summary>
    /// <param name="elements">The verbs in order.</param>
    /// <returns>The document.</returns>
    /// <exception cref="ArgumentException">A verb may not stand where it stands, or the document is larger than the provider takes.</exception>
    public VoiceDocument Document(params IReadOnlyList<VoiceElement> elements)
    {
        VoiceDocument document = new(Element("Response", null, elements));
        return _maxBytes is { } cap && System.Text.Encoding.UTF8.GetByteCount(document.ToString()) > cap
            ? throw new ArgumentException($"The document is larger than the {cap:N0} bytes that {_dialect} may have; move parts behind a redirect.", nameof(elements))
            : document;
    }

    private protected VoiceElement Element(string name, string? text = null, IReadOnlyList<VoiceElement>? children = null)
    {
        VoiceElement element = new(name, text);
        if (children is not { Count: > 0 })
        {
            return element;
        }

        string[] allowed = _nesting.GetValueOrDefault(name) ?? [];
        foreach (VoiceElement child in children)
        {
            if (Array.IndexOf(allowed, child.Name) < 0)
            {
                throw new ArgumentException(
                    allowed.Length == 0
                        ? $"In {_dialect} nothing may stand inside <{name}>; <{child.Name}> does."
                        : $"In {_dialect} <{child.Name}> may not stand inside <{name}>; allowed are {string.Join(", ", allowed)}.",
                    nameof(children));
            }
        }

        return element.Containing(children);
    }

    private protected static int Whole(TimeSpan time) => (int)Math.Ceiling(time.TotalSeconds);
}
