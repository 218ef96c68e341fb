namespace Outsourcing.Delegation;

/// <summary>Finds what can be misread in a plain English text, by word lists and light grammar.</summary>
/// <remarks>
/// The kinds are those of <see cref="SmellKind"/>. Words in quotation marks are taken as said verbatim, and text in square brackets as
/// a blank to fill in: neither is reviewed. Conditions and descriptions ("if the caller has no number") may be negative or passive,
/// as they put no duty on anybody. The measured precision and recall stand in the documentation, not here.
/// </remarks>
public static class LanguageReview
{
    /// <summary>Finds the smells of a text.</summary>
    /// <param name="text">The text; empty is allowed.</param>
    /// <returns>The smells in the order of their places; for one place, in the order of their kinds' names.</returns>
    public static IReadOnlyList<LanguageSmell> Find(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<LanguageSmell> smells = [];
        SentenceScan? before = null;
        foreach (TextToken[] sentence in Sentences(text))
        {
            before = new SentenceScan(text, sentence, before);
            Review(before);
            smells.AddRange(before.Smells);
        }

        smells.Sort(static (left, right) => (left.Start, left.Kind.Value).CompareTo((right.Start, right.Kind.Value)));
        return ValueList.Copy(smells);
    }

    /// <summary>Counts the words of a text, as the figure "smells per 100 words" counts them.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Words and numbers; signs and blanks do not count.</returns>
    public static int CountWords(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Tokenizer.Cut(text).Count(token => token.Kind is TokenKind.Word or TokenKind.Number or TokenKind.Address);
    }

    internal static IEnumerable<TextToken[]> Sentences(string text)
    {
        List<TextToken> tokens = Tokenizer.Cut(text);
        int start = 0;
        for (int index = 0; index < tokens.Count; index++)
        {
            TextToken token = tokens[index];
            bool sign = token.Kind == TokenKind.Punctuation && token.Lower is "." or "!" or "?";
            bool dotted = token.Kind == TokenKind.Word && token.Lower == "etc." && index + 1 < tokens.Count && tokens[index + 1].Capital;
            bool trailing = token.Kind == TokenKind.Punctuation && token.Lower == "…" && (index + 1 == tokens.Count || tokens[index + 1].Capital);
            if (sign || dotted || trailing || token.Kind == TokenKind.Break)
            {
                int count = index - start + (token.Kind == TokenKind.Break ? 0 : 1);
                if (count > 0)
                {
                    yield return [.. tokens.GetRange(start, count)];
                }

                start = index + 1;
            }
        }

        if (start < tokens.Count)
        {
            yield return [.. tokens.GetRange(start, tokens.Count - start)];
        }
    }

    private static void Review(SentenceScan scan)
    {
        ReferenceSmells.Find(scan);
        WordSmells.Find(scan);
        DegreeSmells.FindPermissions(scan);
        PronounSmells.Find(scan);
        GrammarSmells.FindNegatives(scan);
        GrammarSmells.FindPassive(scan);
        GrammarSmells.FindBoundsWithoutNumberOrUnit(scan);
        GrammarSmells.FindBareDuties(scan);
    }
}
