using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using Outsourcing.Http;

namespace Outsourcing.Answering;

/// <summary>A Dialpad company.</summary>
public sealed class DialpadOptions
{
    /// <summary>Gets or sets the API key.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting)]
    public string ApiKey { get; set; } = "";

    /// <summary>Gets or sets the secret of the webhook; a subscription without one is not believed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting)]
    public string WebhookSecret { get; set; } = "";

    /// <summary>Gets or sets the secret before the last rotation; webhooks signed with it are still believed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting)]
    public string? PreviousWebhookSecret { get; set; }

    /// <summary>Gets or sets when <see cref="PreviousWebhookSecret"/> ends: a webhook that comes then or later is refused with it. A day is enough for what was on its way.</summary>
    /// <value>The default is <see langword="null"/>: it is believed as long as it is given.</value>
    public DateTimeOffset? PreviousWebhookSecretUntil { get; set; }

    /// <summary>Gets or sets the address of the API, for the sandbox, tests and proxies.</summary>
    /// <value>The default is <see langword="null"/>: https://dialpad.com.</value>
    public Uri? BaseAddress { get; set; }

    /// <summary>Gets how the account's requests behave.</summary>
    public ProviderHttpOptions Http { get; } = new();

    internal IReadOnlyList<string> WebhookSecrets(DateTimeOffset now) => SecretRotation.At(now, WebhookSecret, PreviousWebhookSecret, PreviousWebhookSecretUntil);
}

internal sealed class DialpadOptionsValidator : IValidateOptions<DialpadOptions>
{
    public ValidateOptionsResult Validate(string? name, DialpadOptions options) => new OptionsProblems(name, "Dialpad")
        .Required(options.ApiKey, nameof(options.ApiKey))
        .Required(options.WebhookSecret, nameof(options.WebhookSecret))
        .Secure(options.BaseAddress, nameof(options.BaseAddress))
        .Rotation(options.PreviousWebhookSecret, options.PreviousWebhookSecretUntil, nameof(options.PreviousWebhookSecret))
        .Http(options.Http)
        .ToResult();
}
