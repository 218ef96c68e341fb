namespace Outsourcing.Delegation;

/// <summary>Finds smells that stand in the build of a sentence: negation, passive, bare duties, bounds without number or unit.</summary>
internal static class GrammarSmells
{
    internal static void FindNegatives(SentenceScan scan)
    {
        for (int at = 0; at < scan.Count; at++)
        {
            if (scan.IsWord(at) && !scan.IsClaimed(at) && !scan.IsSubordinate(at) && IsNegative(scan, at))
            {
                (int start, int length) = scan.Body;
                string body = scan.Text.Substring(start, length);
                scan.Found(SmellKind.NegativeStatement, at, 1, new TextEdit { Start = start, Length = length, Replacement = $"[what to do instead: “{body}”]" });
                return;
            }
        }
    }

    internal static void FindPassive(SentenceScan scan)
    {
        for (int at = 0; at < scan.Count; at++)
        {
            int participle = PassiveAt(scan, at);
            if (participle < 0)
            {
                continue;
            }

            int tail = scan.ClauseTail(participle);
            bool bare = IsBare(scan, participle + 1, tail);
            if (!HasActor(scan, participle + 1, tail) && !HasUnnamedSubject(scan, at))
            {
                TextToken word = scan.Tokens[participle];
                scan.Found(SmellKind.PassiveWithoutActor, at, participle - at + 1, new TextEdit { Start = word.Tail, Length = 0, Replacement = " by [who]" });
                if (bare)
                {
                    scan.Found(SmellKind.MissingOutcome, at, participle - at + 1, new TextEdit { Start = word.Tail, Length = 0, Replacement = " [to whom, by when, with what result]" });
                }

                return;
            }
        }
    }

    internal static void FindBareDuties(SentenceScan scan)
    {
        if (scan.Count == 0 || scan.HasNumber || scan.Smells.Count > 0)
        {
            return;
        }

        int verb = VerbOfDuty(scan);
        if (verb < 0)
        {
            return;
        }

        int vague = SmellWords.VagueDuties.Match(scan.Tokens, verb);
        bool passing = SmellWords.PassingOn.Contains(scan.At(verb));
        int tail = scan.Count;
        while (tail > verb && scan.Tokens[tail - 1].Kind == TokenKind.Punctuation)
        {
            tail--;
        }

        // Only an object may follow: any "to", "within", "when" or second clause says more.
        int from = verb + Math.Max(1, vague);
        for (int index = from; index < tail; index++)
        {
            bool particle = index == tail - 1 && scan.At(verb) is "pass" or "passes" && scan.At(index) == "on";
            bool insideObject = particle || scan.At(index) is "of" or "and" or "or" or "," || (index == from && scan.At(index) is "all" or "any" or "each" or "every");
            if (!insideObject && (!scan.IsWord(index) || scan.Is(index, WordClass.Preposition | WordClass.Subordinator | WordClass.Modal | WordClass.Be | WordClass.Pronoun | WordClass.Relative) || scan.Tokens[index].Kind == TokenKind.Punctuation))
            {
                return;
            }
        }

        if ((vague > 0 || passing) && (tail > from || tail == scan.Count - 1 || tail == scan.Count))
        {
            scan.Found(SmellKind.MissingOutcome, verb, tail - verb, new TextEdit { Start = scan.Tokens[tail - 1].Tail, Length = 0, Replacement = " [to whom, by when, with what result]" });
        }
    }

    internal static void FindBoundsWithoutNumberOrUnit(SentenceScan scan)
    {
        for (int at = 0; at + 1 < scan.Count; at++)
        {
            bool within = scan.At(at) is "within" or "under" or "below" or "above" or "over" or "exceed" or "exceeds";
            bool least = scan.At(at) is "least" or "most" && scan.At(at - 1) == "at";
            bool than = scan.At(at) is "than" && scan.At(at - 1) is "more" or "less" or "fewer" or "longer" or "later" or "earlier" or "shorter";
            bool upTo = scan.At(at) is "to" && scan.At(at - 1) == "up";
            if (!within && !least && !than && !upTo)
            {
                continue;
            }

            if (scan.Tokens[at + 1].Kind == TokenKind.Number && !HasUnit(scan, at + 1))
            {
                TextToken number = scan.Tokens[at + 1];
                scan.Found(SmellKind.MissingUnitOrNumber, at, 2, new TextEdit { Start = number.Tail, Length = 0, Replacement = " [unit]" });
            }
            else if (scan.At(at) == "within" && scan.At(at + 1) is "seconds" or "minutes" or "hours" or "days" or "weeks" or "months")
            {
                scan.Found(SmellKind.MissingUnitOrNumber, at, 2, new TextEdit { Start = scan.Tokens[at + 1].Start, Length = 0, Replacement = "[number] " });
            }
        }
    }

    private static bool IsNegative(SentenceScan scan, int at)
    {
        string word = scan.At(at);
        if (word is "not" or "never" or "cannot" or "nobody" or "none" or "nothing" or "neither" or "nor" || word.EndsWith("n't", StringComparison.Ordinal))
        {
            // ", not the owner" sets right what was said before it.
            // "nothing else is needed" ends a list.
            return !(word == "nothing" && scan.At(at + 1) is "else" or "more" && scan.Is(at + 2, WordClass.Be)) && !(word == "not" && (scan.At(at - 1) == "," || scan.At(at - 1) is "but" or "and" or "or" || scan.At(at + 1) == "yet"));
        }

        if (word is "avoid" or "avoids" or "refrain" or "refrains" or "prohibited" or "forbidden" or "disallowed" or "banned" or "taboo" or "off-limits")
        {
            return word is not ("avoid" or "avoids") || scan.At(at - 1) != "to" || at < 2;
        }

        // "No." before a number is an abbreviation and one token; "no" before a noun denies it.
        return word == "no" && (scan.IsWord(at + 1) || scan.IsNumber(at + 1)) && !scan.Tokens[at].Lower.EndsWith('.');
    }

