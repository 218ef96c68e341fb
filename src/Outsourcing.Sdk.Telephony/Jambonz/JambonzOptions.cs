using Microsoft.Extensions.Options;
using Outsourcing.Http;

namespace Outsourcing.Telephony;

/// <summary>A Jambonz account's webhooks.</summary>
public sealed class JambonzOptions
{
    /// <summary>Gets or sets the webhook secret.</summary>
    public string WebhookSecret { get; set; } = "";

    /// <summary>Gets or sets the one before the last rotation; webhooks signed with it are still believed.</summary>
    public string? PreviousWebhookSecret { get; set; }

    internal IReadOnlyList<string> Secrets => PreviousWebhookSecret is { Length: > 0 } previous ? [WebhookSecret, previous] : [WebhookSecret];
}

internal sealed class JambonzOptionsValidator : IValidateOptions<JambonzOptions>
{
    public ValidateOptionsResult Validate(string? name, JambonzOptions options) =>
        new OptionsProblems(name, "Jambonz").Required(options.WebhookSecret, nameof(options.WebhookSecret)).ToResult();
}
