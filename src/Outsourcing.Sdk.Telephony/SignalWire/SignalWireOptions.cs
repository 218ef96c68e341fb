using Microsoft.Extensions.Options;
using Outsourcing.Http;

namespace Outsourcing.Telephony;

/// <summary>A SignalWire account's webhooks.</summary>
public sealed class SignalWireOptions
{
    /// <summary>Gets or sets the project's signing key.</summary>
    public string SigningKey { get; set; } = "";

    /// <summary>Gets or sets the one before the last rotation; webhooks signed with it are still believed.</summary>
    public string? PreviousSigningKey { get; set; }

    internal IReadOnlyList<string> Secrets => PreviousSigningKey is { Length: > 0 } previous ? [SigningKey, previous] : [SigningKey];
}

internal sealed class SignalWireOptionsValidator : IValidateOptions<SignalWireOptions>
{
    public ValidateOptionsResult Validate(string? name, SignalWireOptions options) =>
        new OptionsProblems(name, "SignalWire").Required(options.SigningKey, nameof(options.SigningKey)).ToResult();
}
