using System.Globalization;
using System.Security.Cryptography;
using MimeKit;
using MimeKit.Cryptography;
using Outsourcing.Calls;

namespace Outsourcing.Answering;

/// <summary>Reads summary e-mails by templates: a pure function of the mail. Thread-safe.</summary>
public sealed class EmailReader
{
    /// <summary>The provider in the ids of calls that come by e-mail.</summary>
    public const string Provider = "email";

    private const int MaximumLines = 1_000;
    private const int MaximumLineLength = 4_000;

    private readonly EmailLayout[] _layouts;
    private readonly string _account;
    private readonly HashSet<string> _forwarders;
    private readonly string? _authenticationServer;
    private readonly bool _acceptUnauthenticated;

    /// <summary>Initializes the reader.</summary>
    /// <param name="account">The account, as the application names it.</param>
    /// <param name="options">The templates, and who is believed.</param>
    /// <exception cref="EmailTemplateException">A template is wrong.</exception>
    public EmailReader(string account, EmailIntakeOptions options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(account);
        ArgumentNullException.ThrowIfNull(options);
        _account = account;
        _layouts = [.. options.Templates.Select(static template => new EmailLayout(template))];
        _forwarders = new HashSet<string>(options.Forwarders, StringComparer.OrdinalIgnoreCase);
        _authenticationServer = options.AuthenticationServer;
        _acceptUnauthenticated = options.AcceptUnauthenticated;
    }

    /// <summary>Reads a mail.</summary>
    /// <param name="mail">The mail as it came (RFC 5322).</param>
    /// <param name="receivedAt">When it was received; stands in for the date of a mail without one.</param>
    /// <returns>The reading. What cannot be recognised is an outcome, not an exception.</returns>
    public EmailReading Read(ReadOnlyMemory<byte> mail, DateTimeOffset receivedAt)
    {
        string hash = Hash(mail.Span);
        MimeMessage message;
        try
        {
            using MemoryStream stream = new(mail.ToArray(), writable: false);
            message = MimeMessage.Load(stream);
        }
        catch (FormatException)
        {
            return new EmailReading { Outcome = EmailOutcome.Unreadable, Id = hash, Reason = "The message has no header a mail program could read." };
        }

        using (message)
        {
            string id = IdOf(message.MessageId) ?? hash;
            EmailContent content = EmailContent.From(message, _forwarders.Contains);
            bool proved = IsAuthenticated(message);
            EmailReading reading = !proved && !_acceptUnauthenticated
                ? Fail(id, EmailOutcome.Unauthenticated, $"The server '{_authenticationServer}' did not find the sender proved by DKIM or DMARC.")
                : Read(content, id, receivedAt, proved ? WebhookVerification.BodyNoTimestamp : WebhookVerification.None);
            return reading.Outcome == EmailOutcome.Recognised ? reading with { Attachments = [.. message.Attachments.OfType<MimePart>().Select(Attachment)] } : reading;
        }
    }

    /// <summary>Names a mail that has no usable Message-ID by its content.</summary>
    internal static string Hash(ReadOnlySpan<byte> mail) => string.Create(CultureInfo.InvariantCulture, $"mail-{Convert.ToHexStringLower(SHA256.HashData(mail)[..16])}");

    internal static string? IdOf(string? messageId) =>
        string.IsNullOrWhiteSpace(messageId) ? null
        : messageId.Length <= 200 ? messageId
        : Hash(System.Text.Encoding.UTF8.GetBytes(messageId));

