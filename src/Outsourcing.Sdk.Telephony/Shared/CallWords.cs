using System.Globalization;
using System.Text;
using Outsourcing.Calls;

namespace Outsourcing.Telephony;

/// <summary>The words that Twilio and those compatible with it use, in neutral terms. A word not known here is kept as it came.</summary>
internal static class CallWords
{
    internal static CallStatus? Status(string? raw) => raw switch
    {
        null or "" => null,
        "initiated" or "queued" or "created" or "trying" => CallStatus.Queued,
        "ringing" or "early-media" => CallStatus.Ringing,
        "in-progress" or "answered" => CallStatus.InProgress,
        "completed" or "ended" => CallStatus.Completed,
        "busy" => CallStatus.Busy,
        "no-answer" or "timeout" => CallStatus.NoAnswer,
        "canceled" or "cancelled" or "cancel" => CallStatus.Canceled,
        "failed" => CallStatus.Failed,
        _ => CallStatus.From(raw),
    };

    internal static CallDirection? Direction(string? raw) =>
        raw is null or "" ? null
        : raw.StartsWith("inbound", StringComparison.OrdinalIgnoreCase) || raw.StartsWith("incoming", StringComparison.OrdinalIgnoreCase) ? CallDirection.Inbound
        : raw.StartsWith("out", StringComparison.OrdinalIgnoreCase) || raw == "trunking-originating" ? CallDirection.Outbound
        : CallDirection.Unknown;

    internal static AnsweredBy? AnsweredBy(string? raw) =>
        raw is null or "" or "unknown" ? null
        : raw == "human" ? Calls.AnsweredBy.Human
        : raw.StartsWith("machine", StringComparison.Ordinal) ? Calls.AnsweredBy.Voicemail
        : Calls.AnsweredBy.From(raw);

    internal static PersonalText? Personal(string? text) => string.IsNullOrEmpty(text) ? (PersonalText?)null : new PersonalText(text);

    internal static TimeSpan? Seconds(string? text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds) && seconds < 1e9 ? TimeSpan.FromSeconds(seconds) : null;

    internal static decimal? Amount(string? text) => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal amount) ? amount : null;

    internal static long Sequence(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : 0;

    internal static Uri? Address(string? text) => Uri.TryCreate(text, UriKind.Absolute, out Uri? address) ? address : null;

    /// <summary>Reads a time of the forms seen in callbacks: RFC 2822, ISO 8601, and ISO with a space.</summary>
    internal static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : null;

    /// <summary>Reads a word of a form; the frequent ones cost no memory.</summary>
    internal static string? Word(ReadOnlySpan<byte> text) =>
        text.IsEmpty ? null
        : text.SequenceEqual("ringing"u8) ? "ringing"
        : text.SequenceEqual("in-progress"u8) ? "in-progress"
        : text.SequenceEqual("completed"u8) ? "completed"
        : text.SequenceEqual("initiated"u8) ? "initiated"
        : text.SequenceEqual("queued"u8) ? "queued"
        : text.SequenceEqual("busy"u8) ? "busy"
        : text.SequenceEqual("no-answer"u8) ? "no-answer"
        : text.SequenceEqual("inbound"u8) ? "inbound"
        : text.SequenceEqual("outbound-api"u8) ? "outbound-api"
        : text.SequenceEqual("outbound-dial"u8) ? "outbound-dial"
        : Encoding.UTF8.GetString(text);

    /// <inheritdoc cref="Seconds(string?)"/>
    internal static TimeSpan? Seconds(ReadOnlySpan<byte> text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds) && seconds < 1e9 ? TimeSpan.FromSeconds(seconds) : null;

    /// <inheritdoc cref="Sequence(string?)"/>
    internal static long Sequence(ReadOnlySpan<byte> text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : 0;

    /// <inheritdoc cref="Time(string?)"/>
    internal static DateTimeOffset? Time(ReadOnlySpan<byte> text) =>
        text.IsEmpty ? null
        : WireTimeConverter.TryRfc2822(text, out DateTimeOffset time) ? time
        : Time(Encoding.UTF8.GetString(text));

    internal static string Utf8(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);
}
