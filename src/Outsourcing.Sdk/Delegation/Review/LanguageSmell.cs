namespace Outsourcing.Delegation;

/// <summary>A place in a text that can be misread.</summary>
public sealed record LanguageSmell
{
    /// <summary>Gets how it can be misread.</summary>
    public required SmellKind Kind { get; init; }

    /// <summary>Gets where the words begin: a position in the text, from 0, in UTF-16 units.</summary>
    public required int Start { get; init; }

    /// <summary>Gets how long the words are, in UTF-16 units: 1 or more.</summary>
    public required int Length { get; init; }

    /// <summary>Gets the words.</summary>
    public required string Words { get; init; }

    /// <summary>Gets the rewrite that removes the smell.</summary>
    public required TextEdit Rewrite { get; init; }
}
