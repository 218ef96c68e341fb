namespace Outsourcing.Processes;

/// <summary>Numbers texts in the order they are first met; looks a text up by its characters without making a string.</summary>
internal sealed class TextIndex
{
    private readonly Dictionary<string, int> _byText = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _bySpan;
    private readonly List<string> _texts = [];

    internal TextIndex() => _bySpan = _byText.GetAlternateLookup<ReadOnlySpan<char>>();

    internal int Count => _texts.Count;

    internal string this[int index] => _texts[index];

    internal int Of(ReadOnlySpan<char> text) => _bySpan.TryGetValue(text, out int index) ? index : Add(text.ToString());

    internal int Of(string text) => _byText.TryGetValue(text, out int index) ? index : Add(text);

    private int Add(string text)
    {
        int index = _texts.Count;
        _byText.Add(text, index);
        _texts.Add(text);
        return index;
    }
}
