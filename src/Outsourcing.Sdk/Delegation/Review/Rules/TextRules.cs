namespace Outsourcing.Delegation;

/// <summary>What can be misread in the texts of a brief, and how they read.</summary>
internal static class TextRules
{
    private const int LongestSentence = 35;
    private const int EnoughWordsToJudge = 100;
    private const double HardBelow = 30;

    private static readonly SmellKind[] OfDuties = [SmellKind.NegativeStatement, SmellKind.PassiveWithoutActor, SmellKind.MissingOutcome];

    internal static (List<ReviewFinding> Findings, Readability Readability) Review(DelegationBrief brief, IReadOnlyList<BriefText> texts)
    {
        List<ReviewFinding> findings = [];
        Readability total = default;
        bool english = brief.Language.StartsWith("en", StringComparison.OrdinalIgnoreCase);
        if (!english)
        {
            findings.Add(ReviewRules.Finding(ReviewRules.OtherLanguage, "language", $"The texts are in '{brief.Language}'.", "Have a reader of the language review them."));
        }

        HashSet<string> undefined = new(StringComparer.Ordinal);
        foreach (BriefText text in texts)
        {
            Blanks(text, findings);
            if (!english)
            {
                continue;
            }

            bool read = text.Kind is BriefTextKind.Instruction or BriefTextKind.Definition or BriefTextKind.Prohibition;
            if (read)
            {
                total = total.Add(Readability.Of(text.Text));
                LongSentences(text, findings);
                Terms(brief, text, undefined, findings);
            }

            foreach (LanguageSmell smell in LanguageReview.Find(text.Text))
            {
                if (read ? Counts(text, smell.Kind) : smell.Kind == SmellKind.OpenPoint)
                {
                    findings.Add(Finding(text, smell));
                }
            }
        }

        if (total.Words >= EnoughWordsToJudge && total.ReadingEase < HardBelow)
        {
            findings.Add(ReviewRules.Finding(ReviewRules.HardToRead, "title", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The reading ease is {total.ReadingEase:F0}, with {total.WordsPerSentence:F0} words per sentence; 60 and more is plain English."), "Shorten the sentences, and use the words callers use."));
        }

        return (findings, total);
    }

    // Only a duty needs an actor and a result; what describes a call, or forbids something by its list, does not.
    private static bool Counts(BriefText text, SmellKind kind) =>
        !OfDuties.Contains(kind) || (text.Kind == BriefTextKind.Instruction && !IsCondition(text.Place.Value));

    private static bool IsCondition(string place) =>
        place == "trigger" || place.EndsWith(".when", StringComparison.Ordinal) || place.Contains(".recognition[", StringComparison.Ordinal);

    private static ReviewFinding Finding(BriefText text, LanguageSmell smell)
    {
        ReviewRule rule = ReviewRules.Of(smell.Kind);
        bool fits = text.Text.Length + smell.Rewrite.Replacement.Length - smell.Rewrite.Length <= BriefRules.MaximumTextLength;
        return new ReviewFinding
        {
            Code = rule.Code,
            Place = text.Place,
            Severity = rule.Severity,
            Message = $"“{smell.Words}”: {rule.Title}.",
            Why = rule.Why,
            Suggestion = $"Write instead: {Excerpt(smell.Rewrite.ApplyTo(text.Text), smell.Rewrite.Start, smell.Rewrite.Replacement.Length)}",
            Words = smell.Words,
            Smell = smell.Kind,
            Rewrite = fits ? smell.Rewrite : null,
        };
    }

    // The rewritten sentence; long texts are shown around the rewrite.
    private static string Excerpt(string text, int start, int length)
    {
        const int around = 120;
        int from = Math.Max(0, start - around);
        int until = Math.Min(text.Length, start + length + around);
        return $"{(from > 0 ? "…" : "")}{text[from..until]}{(until < text.Length ? "…" : "")}";
    }

    private static void Blanks(BriefText text, List<ReviewFinding> findings)
    {
        if (!text.Text.Contains('['))
        {
            return;
        }

        foreach (TextToken token in Tokenizer.Cut(text.Text))
        {
            if (token.Kind == TokenKind.Blank)
            {
                string words = text.Text.Substring(token.Start, token.Length);
                findings.Add(ReviewRules.Finding(ReviewRules.Blank, text.Place.Value, $"{words} is to be filled in.", "Put in what only the business knows, without the brackets.") with { Words = words });
            }
        }
    }

    private static void LongSentences(BriefText text, List<ReviewFinding> findings)
    {
        foreach (TextToken[] sentence in LanguageReview.Sentences(text.Text))
        {
            int words = Readability.LengthOf(sentence);
            if (words > LongestSentence)
            {
                findings.Add(ReviewRules.Finding(ReviewRules.LongSentence, text.Place.Value, $"A sentence has {words} words.", "Cut it into one sentence per thing to do.") with
                {
                    Words = text.Text[sentence[0].Start..sentence[^1].Tail],
                });
            }
        }
    }

    private static void Terms(DelegationBrief brief, BriefText text, HashSet<string> seen, List<ReviewFinding> findings)
    {
        foreach (TextToken token in Tokenizer.Cut(text.Text))
        {
            if (token.Kind != TokenKind.Word || !IsAbbreviation(text.Text.AsSpan(token.Start, token.Length)))
            {
                continue;
            }

            string word = text.Text.Substring(token.Start, token.Length);
            if (!Everyday.Contains(word) && !brief.Glossary.Any(term => string.Equals(term.Term, word, StringComparison.OrdinalIgnoreCase)) && seen.Add(word))
            {
                findings.Add(ReviewRules.Finding(ReviewRules.UndefinedTerm, text.Place.Value, $"“{word}” is not in the glossary.", "Explain it in the glossary.") with { Words = word });
            }
        }
    }

    private static readonly HashSet<string> Everyday = new(StringComparer.Ordinal)
    {
        "SMS", "PIN", "ID", "OK", "AM", "PM", "UTC", "GMT", "CET", "CEST", "EST", "EDT", "PST", "PDT", "EUR", "USD", "GBP", "CHF", "TV", "PC", "UK", "US", "USA", "EU", "PDF", "URL", "VIP", "NOT", "NEVER", "ALWAYS", "AND", "OR", "CRM", "FAQ", "TBD", "TBC", "TBA", "TODO", "ASAP", "XXX",
    };

    private static bool IsAbbreviation(ReadOnlySpan<char> word)
    {
        if (word.Length is < 2 or > 5)
        {
            return false;
        }

        foreach (char c in word)
        {
            if (!char.IsAsciiLetterUpper(c))
            {
                return false;
            }
        }

        return true;
    }
}
