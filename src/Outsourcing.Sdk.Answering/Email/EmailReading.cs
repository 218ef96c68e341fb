using Outsourcing.Calls;

namespace Outsourcing.Answering;

/// <summary>What became of reading a summary e-mail.</summary>
public enum EmailOutcome
{
    /// <summary>It is a summary of a known layout.</summary>
    Recognised = 0,

    /// <summary>No template names its sender.</summary>
    OtherSender = 1,

    /// <summary>No template of its sender explains every line.</summary>
    UnknownLayout = 2,

    /// <summary>Its lines can be divided into fields in more than one way, or two templates fit.</summary>
    Ambiguous = 3,

    /// <summary>The layout fits, and a number, time or length in it cannot be read.</summary>
    UnreadableField = 4,

    /// <summary>Nothing proves who sent it.</summary>
    Unauthenticated = 5,

    /// <summary>It is no mail, or longer than a summary can be.</summary>
    Unreadable = 6,
}

/// <summary>A summary e-mail, read.</summary>
public sealed record EmailReading
{
    /// <summary>Gets what became of it.</summary>
    public required EmailOutcome Outcome { get; init; }

    /// <summary>Gets what it is recognised by when it comes again: its Message-ID, or a hash of it where it has none.</summary>
    public required string Id { get; init; }

    /// <summary>Gets why it was not recognised and what to do; free of personal data. <see langword="null"/> when it was.</summary>
    public string? Reason { get; init; }

    /// <summary>Gets the template that fits.</summary>
    public string? Template { get; init; }

    /// <summary>Gets what it says of a call; <see langword="null"/> unless it was recognised.</summary>
    public CallUpdate? Update { get; init; }

    /// <summary>Gets what is attached.</summary>
    public IReadOnlyList<EmailAttachment> Attachments { get; init => field = ValueList.Copy(value); } = ValueList.Empty<EmailAttachment>();
}

/// <summary>A file attached to a summary e-mail, such as a voicemail.</summary>
public sealed record EmailAttachment
{
    /// <summary>Gets its name as the sender gave it; never a path to write to.</summary>
    public PersonalText? FileName { get; init; }

    /// <summary>Gets its media type, such as <c>audio/mpeg</c>.</summary>
    public required string MediaType { get; init; }

    /// <summary>Gets its decoded content.</summary>
    public required ReadOnlyMemory<byte> Content { get; init; }
}