    private EmailReading Read(EmailContent content, string id, DateTimeOffset receivedAt, WebhookVerification verification)
    {
        EmailLayout[] known = [.. _layouts.Where(layout => layout.IsFrom(content.Sender))];
        if (known.Length == 0)
        {
            return Fail(id, EmailOutcome.OtherSender, "No template names the sender.");
        }

        if (content.Lines.Count > MaximumLines || content.Lines.Any(static line => line.Length > MaximumLineLength))
        {
            return Fail(id, EmailOutcome.Unreadable, $"The mail has more than {MaximumLines} lines, or one of more than {MaximumLineLength} characters; a summary has not.");
        }

        EmailLayout? fits = null;
        Dictionary<string, string> fields = [];
        foreach (EmailLayout layout in known)
        {
            int ways = layout.Match(content.Lines, out Dictionary<string, string> found);
            if (ways > 1 || (ways == 1 && fits is not null))
            {
                return Fail(id, EmailOutcome.Ambiguous, $"The mail fits template '{layout.Template.Name}' in more than one way, or two templates; a person has to say which.");
            }

            (fits, fields) = ways == 1 ? (layout, found) : (fits, fields);
        }

        if (fits is null)
        {
            return Fail(id, EmailOutcome.UnknownLayout, $"None of the {known.Length} templates of the sender explains every line; make a template of it and replay it.");
        }

        string? Field(string? name) => name switch
        {
            null => null,
            EmailTemplate.Date => content.Date?.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
            EmailTemplate.Subject => string.IsNullOrWhiteSpace(content.Subject) ? null : content.Subject,
            EmailTemplate.Recipient => content.Recipient,
            _ => fields.GetValueOrDefault(name),
        };
        List<string> unreadable = [];
        CallId call = new(Provider, _account, IdOf(Field(fits.Mapping.Map.CallId)) ?? IdOf(content.MessageId) ?? id);
        DateTimeOffset at = fits.Mapping.UpdatedAt(Field, unreadable) ?? content.Date ?? receivedAt;
        CallUpdate update = fits.Mapping.Read(Field, call, new CallRevision(at, id), verification, unreadable);
        return unreadable.Count > 0
            ? Fail(id, EmailOutcome.UnreadableField, $"Template '{fits.Template.Name}' fits, and {string.Join(", ", unreadable)} cannot be read; check TimeFormats, TimeZone, DurationUnit and Region.")
            : new EmailReading { Outcome = EmailOutcome.Recognised, Id = id, Template = fits.Template.Name, Update = update with { Completeness = CallCompleteness.Ended } };
    }

    private static EmailReading Fail(string id, EmailOutcome outcome, string reason) => new() { Outcome = outcome, Id = id, Reason = reason };

    // The first such header with the server's name is the server's own: it removes those that a sender wrote under its name.
    private bool IsAuthenticated(MimeMessage message)
    {
        if (_authenticationServer is null || message.From.Mailboxes.FirstOrDefault()?.Domain is not { Length: > 0 } domain)
        {
            return false;
        }

        foreach (Header header in message.Headers)
        {
            if (header.Id == HeaderId.AuthenticationResults && AuthenticationResults.TryParse(header.RawValue, out AuthenticationResults? results)
                && string.Equals(results.AuthenticationServiceIdentifier, _authenticationServer, StringComparison.OrdinalIgnoreCase))
            {
                return results.Results.Any(result => string.Equals(result.Result, "pass", StringComparison.OrdinalIgnoreCase) && result.Method.ToLowerInvariant() switch
                {
                    "dmarc" => Names(result, domain, "from"),
                    "dkim" => Names(result, domain, "d", "i"),
                    _ => false,
                });
            }
        }

        return false;
    }

    // Aligned as DMARC's relaxed mode has it, without a list of public suffixes: the same domain, or a parent of it with two labels at least.
    private static bool Names(AuthenticationMethodResult result, string domain, params ReadOnlySpan<string> properties)
    {
        foreach (AuthenticationMethodProperty property in result.Properties)
        {
            string signer = property.Value[(property.Value.LastIndexOf('@') + 1)..];
            if (property.PropertyType == "header" && properties.Contains(property.Property)
                && (string.Equals(signer, domain, StringComparison.OrdinalIgnoreCase)
                    || (signer.Contains('.', StringComparison.Ordinal) && domain.EndsWith("." + signer, StringComparison.OrdinalIgnoreCase))))
            {
                return true;
            }
        }

        return false;
    }

    private static EmailAttachment Attachment(MimePart part)
    {
        using MemoryStream content = new();
        part.Content?.DecodeTo(content);
        return new EmailAttachment
        {
            FileName = part.FileName is { } name ? new PersonalText(name) : default(PersonalText?),
            MediaType = part.ContentType.MimeType,
            Content = content.ToArray(),
        };
    }
}
