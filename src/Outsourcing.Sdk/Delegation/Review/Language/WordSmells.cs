namespace Outsourcing.Delegation;

/// <summary>Finds smells that stand in words and fixed phrases.</summary>
internal static class WordSmells
{
    private const string AskBehaviour = "what the caller hears or sees instead of";
    private const string AskMeasure = "number and unit instead of";
    private const string AskCondition = "exact condition, or leave out";
    private const string AskEvidence = "number in the records that shows it, instead of";
    private const string AskItems = "every item, instead of";

    internal static void Find(SentenceScan scan)
    {
        // Longest claims first: a loophole such as "as soon as possible" keeps its "soon" to itself.
        Each(scan, static (scan, at) => IsOneInstance(scan, at) ? 0 : FindPhrase(scan, at, SmellWords.OpenEnded, SmellKind.OpenEndedList, AskItems));
        Each(scan, static (scan, at) => FindLoophole(scan, at));
        Each(scan, static (scan, at) => FindPhrase(scan, at, SmellWords.NonVerifiable, SmellKind.NonVerifiable, AskEvidence));
        Each(scan, static (scan, at) => scan.Claim(SmellWords.Harmless, at));
        DegreeSmells.FindDegrees(scan);
        Each(scan, static (scan, at) => FindPhrase(scan, at, SmellWords.Subjective, SmellKind.SubjectiveLanguage, AskBehaviour));
        Each(scan, static (scan, at) => FindAmbiguousPhrase(scan, at));
        Each(scan, static (scan, at) => FindPhrase(scan, at, SmellWords.OpenPointPhrases, SmellKind.OpenPoint, "decide"));
        for (int at = 0; at < scan.Count; at++)
        {
            FindWord(scan, at);
        }
    }

    private static void Each(SentenceScan scan, Func<SentenceScan, int, int> find)
    {
        for (int at = 0; at < scan.Count; at++)
        {
            at += Math.Max(0, find(scan, at) - 1);
        }
    }

    // "the case number, for example 2024-118" shows how one thing looks; it lists nothing.
    private static bool IsOneInstance(SentenceScan scan, int at)
    {
        int next = scan.At(at) switch { "for" when scan.At(at + 1) is "example" or "instance" => at + 2, "e.g." or "eg" => at + 1, _ => -1 };
        next = next >= 0 && scan.At(next) is "," or ":" ? next + 1 : next;
        return next >= 0 && next < scan.Count && scan.Tokens[next].Kind is TokenKind.Number or TokenKind.Quoted or TokenKind.Address;
    }

    private static int FindPhrase(SentenceScan scan, int at, Phrases phrases, SmellKind kind, string ask)
    {
        int length = scan.Claim(phrases, at);
        if (length > 0)
        {
            scan.Found(kind, at, length, ask);
        }

        return length;
    }

    private static int FindLoophole(SentenceScan scan, int at)
    {
        // "if required by law" names who requires it.
        int length = SmellWords.Loopholes.Match(scan.Tokens, at);
        return length > 0 && scan.At(at + length) == "by" ? 0 : FindPhrase(scan, at, SmellWords.Loopholes, SmellKind.Loophole, AskCondition);
    }

    private static int FindAmbiguousPhrase(SentenceScan scan, int at)
    {
        int length = SmellWords.Ambiguous.Match(scan.Tokens, at);
        if (length == 0 || (length == 2 && scan.At(at) is "very" or "really" or "quite" or "rather" or "fairly" or "pretty" or "highly" && SmellWords.SubjectiveWords.Contains(scan.At(at + 1))))
        {
            return 0;
        }

        return FindPhrase(scan, at, SmellWords.Ambiguous, SmellKind.AmbiguousAdverbAdjective, AskMeasure);
    }

