using Microsoft.Extensions.Options;
using Outsourcing.Http;

namespace Outsourcing.Telephony;

/// <summary>A Plivo account's webhooks.</summary>
public sealed class PlivoOptions
{
    /// <summary>Gets or sets the auth token, which verifies webhooks.</summary>
    public string AuthToken { get; set; } = "";

    /// <summary>Gets or sets the one before the last rotation; webhooks signed with it are still believed.</summary>
    public string? PreviousAuthToken { get; set; }

    internal IReadOnlyList<string> Secrets => PreviousAuthToken is { Length: > 0 } previous ? [AuthToken, previous] : [AuthToken];
}

internal sealed class PlivoOptionsValidator : IValidateOptions<PlivoOptions>
{
    public ValidateOptionsResult Validate(string? name, PlivoOptions options) =>
        new OptionsProblems(name, "Plivo").Required(options.AuthToken, nameof(options.AuthToken)).ToResult();
}
