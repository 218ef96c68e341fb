using Microsoft.Extensions.Options;
using Outsourcing.Http;

namespace Outsourcing.Telephony;

/// <summary>A Vonage account's webhooks.</summary>
public sealed class VonageOptions
{
    /// <summary>Gets or sets the account's signature secret.</summary>
    public string SignatureSecret { get; set; } = "";

    /// <summary>Gets or sets the one before the last rotation; webhooks signed with it are still believed.</summary>
    public string? PreviousSignatureSecret { get; set; }

    internal IReadOnlyList<string> Secrets => PreviousSignatureSecret is { Length: > 0 } previous ? [SignatureSecret, previous] : [SignatureSecret];
}

internal sealed class VonageOptionsValidator : IValidateOptions<VonageOptions>
{
    public ValidateOptionsResult Validate(string? name, VonageOptions options) =>
        new OptionsProblems(name, "Vonage").Required(options.SignatureSecret, nameof(options.SignatureSecret)).ToResult();
}
