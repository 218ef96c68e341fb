namespace Outsourcing.Delegation;

/// <summary>Finds references to documents that do not say which document, version or section.</summary>
internal static class ReferenceSmells
{
    private const string Ask = "title, version or date, and section instead of";

    internal static void Find(SentenceScan scan)
    {
        if (IsIdentified(scan))
        {
            return;
        }

        for (int at = 0; at < scan.Count; at++)
        {
            int dangling = SmellWords.DanglingReferences.Match(scan.Tokens, at);
            if (dangling > 0)
            {
                scan.Claim(at, dangling);
                scan.Found(SmellKind.IncompleteReference, at, dangling, Ask);
                return;
            }

            int trigger = SmellWords.ReferenceTriggers.Match(scan.Tokens, at);
            (int start, int length) = trigger > 0 ? DocumentAfter(scan, at, at + trigger) : (0, 0);
            if (length > 0)
            {
                // "all applicable laws": which ones is the question of the reference, asked once.
                if (scan.At(start - 1) == "applicable")
                {
                    (start, length) = (start - 1, length + 1);
                    scan.Claim(start, 1);
                }

                scan.Found(SmellKind.IncompleteReference, start, length, Ask);
                return;
            }
        }
    }

    // The document within the next noun phrase: determiner, at most three words, document.
    private static (int Start, int Length) DocumentAfter(SentenceScan scan, int trigger, int from)
    {
        bool weak = scan.At(trigger) is "in" or "from" or "use" or "uses" or "using" or "check" or "checks" or "as" or "work" or "works" or "go" or "goes" or "keep" or "keeps";
        for (int at = from; at < Math.Min(scan.Count, from + 6) && scan.IsWord(at); at++)
        {
            int phrase = SmellWords.DocumentPhrases.Match(scan.Tokens, at);
            if (phrase > 0)
            {
                return (at, phrase);
            }

            if (!weak && SmellWords.LooseDocuments.Contains(scan.At(at)) && !scan.IsContent(at + 1) && scan.At(trigger) is not ("apply" or "applies" or "per" or "by" or "under" or "subject" or "act" or "proceed" or "stick" or "based"))
            {
                return (at, 1);
            }

            if (SmellWords.Documents.Contains(scan.At(at)))
            {
                bool object_ = weak && scan.At(at) is "document" or "documents" or "contract" or "agreement" or "act" or "code" or "plan" or "process" or "terms" or "brief" or "template" or "rule" or "law" or "requirements" or "memo";
                bool ofNoun = scan.IsContent(at + 1) && !scan.Is(at + 1, WordClass.Participle | WordClass.Verb);
                if (!object_ && !ofNoun)
                {
                    return (at, 1);
                }
            }
        }

        return (0, 0);
    }

    // A number, a version, a title in quotation marks, an address, "attached": the reader finds it.
    private static bool IsIdentified(SentenceScan scan)
    {
        for (int at = 0; at < scan.Count; at++)
        {
            TextToken token = scan.Tokens[at];
            bool version = token.Kind == TokenKind.Word && token.Lower.Length > 1 && token.Lower[0] == 'v' && char.IsDigit(token.Lower[1]);
            bool section = token.Kind == TokenKind.Word && token.Lower is "section" or "chapter" or "page" or "version" or "paragraph" or "article" or "clause" or "edition" or "no." && (scan.IsNumber(at + 1) || (at + 1 < scan.Count && scan.Tokens[at + 1].Capital));
            bool dated = token.Kind == TokenKind.Number && (token.Lower.Contains('-') || token.Lower.Contains('/') || token.Lower.Contains('.') || scan.Is(at - 1, WordClass.TimeNoun));
            bool title = token.Kind is TokenKind.Quoted or TokenKind.Address or TokenKind.Blank;
            if (version || section || dated || title || token.Is("attached") || token.Is("enclosed") || (token.Kind == TokenKind.Word && token.Length > 1 && scan.Text.AsSpan(token.Start, token.Length).ContainsAnyInRange('0', '9') && token.Capital)
                || (token.Kind == TokenKind.Word && token.Length > 2 && IsUpper(scan.Text.AsSpan(token.Start, token.Length)) && token.Lower is not ("faq" or "faqs" or "sla" or "sop" or "sops" or "crm")))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsUpper(ReadOnlySpan<char> word)
    {
        foreach (char c in word)
        {
            if (!char.IsUpper(c))
            {
                return false;
            }
        }

        return true;
    }
}
