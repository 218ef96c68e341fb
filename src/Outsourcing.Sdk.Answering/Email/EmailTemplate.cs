namespace Outsourcing.Answering;

/// <summary>The layout of one kind of summary e-mail, and what its fields mean.</summary>
/// <remarks>
/// A mail fits when the layout explains every line of it in exactly one way. A line the layout does not know, a field that
/// cannot be read, or a text that could be divided in two ways leaves the mail unrecognised: it waits for a person, and no
/// record is made of it. So a caller who dictates "Phone: …" into a message changes nothing.
/// </remarks>
public sealed record EmailTemplate
{
    /// <summary>The field name of the mail's own date, for <see cref="IntakeFieldMap.StartedAt"/>.</summary>
    public const string Date = "$date";

    /// <summary>The field name of the mail's subject.</summary>
    public const string Subject = "$subject";

    /// <summary>The field name of the address the mail was sent to.</summary>
    public const string Recipient = "$to";

    /// <summary>Gets what the app calls the template.</summary>
    public required string Name { get; init; }

    /// <summary>Gets who sends such mails: addresses such as <c>notes@example.com</c>, or whole domains such as <c>@example.com</c>.</summary>
    public required IReadOnlyList<string> Senders { get; init => field = ValueList.Copy(value); }

    /// <summary>
    /// Gets the lines, top to bottom; empty lines of a mail do not count. <c>{name}</c> stands for a field within a line,
    /// <c>{name...}</c> at the end of a line for a field that may go on over further lines, <c>{_}</c> and <c>{_...}</c> for what
    /// differs and is not read. A line after <c>"? "</c> may be missing. Braces of the mail itself are doubled.
    /// </summary>
    public required IReadOnlyList<string> Layout { get; init => field = ValueList.Copy(value); }

    /// <summary>Gets which field means what, by the names in <see cref="Layout"/>, or <see cref="Date"/>, <see cref="Subject"/> and <see cref="Recipient"/>.</summary>
    public required IntakeFieldMap Fields { get; init; }
}
