using System.Collections.Frozen;

namespace Outsourcing.Delegation;

/// <summary>
/// Phrases to look for: words in order, <c>a|b</c> for alternatives, <c>?</c> after a word that may be missing, <c>*</c> for any one
/// word and <c>#</c> for a number.
/// </summary>
internal sealed class Phrases
{
    private readonly FrozenDictionary<string, Element[][]> _byFirst;

    internal Phrases(string lines)
    {
        Dictionary<string, List<Element[]>> byFirst = new(StringComparer.Ordinal);
        foreach (string line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            Element[] phrase = [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Element.Parse)];
            foreach (string first in phrase[0].Words)
            {
                (byFirst.TryGetValue(first, out List<Element[]>? list) ? list : byFirst[first] = []).Add(phrase);
            }
        }

        _byFirst = byFirst.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToArray(), StringComparer.Ordinal);
    }

    /// <summary>Gets how many tokens the longest phrase takes that begins at a token; 0 when none does.</summary>
    internal int Match(ReadOnlySpan<TextToken> tokens, int at)
    {
        if (tokens[at].Kind != TokenKind.Word || !_byFirst.TryGetValue(tokens[at].Lower, out Element[][]? phrases))
        {
            return 0;
        }

        int longest = 0;
        foreach (Element[] phrase in phrases)
        {
            longest = Math.Max(longest, Length(phrase, 1, tokens, at + 1) - at);
        }

        return longest;
    }

    private static int Length(Element[] phrase, int element, ReadOnlySpan<TextToken> tokens, int at)
    {
        if (element == phrase.Length)
        {
            return at;
        }

        int best = 0;
        if (at < tokens.Length && phrase[element].Fits(tokens[at]))
        {
            best = Length(phrase, element + 1, tokens, at + 1);
        }

        return phrase[element].Optional ? Math.Max(best, Length(phrase, element + 1, tokens, at)) : best;
    }

    private readonly record struct Element(string[] Words, bool Optional, bool AnyWord, bool Number)
    {
        internal static Element Parse(string text)
        {
            bool optional = text.Length > 1 && text.EndsWith('?');
            string words = optional ? text[..^1] : text;
            return new(words.Split('|'), optional, words == "*", words == "#");
        }

        internal bool Fits(TextToken token) => token.Kind switch
        {
            TokenKind.Word => AnyWord || (Number && token.Is(WordClass.NumberWord)) || Array.IndexOf(Words, token.Lower) >= 0,
            TokenKind.Number => Number,
            TokenKind.Punctuation => Array.IndexOf(Words, token.Lower) >= 0,
            _ => false,
        };
    }
}
