using System.Text.Json.Serialization;

namespace Outsourcing.Testing;

/// <summary>How the simulated Retell account behaves.</summary>
public sealed class RetellSimulatorOptions : ProviderSimulatorOptions
{
    /// <summary>Gets or sets the key requests sign in with and webhooks are signed with.</summary>
    /// <value>The default is derived from the seed.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting)]
    public string? ApiKey { get; set; }

    /// <summary>Gets or sets the account's webhook address; an agent with an address of its own uses that instead.</summary>
    /// <value>The default is <see langword="null"/>: nothing is reported. <see cref="RetellSimulator.WebhookUrl"/> changes it later.</value>
    public Uri? WebhookUrl { get; set; }

    /// <summary>Gets or sets what a second of a call costs, in cents.</summary>
    /// <value>The default is 0.2, which is 12 cents a minute.</value>
    public decimal CentsPerSecond { get; set; } = 0.2m;
}
