using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using Outsourcing.Http;

namespace Outsourcing.Answering;

/// <summary>A Retell account.</summary>
public sealed class RetellOptions
{
    /// <summary>Gets or sets the API key. The one with the webhook badge also verifies webhooks.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting)]
    public string ApiKey { get; set; } = "";

    /// <summary>Gets or sets the API key that verifies webhooks, when it is another one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting)]
    public string? WebhookApiKey { get; set; }

    /// <summary>Gets or sets the webhook's API key before the last rotation; webhooks signed with it are still believed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting)]
    public string? PreviousWebhookApiKey { get; set; }

    /// <summary>Gets or sets when <see cref="PreviousWebhookApiKey"/> ends: a webhook that comes then or later is refused with it. A day is enough for what was on its way.</summary>
    /// <value>The default is <see langword="null"/>: it is believed as long as it is given.</value>
    public DateTimeOffset? PreviousWebhookApiKeyUntil { get; set; }

    /// <summary>Gets or sets which of Retell's two call listings is asked; both are served.</summary>
    /// <value>The default is <see cref="RetellListing.V3"/>.</value>
    public RetellListing Listing { get; set; } = RetellListing.V3;

    /// <summary>Gets or sets the address of the API, for tests and proxies.</summary>
    /// <value>The default is <see langword="null"/>: https://api.retellai.com.</value>
    public Uri? BaseAddress { get; set; }

    /// <summary>Gets what a new agent needs beside the brief, for the account's <see cref="IBriefPublisher"/>.</summary>
    public BriefPublishingOptions Publishing { get; } = new();

    /// <summary>Gets how the account's requests behave.</summary>
    public ProviderHttpOptions Http { get; } = new();

    internal IReadOnlyList<string> WebhookApiKeys(DateTimeOffset now) =>
        SecretRotation.At(now, WebhookApiKey is { Length: > 0 } own ? own : ApiKey, PreviousWebhookApiKey, PreviousWebhookApiKeyUntil);
}

/// <summary>A generation of Retell's call listing.</summary>
public enum RetellListing
{
    /// <summary><c>POST /v2/list-calls</c>: a list, paged by the last call's id.</summary>
    V2 = 2,

    /// <summary><c>POST /v3/list-calls</c>: items with a key of the next page.</summary>
    V3 = 3,
}

internal sealed class RetellOptionsValidator : IValidateOptions<RetellOptions>
{
    public ValidateOptionsResult Validate(string? name, RetellOptions options) => new OptionsProblems(name, "Retell")
        .Required(options.ApiKey, nameof(options.ApiKey))
        .Check(Enum.IsDefined(options.Listing), "Listing is V2 or V3.")
        .Secure(options.BaseAddress, nameof(options.BaseAddress))
        .Rotation(options.PreviousWebhookApiKey, options.PreviousWebhookApiKeyUntil, nameof(options.PreviousWebhookApiKey))
        .Http(options.Http)
        .ToResult();
}
