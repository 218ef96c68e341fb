namespace Outsourcing.Answering;

/// <summary>Says what is wrong with a template of summary e-mails.</summary>
public sealed class EmailTemplateException : OutsourcingException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="message">The template, the rule and the fix.</param>
    public EmailTemplateException(string message)
        : base(message)
    {
    }
}
