namespace Outsourcing.Delegation;

/// <summary>Cuts a text into words, numbers and signs, in one pass; every token keeps its place in the text.</summary>
internal static class Tokenizer
{
    private const int LongestQuotation = 600;

    private static readonly string[] Abbreviations = ["etc", "dr", "mr", "mrs", "ms", "no", "nos", "vs", "approx", "ca", "ext", "incl", "tel", "st", "min", "max", "inc", "ltd", "prof", "fig", "sec"];

    internal static List<TextToken> Cut(string text)
    {
        List<TextToken> tokens = new(text.Length / 5);
        int at = 0;
        while (at < text.Length)
        {
            char c = text[at];
            if (c is '\n' or '\r')
            {
                at = LineBreak(text, at, tokens);
            }
            else if (char.IsWhiteSpace(c))
            {
                at++;
            }
            else
            {
                at = Token(text, at, tokens);
            }
        }

        return tokens;
    }

    private static int LineBreak(string text, int at, List<TextToken> tokens)
    {
        int next = at;
        int lines = 0;
        while (next < text.Length && char.IsWhiteSpace(text[next]))
        {
            lines += text[next] == '\n' ? 1 : 0;
            next++;
        }

        bool item = next < text.Length && (text[next] is '-' or '*' or '•' or '#' || (char.IsDigit(text[next]) && next + 1 < text.Length && text[next + 1] is '.' or ')'));
        if (lines > 1 || item)
        {
            tokens.Add(new(TokenKind.Break, at, 0, "", WordClass.None, false));
        }

        return next;
    }

    private static int Token(string text, int at, List<TextToken> tokens)
    {
        char c = text[at];
        int tail = c switch
        {
            '[' => Bracket(text, at),
            '"' => Quotation(text, at, '"'),
            '“' or '„' => Quotation(text, at, '”'),
            '«' => Quotation(text, at, '»'),
            '‘' => Quotation(text, at, '’'),
            '\'' when at == 0 || !char.IsLetterOrDigit(text[at - 1]) => SingleQuotation(text, at),
            _ => at,
        };
        if (tail > at)
        {
            Add(c == '[' ? TokenKind.Blank : TokenKind.Quoted, tail);
            return tail;
        }

        tail = Address(text, at);
        if (tail > at)
        {
            Add(TokenKind.Address, tail);
            return tail;
        }

        if (char.IsDigit(c) || (c == '+' && at + 1 < text.Length && char.IsDigit(text[at + 1])))
        {
            tail = Number(text, at + 1);
            Add(TokenKind.Number, tail);
            return tail;
        }

        if (char.IsLetter(c))
        {
            tail = Word(text, at + 1);
            tail = Abbreviation(text, at, tail);
            Add(TokenKind.Word, tail);
            return tail;
        }

        if (c == '.' && text.AsSpan(at).StartsWith("..", StringComparison.Ordinal))
        {
            tail = at;
            while (tail < text.Length && text[tail] == '.')
            {
                tail++;
            }

            tokens.Add(new(TokenKind.Punctuation, at, tail - at, "…", WordClass.None, false));
            return tail;
        }

        Add(c == '%' || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.CurrencySymbol ? TokenKind.UnitSign : TokenKind.Punctuation, at + 1);
        return at + 1;

        void Add(TokenKind kind, int until)
        {
            string lower = kind is TokenKind.Quoted or TokenKind.Blank or TokenKind.Address ? "" : text[at..until].ToLowerInvariant().Replace('’', '\'');
            tokens.Add(new(kind, at, until - at, lower, kind == TokenKind.Word ? Words.ClassOf(lower) : WordClass.None, char.IsUpper(text[at])));
        }
    }

    private static int Bracket(string text, int at)
    {
        int depth = 0;
        for (int index = at; index < text.Length; index++)
        {
            depth += text[index] == '[' ? 1 : text[index] == ']' ? -1 : 0;
            if (depth == 0)
            {
                return index + 1;
            }
        }

        return at;
    }

    private static int Quotation(string text, int at, char closing)
    {
        int limit = Math.Min(text.Length, at + LongestQuotation);
        for (int index = at + 1; index < limit && text[index] != '\n'; index++)
        {
            if (text[index] == closing || (closing == '”' && text[index] is '“' or '"'))
            {
                return index + 1;
            }
        }

        return at;
    }

    private static int SingleQuotation(string text, int at)
    {
        int limit = Math.Min(text.Length, at + LongestQuotation);
        for (int index = at + 1; index < limit && text[index] != '\n'; index++)
        {
            if (text[index] == '\'' && (index + 1 == text.Length || !char.IsLetterOrDigit(text[index + 1])) && !char.IsWhiteSpace(text[index - 1]))
            {
                return index + 1;
            }
        }

        return at;
    }

    private static int Address(string text, int at)
    {
        int tail = at;
        bool isAddress = false;
        while (tail < text.Length && !char.IsWhiteSpace(text[tail]) && text[tail] is not ('"' or '<' or '>' or '(' or ')' or '[' or ']' or ','))
        {
            isAddress |= (text[tail] == '@' && tail > at) || (text[tail] == ':' && text.AsSpan(tail).StartsWith("://", StringComparison.Ordinal));
            tail++;
        }

        if (!isAddress && !text.AsSpan(at).StartsWith("www.", StringComparison.OrdinalIgnoreCase))
        {
            return at;
        }

        while (tail > at && text[tail - 1] is '.' or ';' or ':' or '!' or '?')
        {
            tail--;
        }

        return tail;
    }

    private static int Number(string text, int tail)
    {
        while (tail < text.Length && (char.IsLetterOrDigit(text[tail])
            || (text[tail] is '.' or ',' or ':' or '/' or '-' or '–' && tail + 1 < text.Length && char.IsDigit(text[tail + 1]))))
        {
            tail++;
        }

        return tail;
    }

    private static int Word(string text, int tail)
    {
        while (tail < text.Length && (char.IsLetterOrDigit(text[tail]) || text[tail] == '_'
            || (text[tail] is '\'' or '’' or '-' && tail + 1 < text.Length && char.IsLetterOrDigit(text[tail + 1]))))
        {
            tail++;
        }

        return tail;
    }

    private static int Abbreviation(string text, int at, int tail)
    {
        // e.g., i.e., a.m.: single letters, each with its dot.
        if (tail - at == 1 && tail + 2 < text.Length && text[tail] == '.' && char.IsLetter(text[tail + 1]) && text[tail + 2] == '.')
        {
            return tail + 3;
        }

        return tail < text.Length && text[tail] == '.' && Abbreviations.Contains(text[at..tail], StringComparer.OrdinalIgnoreCase) && !(IsNo(text, at, tail) && !FollowedByDigit(text, tail + 1))
            ? tail + 1
            : tail;
    }

    // "no", "min", "max", "sec" are abbreviations before a number only; elsewhere the dot ends the sentence.
    private static bool IsNo(string text, int at, int tail) => text.AsSpan(at, tail - at) is "no" or "No" or "min" or "max" or "sec" or "st" or "nos";

    private static bool FollowedByDigit(string text, int at)
    {
        while (at < text.Length && text[at] == ' ')
        {
            at++;
        }

        return at < text.Length && char.IsDigit(text[at]);
    }
}
