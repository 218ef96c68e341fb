using System.Text.Json.Serialization;

namespace Outsourcing.Delegation;

/// <summary>How a text reads, by its sentence and word lengths.</summary>
/// <param name="Sentences">The sentences.</param>
/// <param name="Words">The words and numbers.</param>
/// <param name="Syllables">The syllables, counted as groups of vowels.</param>
public readonly record struct Readability(int Sentences, int Words, int Syllables)
{
    /// <summary>Gets the mean length of a sentence, in words; 0 without sentences.</summary>
    [JsonIgnore]
    public double WordsPerSentence => Sentences == 0 ? 0 : (double)Words / Sentences;

    /// <summary>Gets the reading ease: 206.835 − 1.015·words per sentence − 84.6·syllables per word (Flesch 1948); 60 and more is plain English. <see langword="null"/> without words.</summary>
    [JsonIgnore]
    public double? ReadingEase => Words == 0 ? null : 206.835 - (1.015 * WordsPerSentence) - (84.6 * Syllables / Words);

    /// <summary>Measures a text.</summary>
    /// <param name="text">The text; empty is allowed.</param>
    /// <returns>The measure.</returns>
    public static Readability Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Readability total = default;
        foreach (TextToken[] sentence in LanguageReview.Sentences(text))
        {
            int words = LengthOf(sentence);
            int syllables = sentence.Sum(token => token.Kind == TokenKind.Word ? Count(token.Lower) : token.Kind is TokenKind.Number or TokenKind.Address ? 1 : 0);
            total = total.Add(new Readability(words > 0 ? 1 : 0, words, syllables));
        }

        return total;
    }

    /// <summary>Adds the measure of another text.</summary>
    /// <param name="other">The other.</param>
    /// <returns>The measure of both.</returns>
    public Readability Add(Readability other) => new(Sentences + other.Sentences, Words + other.Words, Syllables + other.Syllables);

    internal static int LengthOf(TextToken[] sentence) => sentence.Count(token => token.Kind is TokenKind.Word or TokenKind.Number or TokenKind.Address);

    private static int Count(string word)
    {
        int groups = 0;
        bool inside = false;
        foreach (char c in word)
        {
            bool vowel = "aeiouyäöüéèáàóò".Contains(c);
            groups += vowel && !inside ? 1 : 0;
            inside = vowel;
        }

        bool silent = groups > 1 && word.EndsWith('e') && !word.EndsWith("le", StringComparison.Ordinal);
        return Math.Max(1, silent ? groups - 1 : groups);
    }
}
