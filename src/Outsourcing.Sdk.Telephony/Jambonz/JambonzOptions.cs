using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using Outsourcing.Http;

namespace Outsourcing.Telephony;

/// <summary>A jambonz account.</summary>
public sealed class JambonzOptions
{
    /// <summary>Gets or sets the account's id.</summary>
    public string AccountSid { get; set; } = "";

    /// <summary>Gets or sets the account's API key.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting)]
    public string ApiKey { get; set; } = "";

    /// <summary>Gets or sets the id of the application that calls are placed from; its hooks answer what happens.</summary>
    public string ApplicationSid { get; set; } = "";

    /// <summary>Gets or sets the address of the installation's API with its version, such as <c>https://api.example.com/v1</c>.</summary>
    public Uri? BaseAddress { get; set; }

    /// <summary>Gets or sets the webhook secret.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting)]
    public string WebhookSecret { get; set; } = "";

    /// <summary>Gets or sets the one before the last rotation; webhooks signed with it are still believed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting)]
    public string? PreviousWebhookSecret { get; set; }

    /// <summary>Gets or sets when <see cref="PreviousWebhookSecret"/> ends: a webhook that comes then or later is refused with it. A day is enough for what was on its way.</summary>
    /// <value>The default is <see langword="null"/>: it is believed as long as it is given.</value>
    public DateTimeOffset? PreviousWebhookSecretUntil { get; set; }

    /// <summary>Gets how the account's requests behave.</summary>
    public ProviderHttpOptions Http { get; } = new();

    internal IReadOnlyList<string> Secrets(DateTimeOffset now) => SecretRotation.At(now, WebhookSecret, PreviousWebhookSecret, PreviousWebhookSecretUntil);
}

internal sealed class JambonzOptionsValidator : IValidateOptions<JambonzOptions>
{
    public ValidateOptionsResult Validate(string? name, JambonzOptions options) => new OptionsProblems(name, "Jambonz")
        .Required(options.AccountSid, nameof(options.AccountSid))
        .Required(options.ApiKey, nameof(options.ApiKey))
        .Required(options.ApplicationSid, nameof(options.ApplicationSid))
        .Required(options.WebhookSecret, nameof(options.WebhookSecret))
        .Check(options.BaseAddress is not null, "BaseAddress is missing: each jambonz installation has its own.")
        .Secure(options.BaseAddress, nameof(options.BaseAddress))
        .Rotation(options.PreviousWebhookSecret, options.PreviousWebhookSecretUntil, nameof(options.PreviousWebhookSecret))
        .Http(options.Http)
        .ToResult();
}
