using Microsoft.Extensions.Options;
using Outsourcing.Http;

namespace Outsourcing.Answering;

/// <summary>How summary e-mails of an account are read.</summary>
public sealed class EmailIntakeOptions
{
    /// <summary>Gets the templates.</summary>
    public IList<EmailTemplate> Templates { get; } = [];

    /// <summary>Gets the addresses of the people who forward summaries to the mailbox; what they forward is read as its first sender wrote it.</summary>
    public IList<string> Forwarders { get; } = [];

    /// <summary>
    /// Gets or sets the name by which the mailbox's own server signs its <c>Authentication-Results</c> (RFC 8601), such as
    /// <c>mx.google.com</c>. A mail counts only when that server found its sender's domain proved by DKIM or DMARC.
    /// </summary>
    public string? AuthenticationServer { get; set; }

    /// <summary>Gets or sets whether mails are believed although nothing proves their sender. Anybody can write a sender's address.</summary>
    /// <value>The default is <see langword="false"/>: then <see cref="AuthenticationServer"/> is required.</value>
    public bool AcceptUnauthenticated { get; set; }

    /// <summary>Gets or sets whether mails of senders that no template names are passed over.</summary>
    /// <value>The default is <see langword="false"/>: they wait for a person like mails of an unknown layout.</value>
    public bool IgnoreOtherSenders { get; set; }
}

internal sealed class EmailIntakeOptionsValidator : IValidateOptions<EmailIntakeOptions>
{
    public ValidateOptionsResult Validate(string? name, EmailIntakeOptions options)
    {
        OptionsProblems problems = new OptionsProblems(name, "E-mail intake")
            .Check(
                options.AcceptUnauthenticated || !string.IsNullOrWhiteSpace(options.AuthenticationServer),
                "AuthenticationServer is missing: name the mailbox's server as its Authentication-Results header does, or set AcceptUnauthenticated and take what anybody may have written.");
        foreach (EmailTemplate template in options.Templates)
        {
            try
            {
                _ = new EmailLayout(template);
            }
            catch (Exception wrong) when (wrong is EmailTemplateException or ArgumentException)
            {
                problems.Check(false, wrong.Message);
            }
        }

        return problems.ToResult();
    }
}
