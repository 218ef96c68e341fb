namespace Outsourcing;

/// <summary>
/// A value that is one text: an identifier, or a word of an open vocabulary whose owner may add words at any time.
/// </summary>
/// <typeparam name="TSelf">The implementing type.</typeparam>
/// <remarks>Implementations keep a text they do not know as it came; reading one never throws for being unknown.</remarks>
public interface ITextValue<TSelf>
    where TSelf : struct, ITextValue<TSelf>
{
    /// <summary>Gets the text as it was given.</summary>
    string Value { get; }

    /// <summary>Makes the value from its text.</summary>
    /// <param name="text">A text that is neither empty nor white space.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException"><paramref name="text"/> is empty or white space.</exception>
    static abstract TSelf From(string text);
}