    // A form of "be", adverbs, a participle that is something done: returns where the participle stands, or -1.
    private static int PassiveAt(SentenceScan scan, int at)
    {
        bool be = scan.IsWord(at) && (scan.At(at) is "is" or "are" or "was" or "were" or "be" or "been" or "being" or "get" or "gets" or "isn't" or "aren't");
        // What can or may happen is no duty; permissions are looked at elsewhere.
        bool possible = scan.At(at) == "be" && (scan.At(at - 1) is "can" or "could" or "may" or "might" || scan.At(at - 2) is "can" or "could" or "may" or "might");
        if (!be || possible || scan.IsClaimed(at) || scan.IsSubordinate(at))
        {
            return -1;
        }

        int next = at + 1;
        while (scan.Is(next, WordClass.Adverb) || scan.At(next) is "then" or "all" or "both")
        {
            next++;
        }

        if (scan.At(next) == "being" || scan.At(next) == "be")
        {
            next++;
        }

        bool named = scan.At(next) == "called" && next + 1 < scan.Count && (scan.Tokens[next + 1].Kind == TokenKind.Quoted || scan.Tokens[next + 1].Capital || scan.Is(next + 1, WordClass.Determiner));
        bool participle = !named && scan.Is(next, WordClass.Participle) && !SmellWords.States.Contains(scan.At(next)) && !SmellWords.Happenings.Contains(scan.At(next)) && !(scan.At(next).Contains('-') && !scan.At(next).StartsWith("re-", StringComparison.Ordinal) && !scan.At(next).StartsWith("e-", StringComparison.Ordinal));
        bool taste = SmellWords.SubjectiveWords.Contains(scan.At(next)) || SmellWords.AmbiguousWords.Contains(scan.At(next)) || (scan.IsContent(next + 1) && scan.Is(next + 1, WordClass.Person));
        return participle && !taste ? next : -1;
    }

    private static bool HasActor(SentenceScan scan, int from, int tail)
    {
        for (int at = from; at + 1 < tail; at++)
        {
            if (scan.At(at) != "by")
            {
                continue;
            }

            TextToken next = scan.Tokens[at + 1];
            bool time = next.Kind == TokenKind.Number || next.Is(WordClass.TimeNoun | WordClass.NumberWord) || (scan.Is(at + 2, WordClass.TimeNoun) && next.Is(WordClass.Determiner)) || scan.At(at + 2) is "end" or "close";
            bool means = next.Lower is "e-mail" or "email" or "mail" or "phone" or "telephone" or "text" or "sms" or "fax" or "post" or "letter" or "hand" or "default" or "law" or "card" or "courier" || next.Lower.EndsWith("ing", StringComparison.Ordinal);
            if (!time && !means)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsBare(SentenceScan scan, int from, int tail)
    {
        if (tail < scan.Count && !scan.Tokens[tail].Is(".") && !scan.Tokens[tail].Is("!") && !scan.Tokens[tail].Is(";"))
        {
            return false;
        }

        for (int at = from; at < tail; at++)
        {
            if (!scan.Is(at, WordClass.Adverb))
            {
                return false;
            }
        }

        return true;
    }

    // "It must be escalated": what "it" is comes first; a clause without subject is not reviewed further.
    private static bool HasUnnamedSubject(SentenceScan scan, int be)
    {
        for (int at = be - 1; at >= Math.Max(0, be - 3); at--)
        {
            int start = scan.Tokens[at].Start;
            if (scan.Tokens[at].Kind == TokenKind.Blank || scan.Smells.Exists(smell => smell.Kind == SmellKind.VaguePronoun && smell.Start == start))
            {
                return true;
            }
        }

        return false;
    }

    // The verb of "Deal with …" and of "The receptionist deals with …".
    private static int VerbOfDuty(SentenceScan scan)
    {
        for (int at = 0; at < Math.Min(scan.Count, 5); at++)
        {
            bool candidate = SmellWords.VagueDuties.Match(scan.Tokens, at) > 0 || SmellWords.PassingOn.Contains(scan.At(at));
            if (candidate)
            {
                bool subject = at > 0 && (scan.Is(at - 1, WordClass.Person | WordClass.Modal));
                return at == 0 || subject ? at : -1;
            }
        }

        return -1;
    }

    private static bool HasUnit(SentenceScan scan, int number)
    {
        string digits = scan.At(number);
        if (digits.Any(char.IsLetter) || digits.Contains(':') || digits.Contains('-') || digits.Contains('/') || number + 1 >= scan.Count)
        {
            return digits.Any(c => char.IsLetter(c) || c is ':' or '-' or '/');
        }

        TextToken next = scan.Tokens[number + 1];
        return next.Kind is TokenKind.UnitSign or TokenKind.Blank or TokenKind.Quoted
            || (number > 0 && scan.Tokens[number - 1].Kind == TokenKind.UnitSign)
            || (next.Kind == TokenKind.Word && (!next.Is(WordClass.Function) || next.Is(WordClass.TimeNoun | WordClass.Unit) || next.Lower is "to" or "or" or "and" or "of"));
    }
}
