namespace Outsourcing.Delegation;

internal enum TokenKind
{
    Word,

    /// <summary>Digits with their separators, and letters written onto them (<c>09:00</c>, <c>4.2</c>, <c>20s</c>).</summary>
    Number,

    Punctuation,

    /// <summary>Percent and currency signs.</summary>
    UnitSign,

    /// <summary>Words in quotation marks, said or written as they stand.</summary>
    Quoted,

    /// <summary>Square brackets: a blank the owner is to fill in.</summary>
    Blank,

    /// <summary>An e-mail or web address.</summary>
    Address,

    /// <summary>An end of paragraph or list item.</summary>
    Break,
}

/// <summary>One word, number or sign of a text, with its lower-case form and what the word lists know of it.</summary>
internal readonly record struct TextToken(TokenKind Kind, int Start, int Length, string Lower, WordClass Class, bool Capital)
{
    internal int Tail => Start + Length;

    internal bool Is(WordClass any) => (Class & any) != 0;

    internal bool Is(string word) => Kind is TokenKind.Word or TokenKind.Punctuation && Lower == word;
}
