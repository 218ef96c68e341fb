namespace Outsourcing.Delegation;

/// <summary>Finds comparatives, superlatives, and the permission that has no bound.</summary>
internal static class DegreeSmells
{
    private const string AskBound = "number to reach, instead of";

    private static readonly string[] AdjectiveEndings = ["ful", "ant", "ent", "ive", "able", "ible", "al", "ous", "ate", "ic", "ing", "ed", "ly", "some", "less", "ary", "ile", "ure", "que", "ish"];

    private static readonly HashSet<string> Adjectives = new(StringComparer.Ordinal)
    {
        "common", "formal", "polite", "precise", "correct", "exact", "honest", "direct", "modern", "complex", "simple", "often", "careful", "recent", "robust", "certain", "expert", "open", "friendly", "severe",
        "secure", "complete", "concise", "sincere", "relaxed", "senior", "junior", "likely", "clear", "pleasant", "thorough", "handy", "obvious", "efficient", "frequent", "relevant", "important", "urgent", "useful",
    };

    internal static void FindDegrees(SentenceScan scan)
    {
        for (int at = 0; at < scan.Count; at++)
        {
            if (!scan.IsWord(at) || scan.IsClaimed(at))
            {
                continue;
            }

            if (ComparativeAt(scan, at, scan.At(at)) is > 0 and int comparative)
            {
                scan.Claim(at, comparative);
                scan.Found(SmellKind.Comparative, at, comparative, AskBound);
            }
            else if (SuperlativeAt(scan, at, scan.At(at)) is > 0 and int superlative)
            {
                scan.Claim(at, superlative);
                scan.Found(SmellKind.Superlative, at, superlative, AskBound);
                FindPossible(scan, at + superlative);
            }
        }
    }

    internal static void FindPermissions(SentenceScan scan)
    {
        for (int at = 0; at < scan.Count; at++)
        {
            if (scan.At(at) is "may" or "might" or "could" && !scan.IsClaimed(at) && IsPermission(scan, at))
            {
                scan.Found(SmellKind.Loophole, at, 1, "when exactly, or “must” instead of");
            }
        }
    }

    private static int ComparativeAt(SentenceScan scan, int at, string word)
    {
        if (word is "more" or "less" or "fewer")
        {
            bool bound = scan.At(at - 1) is "no" or "not" or "any" or "once" or "or" or "and" || (scan.At(at + 1) == "than" && IsBound(scan, at + 2));
            bool open = at + 1 >= scan.Count || scan.IsClauseSign(at + 1) || scan.At(at + 1) is "and";
            if (bound || (open && scan.At(at - 1) is not ("do" or "wait" or "pay" or "cost" or "speak" or "talk" or "listen" or "sell")) || scan.IsNumber(at - 1))
            {
                return 0;
            }

            return IsAdjective(scan, at + 1) ? 2 : 1;
        }

        bool graded = SmellWords.Comparatives.Contains(Graded(word)) || (scan.At(at + 1) == "than" && word.Length > 4 && word.EndsWith("er", StringComparison.Ordinal) && scan.IsContent(at));
        if (!graded || (word == "further" && scan.At(at + 1) != "than"))
        {
            return 0;
        }

        // "longer than 60 seconds" is a bound, "older than 30 days" too; "the lower limit" is a name.
        bool measured = scan.At(at + 1) == "than" && IsBound(scan, at + 2);
        bool name = scan.At(at + 1) is "limit" or "bound" or "case" or "floor" or "education" or "management" || (word is "lower" && WordSmells.IsDutyVerb(scan, at) && !scan.IsContent(at + 1) && scan.Is(at + 1, WordClass.Determiner));
        bool verb = word is "lower" or "better" or "warmer" && at == scan.ClauseStart(at) && scan.Is(at + 1, WordClass.Determiner | WordClass.Possessive);
        return measured || name || verb || scan.At(at - 1) is "no" or "not" ? 0 : 1;
    }

