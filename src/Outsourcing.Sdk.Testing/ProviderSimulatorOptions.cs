namespace Outsourcing.Testing;

/// <summary>How a provider simulator behaves, whichever provider it is.</summary>
public abstract class ProviderSimulatorOptions
{
    private protected ProviderSimulatorOptions()
    {
    }

    /// <summary>Gets or sets what every id, number and disturbance is derived from: the same seed and scripts give the same messages.</summary>
    /// <value>The default is 1.</value>
    public int Seed { get; set; } = 1;

    /// <summary>Gets or sets the clock of calls and messages.</summary>
    /// <value>The default is the system's clock.</value>
    public TimeProvider Clock { get; set; } = TimeProvider.System;

    /// <summary>Gets or sets how often a webhook is sent until it is answered with 2xx. A 4xx answer ends it, as nothing would change.</summary>
    /// <value>The default is 2: once, and once again.</value>
    public int DeliveryAttempts { get; set; } = 2;

    /// <summary>Gets or sets how long an answer to a webhook is waited for.</summary>
    /// <value>The default is 15 seconds.</value>
    public TimeSpan DeliveryTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Gets or sets how long is waited before a webhook is sent again.</summary>
    /// <value>The default is zero.</value>
    public TimeSpan RedeliveryPause { get; set; }

    /// <summary>Gets or sets how many reports of calls are under way at once in <see cref="ProviderSimulator.PlayAsync"/>.</summary>
    /// <value>The default is 8.</value>
    public int ParallelDeliveries { get; set; } = 8;
}
