using System.Text.Json.Serialization;

namespace Outsourcing.Testing;

/// <summary>How the simulated Telnyx account behaves.</summary>
public sealed class TelnyxSimulatorOptions : ProviderSimulatorOptions
{
    /// <summary>Gets or sets the key that requests sign in with.</summary>
    /// <value>The default is derived from the seed.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting)]
    public string? ApiKey { get; set; }

    /// <summary>Gets or sets the id of the call-control application.</summary>
    /// <value>The default is derived from the seed.</value>
    public string? ConnectionId { get; set; }

    /// <summary>Gets or sets how long, by the machine's clock, a call waits for the app's next command; then the other side hangs up.</summary>
    /// <value>The default is 5 seconds.</value>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets or sets how many commands are waited for while two parties talk, each for <see cref="Patience"/>, such as a recording that the app starts when it hears that they were connected.</summary>
    /// <value>The default is 0: a conversation takes no time of the machine, and its reports wait until all calls of the play are over.</value>
    public int CommandsWhileTalking { get; set; }
}
