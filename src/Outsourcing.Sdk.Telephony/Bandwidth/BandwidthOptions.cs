using Microsoft.Extensions.Options;
using Outsourcing.Http;

namespace Outsourcing.Telephony;

/// <summary>A Bandwidth account's webhooks.</summary>
/// <remarks>Bandwidth signs nothing. It sends the user name and password that the application or the callback is configured with.</remarks>
public sealed class BandwidthOptions
{
    /// <summary>Gets or sets the user name callbacks carry.</summary>
    public string CallbackUserName { get; set; } = "";

    /// <summary>Gets or sets the password callbacks carry.</summary>
    public string CallbackPassword { get; set; } = "";

    /// <summary>Gets or sets the password before the last rotation; callbacks that carry it are still believed.</summary>
    public string? PreviousCallbackPassword { get; set; }

    internal IReadOnlyList<(string UserName, string Password)> Credentials => PreviousCallbackPassword is { Length: > 0 } previous
        ? [(CallbackUserName, CallbackPassword), (CallbackUserName, previous)]
        : [(CallbackUserName, CallbackPassword)];
}

internal sealed class BandwidthOptionsValidator : IValidateOptions<BandwidthOptions>
{
    public ValidateOptionsResult Validate(string? name, BandwidthOptions options) => new OptionsProblems(name, "Bandwidth")
        .Required(options.CallbackUserName, nameof(options.CallbackUserName))
        .Required(options.CallbackPassword, nameof(options.CallbackPassword))
        .ToResult();
}
