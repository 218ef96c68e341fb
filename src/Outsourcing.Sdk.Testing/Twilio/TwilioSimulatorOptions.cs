using System.Text.Json.Serialization;

namespace Outsourcing.Testing;

/// <summary>How the simulated Twilio account behaves.</summary>
public sealed class TwilioSimulatorOptions : ProviderSimulatorOptions
{
    /// <summary>Gets or sets the account's id.</summary>
    /// <value>The default is derived from the seed.</value>
    public string? AccountSid { get; set; }

    /// <summary>Gets or sets the secret requests sign in with and webhooks are signed with.</summary>
    /// <value>The default is derived from the seed.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting)]
    public string? AuthToken { get; set; }
}
