using System.Text.RegularExpressions;
using MimeKit;

namespace Outsourcing.Answering;

/// <summary>A summary as its service wrote it, taken out of the mail of whoever forwarded it.</summary>
internal sealed partial record EmailContent
{
    private EmailContent()
    {
    }

    internal required string Sender { get; init; }

    internal string? MessageId { get; init; }

    internal string? Subject { get; init; }

    internal DateTimeOffset? Date { get; init; }

    internal string? Recipient { get; init; }

    /// <summary>Gets the lines that are not empty.</summary>
    internal required IReadOnlyList<string> Lines { get; init; }

    /// <summary>Reads a mail; what one of the forwarders sent on is read as its first sender wrote it.</summary>
    internal static EmailContent From(MimeMessage message, Func<string, bool> isForwarder)
    {
        EmailContent outer = Of(message);
        if (!isForwarder(outer.Sender))
        {
            return outer;
        }

        if (message.BodyParts.OfType<MessagePart>().FirstOrDefault() is { Message: { } attached })
        {
            return Of(attached);
        }

        return Quoted(EmailText.Lines(message)) ?? outer;
    }

    private static EmailContent Of(MimeMessage message) => new()
    {
        Sender = message.From.Mailboxes.FirstOrDefault()?.Address ?? "",
        MessageId = string.IsNullOrWhiteSpace(message.MessageId) ? null : message.MessageId,
        Subject = message.Subject,
        Date = message.Date == default ? null : message.Date,
        Recipient = message.To.Mailboxes.FirstOrDefault()?.Address,
        Lines = [.. EmailText.Lines(message).Where(static line => line.Length > 0)],
    };

    private static EmailContent? Quoted(List<string> lines)
    {
        int marker = lines.FindIndex(static line => Marker().IsMatch(line));
        if (marker < 0)
        {
            return null;
        }

        List<string> quoted = [.. lines.Skip(marker + 1).SkipWhile(static line => Unquote(line).Length == 0)];
        if (quoted.Where(static line => line.Length > 0).All(static line => line.StartsWith('>')))
        {
            quoted = [.. quoted.Select(Unquote)];
        }

        Dictionary<string, string> header = new(StringComparer.OrdinalIgnoreCase);
        int body = 0;
        while (body < quoted.Count && HeaderLine().Match(quoted[body]) is { Success: true } line)
        {
            header.TryAdd(line.Groups[1].Value, line.Groups[2].Value);
            body++;
        }

        string? sender = header.TryGetValue("From", out string? from) && Address().Match(from) is { Success: true } address ? address.Value : null;
        string? sent = header.GetValueOrDefault("Date") ?? header.GetValueOrDefault("Sent");
        return sender is null ? null : new EmailContent
        {
            Sender = sender,
            Subject = header.GetValueOrDefault("Subject"),

            // Mail programs write the date in their user's words; only one that names its offset says which instant it is.
            Date = sent is not null && MimeKit.Utils.DateUtils.TryParse(sent, out DateTimeOffset date) && Offset().IsMatch(sent) ? date : null,
            Recipient = header.TryGetValue("To", out string? to) && Address().Match(to) is { Success: true } recipient ? recipient.Value : null,
            Lines = [.. quoted.Skip(body).Where(static line => line.Length > 0)],
        };
    }

    private static string Unquote(string line) => line.StartsWith('>') ? line[1..].TrimStart() : line;

    [GeneratedRegex(@"^(>\s*)?(-{2,}\s*(Forwarded message|Original message|Forwarded by .*)\s*-{2,}|Begin forwarded message:)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Marker();

    [GeneratedRegex(@"^(From|Date|Sent|Subject|To|Cc|Reply-To):\s*(.*)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HeaderLine();

    [GeneratedRegex(@"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    [GeneratedRegex(@"([+-]\d{4}|\bGMT|\bUTC)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Offset();
}
