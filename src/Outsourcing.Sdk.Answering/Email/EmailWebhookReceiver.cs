using Microsoft.Extensions.Options;
using Outsourcing.Storage;
using Outsourcing.Telephony;
using Outsourcing.Webhooks;

namespace Outsourcing.Answering;

/// <summary>Interprets the summary e-mails that a mailbox put into the inbox.</summary>
/// <remarks>
/// A mail that no template explains is given up with the reason and stays in the dead letters as it came: a person looks at it,
/// makes or mends a template, and replays it. Templates may change while the app runs.
/// </remarks>
public sealed class EmailWebhookReceiver : IWebhookReceiver
{
    private readonly Func<EmailIntakeOptions> _options;
    private (EmailIntakeOptions Options, EmailReader Reader)? _current;

    /// <summary>Initializes the receiver.</summary>
    /// <param name="account">The account, as the application names it.</param>
    /// <param name="options">The options of all accounts.</param>
    public EmailWebhookReceiver(string account, IOptionsMonitor<EmailIntakeOptions> options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(account);
        ArgumentNullException.ThrowIfNull(options);
        Account = account;
        _options = () => options.Get(account);
    }

    /// <inheritdoc/>
    public string Provider => EmailReader.Provider;

    /// <inheritdoc/>
    public string Account { get; }

    /// <summary>Refuses: mails come from the mailbox, never over HTTP.</summary>
    /// <inheritdoc/>
    public WebhookCheck Verify(WebhookRequest request, DateTimeOffset now) => WebhookCheck.Refused(WebhookRefusal.MissingSignature);

    /// <inheritdoc/>
    /// <exception cref="PermanentWorkException">The mail is not recognised; the message says why and what to do.</exception>
    public WebhookEvent? Read(WebhookRequest request, WebhookCheck check, DateTimeOffset receivedAt)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Header(ImapMailbox.OmittedHeader) is { } size)
        {
            throw new PermanentWorkException($"The mail has {size} bytes, more than MaximumMessageSize; only its header was kept, the mail itself is still in the mailbox.");
        }

        EmailIntakeOptions options = _options();
        EmailReading reading = Reader(options).Read(request.Body, receivedAt);
        return reading switch
        {
            { Update: { } update } => new WebhookEvent { Id = reading.Id, Name = "email.summary", At = update.Revision.At, Updates = [update] },
            { Outcome: EmailOutcome.OtherSender } when options.IgnoreOtherSenders => new WebhookEvent { Id = reading.Id, Name = "email.other", At = receivedAt },
            _ => throw new PermanentWorkException($"{reading.Outcome}: {reading.Reason}"),
        };
    }

    /// <inheritdoc/>
    public WebhookReply Render(CallFlow flow) => AnsweringWebhook.Refuse(Provider, flow);

    private EmailReader Reader(EmailIntakeOptions options)
    {
        if (_current is { } current && ReferenceEquals(current.Options, options))
        {
            return current.Reader;
        }

        EmailReader reader = new(Account, options);
        _current = (options, reader);
        return reader;
    }
}
