namespace Outsourcing.Delegation;

/// <summary>Rewords a text until nothing in it can be misread.</summary>
internal static class Wording
{
    /// <summary>Carries out every rewrite of a text, one after the other: each may shift the places of the next.</summary>
    internal static string Clean(string text)
    {
        // Every rewrite removes its smell and adds none, so there are never more rounds than smells at first.
        int rounds = LanguageReview.Find(text).Count;
        for (int round = 0; round < rounds && LanguageReview.Find(text) is [var smell, ..]; round++)
        {
            text = smell.Rewrite.ApplyTo(text);
        }

        return text;
    }

    internal static string Sentence(string expectation)
    {
        string text = expectation.Trim();
        return text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..] + (text[^1] is '.' or '!' or '?' ? "" : ".");
    }
}