    private static void FindWord(SentenceScan scan, int at)
    {
        if (scan.IsClaimed(at) || scan.Tokens[at].Kind is not (TokenKind.Word or TokenKind.Punctuation))
        {
            return;
        }

        string word = scan.At(at);
        if (SmellWords.OpenEndedWords.Contains(word) && !IsOneInstance(scan, at))
        {
            Claimed(SmellKind.OpenEndedList, AskItems);
        }
        else if (SmellWords.OpenPoints.Contains(word))
        {
            Claimed(SmellKind.OpenPoint, "decide");
        }
        else if (SmellWords.LoopholeWords.Contains(word))
        {
            Claimed(SmellKind.Loophole, AskCondition);
        }
        else if (SmellWords.NonVerifiableWords.Contains(word) || (SmellWords.DegreeVerbs.Contains(word) && IsDutyVerb(scan, at) && !scan.HasNumber)
            || (SmellWords.MindVerbs.Contains(word) && !scan.IsSubordinate(at) && (at == scan.ClauseStart(at) || scan.At(at - 1) is "must" or "should" or "shall")))
        {
            Claimed(SmellKind.NonVerifiable, AskEvidence);
        }
        else if (SmellWords.SubjectiveWords.Contains(word) && IsOfTaste(scan, at))
        {
            Claimed(SmellKind.SubjectiveLanguage, AskBehaviour);
        }
        else if ((SmellWords.AmbiguousWords.Contains(word) && IsUnmeasured(scan, at)) || (SmellWords.AmbiguousAdjectives.Contains(word) && IsAdjective(scan, at)))
        {
            Claimed(SmellKind.AmbiguousAdverbAdjective, AskMeasure);
        }
        else if (word == "patient" && IsPredicate(scan, at))
        {
            Claimed(SmellKind.SubjectiveLanguage, AskBehaviour);
        }

        void Claimed(SmellKind kind, string ask)
        {
            scan.Claim(at, 1);
            scan.Found(kind, at, 1, ask);
        }
    }

    /// <summary>Tells whether a word that can be a verb is one here: at the head of a clause, or after "to", "and" or a modal.</summary>
    internal static bool IsDutyVerb(SentenceScan scan, int at) =>
        at == scan.ClauseStart(at) || scan.At(at - 1) is "to" or "and" or "or" || scan.Is(at - 1, WordClass.Modal | WordClass.Person) || (scan.At(at).EndsWith('s') && scan.Is(at + 1, WordClass.Determiner));

    private static bool IsOfTaste(SentenceScan scan, int at) => scan.At(at) switch
    {
        // "the fair" is a noun, "calm the caller" a verb, and a transfer can be warm.
        "fair" or "calm" or "positive" or "modern" or "genuine" => IsAdjective(scan, at),
        "warm" or "warmly" => scan.At(at + 1) is not ("transfer" or "transfers" or "transferred"),
        _ => true,
    };

    private static bool IsUnmeasured(SentenceScan scan, int at) => scan.At(at) switch
    {
        "prompt" => !(at == scan.ClauseStart(at) && scan.Is(at + 1, WordClass.Determiner)),
        "special" => scan.At(at + 1) is not ("offer" or "offers"),
        "multiple" => scan.At(at + 1) != "choice",
        _ => true,
    };

    /// <summary>Tells whether a word that can be something else is an adjective here.</summary>
    internal static bool IsAdjective(SentenceScan scan, int at)
    {
        bool verbHere = (at == scan.ClauseStart(at) && scan.Is(at + 1, WordClass.Determiner | WordClass.Possessive | WordClass.Pronoun))
            || (scan.At(at) is "close" or "clear" or "slow" && (at == scan.ClauseStart(at) || scan.At(at - 1) is "to" or "then" || scan.Is(at - 1, WordClass.Modal | WordClass.Person)));
        bool regularPeople = scan.At(at) is "regular" or "new" or "old" && scan.Is(at + 1, WordClass.Person);
        bool measured = scan.IsNumber(at - 1) || (scan.Is(at - 1, WordClass.Unit) && scan.IsNumber(at - 2));
        bool title = scan.Tokens[at].Capital && at > 0;
        bool near = scan.At(at) is "near" or "far" or "close" && scan.Is(at + 1, WordClass.Determiner | WordClass.Preposition);
        return !verbHere && !regularPeople && !measured && !title && !near
            && (scan.IsContent(at + 1) || IsPredicate(scan, at));
    }

    // After "be", "keep short", "and short"; or at the end of a clause after a noun: "keep hold times short".
    private static bool IsPredicate(SentenceScan scan, int at) =>
        scan.Is(at - 1, WordClass.Be | WordClass.Adverb)
        || scan.At(at - 1) is "keep" or "keeps" or "stay" or "stays" or "remain" or "remains" or "and" or "or"
        || (at + 1 >= scan.ClauseTail(at) && at > 1 && scan.At(at - 1) is not ("priority" or "urgency" or "prio" or "severity") && HasKeep(scan, at));

    private static bool HasKeep(SentenceScan scan, int at)
    {
        for (int index = scan.ClauseStart(at); index < at; index++)
        {
            if (scan.At(index) is "keep" or "keeps" or "make" or "makes" or "hold" or "holds" or "be" or "is" or "are" or "stay" or "answer" or "act" or "run" or "work" or "speak" or "respond" or "reply" or "react" or "drive" or "type")
            {
                return true;
            }
        }

        return false;
    }
}
