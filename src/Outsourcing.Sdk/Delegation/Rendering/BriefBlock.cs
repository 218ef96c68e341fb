namespace Outsourcing.Delegation;

/// <summary>A piece of a rendered brief, before it is written in a format. Its texts are unescaped.</summary>
internal abstract record BriefBlock
{
    internal sealed record Paragraph(string Text) : BriefBlock;

    /// <summary>Words said or sent as they stand.</summary>
    internal sealed record Script(string Text) : BriefBlock;

    internal sealed record Heading(string Text) : BriefBlock;

    internal sealed record Items(bool Ordered, IReadOnlyList<string> Texts) : BriefBlock;

    internal sealed record Table(string Caption, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows) : BriefBlock;

    /// <summary>A drawing, for formats that can show one; it repeats what the text says.</summary>
    internal sealed record Flow(CallType Type) : BriefBlock;
}
