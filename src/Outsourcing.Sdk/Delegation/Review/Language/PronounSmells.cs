namespace Outsourcing.Delegation;

/// <summary>Finds pronouns that have nothing, or more than one thing, to stand for.</summary>
internal static class PronounSmells
{
    private enum Fit
    {
        Thing,
        Several,
        Person,
    }

    internal static void Find(SentenceScan scan)
    {
        for (int at = 0; at < scan.Count; at++)
        {
            if (scan.IsWord(at) && !scan.IsClaimed(at) && IsVague(scan, at))
            {
                scan.Claim(at, 1);
                scan.Found(SmellKind.VaguePronoun, at, 1, "name it instead of");
            }
        }
    }

    private static bool IsVague(SentenceScan scan, int at) => scan.At(at) switch
    {
        "it" or "they" or "them" when AfterBlank(scan, at) => false,
        "it" => !IsEmptySubject(scan, at) && Candidates(scan, at, Fit.Thing) != 1,
        "they" => Candidates(scan, at, Fit.Several) != 1,
        "them" => Candidates(scan, at, IsSaidTo(scan, at - 1) ? Fit.Person : Fit.Several, skipSubject: true) != 1,
        "he" or "him" or "she" => Candidates(scan, at, Fit.Person) > 1,
        "her" => !scan.IsContent(at + 1) && Candidates(scan, at, Fit.Person) > 1,
        "this" or "these" or "those" => StandsAlone(scan, at),
        "that" => StandsAlone(scan, at) && IsPointing(scan, at),
        "somebody" or "someone" => !scan.IsSubordinate(at),
        _ => false,
    };

    // What a blank before it will name is not known yet.
    private static bool AfterBlank(SentenceScan scan, int at) =>
        scan.Tokens.Take(at).Concat(scan.Before?.Tokens ?? []).Any(token => token.Kind == TokenKind.Blank);

    // "This must happen": a verb or sign follows. "This form": a noun does.
    private static bool StandsAlone(SentenceScan scan, int at)
    {
        if (at + 1 >= scan.Count || !scan.IsWord(at + 1))
        {
            return at + 1 >= scan.Count || scan.Tokens[at + 1].Kind == TokenKind.Punctuation;
        }

        bool finite = scan.Is(at + 1, WordClass.Be | WordClass.Auxiliary | WordClass.Modal | WordClass.Preposition | WordClass.Conjunction | WordClass.Subordinator | WordClass.Determiner);
        bool adverb = scan.Is(at + 1, WordClass.Adverb) && scan.At(at + 1) is not ("daily" or "weekly" or "monthly");
        bool verb = scan.Is(at + 1, WordClass.Verb) && (scan.At(at) is "this" or "that" ? scan.At(at + 1).EndsWith('s') : !scan.At(at + 1).EndsWith('s')) && !scan.Is(at + 2, WordClass.Be | WordClass.Modal);
        bool person = scan.At(at) is "those" && scan.At(at + 1) is "who" or "with" or "of" or "whose";
        return (finite || adverb || verb) && !person;
    }

    // "that" opens a clause after most words; it points only at the head of one, or after a preposition or a verb of doing at its tail.
    private static bool IsPointing(SentenceScan scan, int at)
    {
        bool head = at == 0 || scan.At(at - 1) is "whether" or "if" || scan.Tokens[at - 1].Is(";") || scan.Tokens[at - 1].Is(",");
        bool tail = at + 1 >= scan.Count || scan.Tokens[at + 1].Kind == TokenKind.Punctuation;
        return (head && scan.Is(at + 1, WordClass.Be | WordClass.Modal | WordClass.Auxiliary | WordClass.Verb)) || (tail && (scan.Is(at - 1, WordClass.Preposition | WordClass.Verb | WordClass.Auxiliary)));
    }

    // "It is important that", "if it rains": the word stands for nothing, and nobody looks for it.
    private static bool IsEmptySubject(SentenceScan scan, int at)
    {
        if (!scan.Is(at + 1, WordClass.Be))
        {
            return scan.At(at + 1) is "rains" or "snows" or "takes" or "depends";
        }

        for (int index = at + 2; index < Math.Min(scan.Count, at + 6); index++)
        {
            if (scan.At(index) is "that" or "to" && index > at + 2)
            {
                return !scan.Is(at + 2, WordClass.Participle);
            }

            if (scan.IsClauseSign(index))
            {
                break;
            }
        }

        return scan.IsNumber(at + 2) || scan.Is(at + 2, WordClass.TimeNoun);
    }

