using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using Outsourcing.Http;

namespace Outsourcing.Answering;

/// <summary>A Vapi organization.</summary>
public sealed class VapiOptions
{
    private VapiVerification? _verification;

    /// <summary>Gets or sets the private API key.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting)]
    public string ApiKey { get; set; } = "";

    /// <summary>Gets or sets the secret that Vapi sends in <c>X-Vapi-Secret</c>, its older way.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting)]
    public string? WebhookSecret { get; set; }

    /// <summary>Gets or sets the secret before the last rotation; webhooks with it are still believed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting)]
    public string? PreviousWebhookSecret { get; set; }

    /// <summary>Gets or sets when <see cref="PreviousWebhookSecret"/> ends: a webhook that comes then or later is refused with it. A day is enough for what was on its way.</summary>
    /// <value>The default is <see langword="null"/>: it is believed as long as it is given.</value>
    public DateTimeOffset? PreviousWebhookSecretUntil { get; set; }

    /// <summary>Gets or sets how long the app may take to name the assistant for a call that rings. Vapi itself waits 7.5 seconds.</summary>
    /// <value>The default is 6 seconds: the rest is for the way there and back.</value>
    public TimeSpan AssistantDeadline { get; set; } = TimeSpan.FromSeconds(6);

    /// <summary>Gets or sets how long the app may take over a tool call. Vapi waits as long as the server's <c>timeoutSeconds</c> says, 20 unless set.</summary>
    /// <value>The default is 15 seconds.</value>
    public TimeSpan ToolDeadline { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Gets or sets the assistant that takes a call when the app names none in time.</summary>
    public string? FallbackAssistantId { get; set; }

    /// <summary>Gets or sets the address of the API, for tests and proxies.</summary>
    /// <value>The default is <see langword="null"/>: https://api.vapi.ai.</value>
    public Uri? BaseAddress { get; set; }

    /// <summary>Gets what a new agent needs beside the brief, for the account's <see cref="IBriefPublisher"/>.</summary>
    public BriefPublishingOptions Publishing { get; } = new();

    /// <summary>Gets how the account's requests behave.</summary>
    public ProviderHttpOptions Http { get; } = new();

    internal bool HasVerification => _verification is not null;

    internal VapiVerification GetVerification()
    {
        if (_verification is { } set)
        {
            return set;
        }

        VapiVerification now = VapiVerification.Secret(WebhookSecret ?? "");
        if (string.IsNullOrEmpty(PreviousWebhookSecret))
        {
            return now;
        }

        VapiVerification both = VapiVerification.Secret(WebhookSecret ?? "", PreviousWebhookSecret);
        return VapiVerification.Custom((request, at) => (at >= PreviousWebhookSecretUntil ? now : both).Verify(request, at));
    }

    /// <summary>Sets how webhooks prove where they come from, as the server's credential in Vapi says. Without it, <see cref="WebhookSecret"/> is demanded.</summary>
    /// <param name="verification">The verification.</param>
    public void VerifyBy(VapiVerification verification)
    {
        ArgumentNullException.ThrowIfNull(verification);
        _verification = verification;
    }
}

internal sealed class VapiOptionsValidator : IValidateOptions<VapiOptions>
{
    public ValidateOptionsResult Validate(string? name, VapiOptions options) => new OptionsProblems(name, "Vapi")
        .Required(options.ApiKey, nameof(options.ApiKey))
        .Check(options.HasVerification || !string.IsNullOrWhiteSpace(options.WebhookSecret), "WebhookSecret is missing; set it, or call VerifyBy for a server credential of another kind.")
        .Check(options.AssistantDeadline > TimeSpan.Zero && options.AssistantDeadline <= TimeSpan.FromSeconds(7.5), "AssistantDeadline lies above zero and at most 7.5 seconds, which is as long as Vapi waits.")
        .Check(options.ToolDeadline > TimeSpan.Zero && options.ToolDeadline <= TimeSpan.FromSeconds(300), "ToolDeadline lies above zero and at most 300 seconds, which is the longest time-out Vapi allows.")
        .Secure(options.BaseAddress, nameof(options.BaseAddress))
        .Rotation(options.PreviousWebhookSecret, options.PreviousWebhookSecretUntil, nameof(options.PreviousWebhookSecret))
        .Http(options.Http)
        .ToResult();
}
