using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using Outsourcing.Http;

namespace Outsourcing.Answering;

/// <summary>An Aircall company.</summary>
public sealed class AircallOptions
{
    /// <summary>Gets or sets the API id.</summary>
    public string ApiId { get; set; } = "";

    /// <summary>Gets or sets the API token.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting)]
    public string ApiToken { get; set; } = "";

    /// <summary>Gets or sets the token of the webhook, which Aircall shows when it is created and repeats in every body.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting)]
    public string WebhookToken { get; set; } = "";

    /// <summary>Gets or sets the token of the webhook that this one replaces; its events are still taken.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting)]
    public string? PreviousWebhookToken { get; set; }

    /// <summary>Gets or sets when <see cref="PreviousWebhookToken"/> ends: a webhook that comes then or later is refused with it. A day is enough for what was on its way.</summary>
    /// <value>The default is <see langword="null"/>: it is believed as long as it is given.</value>
    public DateTimeOffset? PreviousWebhookTokenUntil { get; set; }

    /// <summary>Gets or sets the address of the API, for tests and proxies.</summary>
    /// <value>The default is <see langword="null"/>: https://api.aircall.io/v1.</value>
    public Uri? BaseAddress { get; set; }

    /// <summary>Gets how the account's requests behave.</summary>
    public ProviderHttpOptions Http { get; } = new();

    internal IReadOnlyList<string> WebhookTokens(DateTimeOffset now) => SecretRotation.At(now, WebhookToken, PreviousWebhookToken, PreviousWebhookTokenUntil);
}

internal sealed class AircallOptionsValidator : IValidateOptions<AircallOptions>
{
    public ValidateOptionsResult Validate(string? name, AircallOptions options) => new OptionsProblems(name, "Aircall")
        .Required(options.ApiId, nameof(options.ApiId))
        .Required(options.ApiToken, nameof(options.ApiToken))
        .Required(options.WebhookToken, nameof(options.WebhookToken))
        .Secure(options.BaseAddress, nameof(options.BaseAddress))
        .Rotation(options.PreviousWebhookToken, options.PreviousWebhookTokenUntil, nameof(options.PreviousWebhookToken))
        .Http(options.Http)
        .ToResult();
}
