using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using Outsourcing.Http;

namespace Outsourcing.Answering;

/// <summary>An ElevenLabs workspace.</summary>
public sealed class ElevenLabsOptions
{
    /// <summary>Gets or sets the API key.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting)]
    public string ApiKey { get; set; } = "";

    /// <summary>Gets or sets the webhook's secret.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting)]
    public string WebhookSecret { get; set; } = "";

    /// <summary>Gets or sets the secret before the last rotation; webhooks signed with it are still believed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting)]
    public string? PreviousWebhookSecret { get; set; }

    /// <summary>Gets or sets when <see cref="PreviousWebhookSecret"/> ends: a webhook that comes then or later is refused with it. A day is enough for what was on its way.</summary>
    /// <value>The default is <see langword="null"/>: it is believed as long as it is given.</value>
    public DateTimeOffset? PreviousWebhookSecretUntil { get; set; }

    /// <summary>Gets or sets the address of the API, for a data residency, tests and proxies.</summary>
    /// <value>The default is <see langword="null"/>: https://api.elevenlabs.io.</value>
    public Uri? BaseAddress { get; set; }

    /// <summary>Gets what a new agent needs beside the brief, for the account's <see cref="IBriefPublisher"/>.</summary>
    public BriefPublishingOptions Publishing { get; } = new();

    /// <summary>Gets how the account's requests behave.</summary>
    public ProviderHttpOptions Http { get; } = new();

    internal IReadOnlyList<string> WebhookSecrets(DateTimeOffset now) => SecretRotation.At(now, WebhookSecret, PreviousWebhookSecret, PreviousWebhookSecretUntil);
}

internal sealed class ElevenLabsOptionsValidator : IValidateOptions<ElevenLabsOptions>
{
    public ValidateOptionsResult Validate(string? name, ElevenLabsOptions options) => new OptionsProblems(name, "ElevenLabs")
        .Required(options.ApiKey, nameof(options.ApiKey))
        .Required(options.WebhookSecret, nameof(options.WebhookSecret))
        .Secure(options.BaseAddress, nameof(options.BaseAddress))
        .Rotation(options.PreviousWebhookSecret, options.PreviousWebhookSecretUntil, nameof(options.PreviousWebhookSecret))
        .Http(options.Http)
        .ToResult();
}
