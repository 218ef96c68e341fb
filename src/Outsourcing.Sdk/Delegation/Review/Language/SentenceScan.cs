namespace Outsourcing.Delegation;

/// <summary>One sentence under review: its words, which of them a smell has claimed, and which belong to a condition or description.</summary>
internal sealed class SentenceScan
{
    private readonly bool[] _claimed;
    private readonly bool[] _subordinate;

    internal SentenceScan(string text, TextToken[] tokens, SentenceScan? before)
    {
        Text = text;
        Tokens = tokens;
        Before = before;
        _claimed = new bool[tokens.Length];
        _subordinate = Subordinate(tokens);
        HasNumber = tokens.Any(token => token.Kind is TokenKind.Number or TokenKind.Blank || (token.Is(WordClass.NumberWord) && token.Lower is not ("first" or "second" or "third")));
    }

    internal string Text { get; }

    internal TextToken[] Tokens { get; }

    internal SentenceScan? Before { get; }

    internal bool HasNumber { get; }

    internal List<LanguageSmell> Smells { get; } = [];

    internal int Count => Tokens.Length;

    /// <summary>Gets the sentence without its final sign.</summary>
    internal (int Start, int Length) Body
    {
        get
        {
            int last = Count - 1;
            while (last > 0 && Tokens[last].Is("."))
            {
                last--;
            }

            return (Tokens[0].Start, Tokens[last].Tail - Tokens[0].Start);
        }
    }

    /// <summary>Gets the lower-case word at a place; empty beyond the sentence.</summary>
    internal string At(int index) => index >= 0 && index < Count ? Tokens[index].Lower : "";

    internal bool Is(int index, WordClass any) => index >= 0 && index < Count && Tokens[index].Is(any);

    internal bool IsWord(int index) => index >= 0 && index < Count && Tokens[index].Kind == TokenKind.Word;

    internal bool IsNumber(int index) => index >= 0 && index < Count
        && (Tokens[index].Kind is TokenKind.Number or TokenKind.Blank || Tokens[index].Is(WordClass.NumberWord));

    /// <summary>Tells whether a word can stand inside a noun phrase.</summary>
    internal bool IsContent(int index) => IsWord(index) && !Tokens[index].Is(WordClass.Function);

    internal bool IsClaimed(int index) => _claimed[index];

    internal bool IsSubordinate(int index) => _subordinate[index];

    internal void Claim(int from, int count) => Array.Fill(_claimed, true, from, Math.Min(count, Count - from));

    internal int Claim(Phrases phrases, int at)
    {
        int length = IsClaimed(at) ? 0 : phrases.Match(Tokens, at);
        for (int index = at; index < at + length; index++)
        {
            if (IsClaimed(index))
            {
                return 0;
            }
        }

        Claim(at, length);
        return length;
    }

    /// <summary>Notes a smell whose words are replaced by a blank that asks for what is missing.</summary>
    internal void Found(SmellKind kind, int from, int count, string ask)
    {
        int start = Tokens[from].Start;
        int length = Tokens[from + count - 1].Tail - start;
        string words = Text.Substring(start, length);
        Found(kind, from, count, new TextEdit { Start = start, Length = length, Replacement = $"[{ask}: “{words}”]" });
    }

    internal void Found(SmellKind kind, int from, int count, TextEdit rewrite)
    {
        int start = Tokens[from].Start;
        int length = Tokens[from + count - 1].Tail - start;
        Smells.Add(new LanguageSmell { Kind = kind, Start = start, Length = length, Words = Text.Substring(start, length), Rewrite = rewrite });
    }

    internal bool Has(SmellKind kind) => Smells.Exists(smell => smell.Kind == kind);

    /// <summary>Gets the first word of the clause a word belongs to.</summary>
    internal int ClauseStart(int index)
    {
        while (index > 0 && !IsClauseSign(index - 1) && Tokens[index - 1].Lower is not "then")
        {
            index--;
        }

        return index;
    }

    /// <summary>Gets the place after the last word of the clause a word belongs to.</summary>
    internal int ClauseTail(int index)
    {
        while (index < Count && !IsClauseSign(index))
        {
            index++;
        }

        return index;
    }

    internal bool IsClauseSign(int index) => Tokens[index].Kind == TokenKind.Punctuation && Tokens[index].Lower is "," or ";" or ":" or "." or "!" or "?" or "(" or ")" or "–" or "—";

    // A condition runs from its "if" or "when" to the next comma; a description from its "who" or "which" to the next sign.
    private static bool[] Subordinate(TextToken[] tokens)
    {
        bool[] inside = new bool[tokens.Length];
        bool open = false;
        for (int index = 0; index < tokens.Length; index++)
        {
            TextToken token = tokens[index];
            if (token.Kind == TokenKind.Punctuation && token.Lower is "," or ";" or ":" or "." or ")" or "–" or "—")
            {
                open = false;
            }
            else if (token.Kind == TokenKind.Word)
            {
                if (token.Lower == "then")
                {
                    open = false;
                }
                else if (token.Is(WordClass.Relative) && index > 0 && tokens[index - 1].Kind == TokenKind.Word && !tokens[index - 1].Is(WordClass.Function & ~WordClass.Preposition))
                {
                    open = true;
                }
                else if (token.Is(WordClass.Subordinator) && OpensClause(tokens, index))
                {
                    open = true;
                }
            }

            inside[index] = open;
        }

        return inside;
    }

    // "after the call" names a time; "after the caller hangs up" is a clause. Words that are never prepositions always open one.
    private static bool OpensClause(TextToken[] tokens, int index)
    {
        if (!tokens[index].Is(WordClass.Preposition) && tokens[index].Lower is not ("once" or "as"))
        {
            return true;
        }

        for (int next = index + 1; next < tokens.Length && tokens[next].Kind == TokenKind.Word; next++)
        {
            if (tokens[next].Is(WordClass.Be | WordClass.Modal | WordClass.Auxiliary))
            {
                return true;
            }

            if (next > index + 2 && tokens[next].Is(WordClass.Verb) && tokens[next].Lower.EndsWith('s') && tokens[next - 1].Is(WordClass.Person))
            {
                return true;
            }

            if (tokens[next].Is(WordClass.Preposition | WordClass.Conjunction))
            {
                return false;
            }
        }

        return false;
    }
}