    private static bool IsSaidTo(SentenceScan scan, int verb) =>
        scan.At(verb) is "tell" or "tells" or "ask" or "asks" or "inform" or "informs" or "greet" or "greets" or "thank" or "thanks" or "call" or "calls" or "help" or "helps"
            or "advise" or "advises" or "offer" or "offers" or "give" or "gives" or "remind" or "reminds" or "put" or "transfer" or "connect" or "let" or "with" or "for";

    private static int Candidates(SentenceScan scan, int before, Fit fit, bool skipSubject = false)
    {
        HashSet<string> heads = new(StringComparer.Ordinal);
        Collect(scan, before, fit, heads, skipSubject);
        if (heads.Count == 0 && scan.Before is { } earlier)
        {
            Collect(earlier, earlier.Count, fit, heads, skipSubject: false);
        }

        // "the order and the invoice … them": two things together are what a plural stands for.
        return heads.Count == 0 && fit == Fit.Several && Candidates(scan, before, Fit.Thing) > 1 ? 1 : heads.Count;
    }

    private static void Collect(SentenceScan scan, int before, Fit fit, HashSet<string> heads, bool skipSubject)
    {
        int index = 0;
        while (index < before)
        {
            if (!InPhrase(scan, index))
            {
                index++;
                continue;
            }

            int head = index;
            while (head + 1 < before && InPhrase(scan, head + 1))
            {
                head++;
            }

            // "the copy of the order", "the reason for the call": the first noun is the head.
            // Who does it is not whom it is done to: the subject of the sentence cannot be its "them".
            bool subject = skipSubject && scan.Is(head, WordClass.Person) && index <= 1 && !scan.IsSubordinate(head);
            if (!subject && !IsComplement(scan, index) && Fits(scan, head, fit))
            {
                heads.Add(string.Join(' ', scan.Tokens[index..(head + 1)].Select(token => token.Lower)));
            }

            index = head + 1;
        }
    }

    private static bool IsComplement(SentenceScan scan, int start)
    {
        int before = start - 1;
        while (scan.Is(before, WordClass.Determiner))
        {
            before--;
        }

        return scan.At(before) is "of";
    }

    private static bool InPhrase(SentenceScan scan, int index) =>
        scan.Tokens[index].Kind == TokenKind.Quoted || (scan.IsContent(index) && !IsVerb(scan, index) && !(scan.Is(index, WordClass.Participle) && !scan.IsContent(index + 1)));

    private static bool IsVerb(SentenceScan scan, int index)
    {
        bool afterNoun = index > 0 && scan.IsContent(index - 1);
        bool beforeObject = scan.Is(index + 1, WordClass.Determiner | WordClass.Possessive | WordClass.Pronoun | WordClass.NumberWord);
        bool determined = scan.Is(index - 1, WordClass.Determiner | WordClass.Possessive);
        if (!scan.Is(index, WordClass.Verb))
        {
            return (afterNoun && beforeObject) || (index == 0 && beforeObject);
        }

        if (determined)
        {
            return false;
        }

        return index == scan.ClauseStart(index)
            || scan.At(index - 1) is "to" or "then"
            || scan.Is(index - 1, WordClass.Modal | WordClass.Auxiliary | WordClass.Pronoun | WordClass.Adverb)
            || (scan.At(index - 1) is "and" or "or" && (beforeObject || !scan.At(index).EndsWith('s') && scan.Is(index + 1, WordClass.Preposition)))
            || (afterNoun && (beforeObject || (scan.At(index).EndsWith('s') && scan.Is(index - 1, WordClass.Person) && !scan.Is(index + 1, WordClass.Be | WordClass.Modal))));
    }

    private static bool Fits(SentenceScan scan, int head, Fit fit)
    {
        if (scan.Is(head, WordClass.TimeNoun) || scan.IsNumber(head) || (scan.Is(head, WordClass.Unit) && scan.IsNumber(head - 1)))
        {
            return false;
        }

        bool person = scan.Is(head, WordClass.Person);
        string word = scan.At(head);
        bool plural = word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal) && !word.EndsWith("us", StringComparison.Ordinal) && !word.EndsWith("is", StringComparison.Ordinal);
        return fit switch
        {
            Fit.Thing => !person && !plural,
            Fit.Person => person,
            _ => person || plural,
        };
    }
}