    private static int SuperlativeAt(SentenceScan scan, int at, string word)
    {
        if (word is "most" or "least")
        {
            if (scan.At(at - 1) == "at" || (word == "least" && scan.At(at + 1) is "one"))
            {
                return 0;
            }

            if (IsAdjective(scan, at + 1))
            {
                return 2;
            }

            return word == "least" || scan.At(at - 1) == "the" ? 1 : Quantifier(scan, at);
        }

        bool graded = SmellWords.Superlatives.Contains(Graded(word)) || (scan.At(at - 1) == "the" && word.Length > 6 && word.EndsWith("iest", StringComparison.Ordinal));
        if (!graded || scan.Tokens[at].Capital && at > 0)
        {
            return 0;
        }

        return scan.At(at - 1) == "at" || (word == "latest" && scan.At(at - 2) == "at") || (scan.At(at + 1) == "of" && scan.At(at - 1) == "interest") ? 0 : 1;
    }

    // "higher-value orders", "the highest-paying clients": the first half carries the degree.
    private static string Graded(string word) => word.IndexOf('-', StringComparison.Ordinal) is > 0 and int hyphen ? word[..hyphen] : word;

    // "most calls" draws no line: a quantifier, not a superlative.
    private static int Quantifier(SentenceScan scan, int at)
    {
        scan.Claim(at, 1);
        scan.Found(SmellKind.AmbiguousAdverbAdjective, at, 1, "number and unit instead of");
        return 0;
    }

    // "the fastest response possible": whoever answers decides what was possible.
    private static void FindPossible(SentenceScan scan, int from)
    {
        for (int index = from; index < Math.Min(scan.Count, from + 4) && !scan.IsClauseSign(index); index++)
        {
            if (scan.At(index) is "possible" or "imaginable" or "achievable" or "conceivable" && !scan.IsClaimed(index))
            {
                scan.Claim(index, 1);
                scan.Found(SmellKind.Loophole, index, 1, "exact condition, or leave out");
            }
        }
    }

    private static bool IsPermission(SentenceScan scan, int at)
    {
        bool month = scan.IsNumber(at + 1) || scan.IsNumber(at - 1);
        bool question = scan.At(at + 1) is "i" or "we" or "you";
        bool negative = scan.At(at + 1) is "not" or "never" or "only";

        // A number bounds the permission: "At most 5 % of calls … may be abandoned".
        bool bounded = scan.HasNumber && scan.At(at) != "might";
        return !month && !question && !negative && !bounded && !scan.IsSubordinate(at) && !IsCallersOwn(scan, at);
    }

    // What callers may do is theirs; it binds nobody who answers.
    private static bool IsCallersOwn(SentenceScan scan, int at) =>
        !scan.Is(at + 1, WordClass.Be) && at > 0 && scan.At(at - 1) is "caller" or "callers" or "customer" or "customers" or "client" or "clients" or "patient" or "patients" or "they" or "it";

    private static bool IsBound(SentenceScan scan, int at)
    {
        // "shorter than last year" compares; it names no bound.
        if (scan.At(at) is "last" or "previous" or "before" or "usual" or "ever" or "now")
        {
            return false;
        }

        for (int index = at; index < Math.Min(scan.Count, at + 3); index++)
        {
            if (scan.IsNumber(index) || scan.Is(index, WordClass.TimeNoun))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsAdjective(SentenceScan scan, int at) =>
        scan.IsWord(at)
        && (scan.Is(at, WordClass.Adverb) || Adjectives.Contains(scan.At(at)) || SmellWords.AmbiguousWords.Contains(scan.At(at)) || SmellWords.SubjectiveWords.Contains(scan.At(at))
            || (scan.At(at).Length > 5 && scan.IsContent(at) && !scan.Is(at, WordClass.Person) && AdjectiveEndings.Any(ending => scan.At(at).EndsWith(ending, StringComparison.Ordinal))));
}
