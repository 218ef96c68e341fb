namespace Outsourcing.Delegation;

/// <summary>How much a reader of brief documents takes in.</summary>
internal static class BriefFormat
{
    /// <summary>The most characters of a document; what is longer is refused before it is parsed.</summary>
    internal const int MaximumLength = 32 * 1024 * 1024;

    internal static void CheckLength(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MaximumLength)
        {
            throw new InvalidBriefException(BriefDefect.Unreadable, "brief", $"The document has {text.Length} characters, the most is {MaximumLength}.");
        }
    }
}
