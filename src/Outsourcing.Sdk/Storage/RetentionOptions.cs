namespace Outsourcing.Storage;

/// <summary>How long what is kept, and how often what is older is removed.</summary>
public sealed class RetentionOptions
{
    /// <summary>Gets or sets how long a webhook is kept as it came once it was worked on, so that it can be read again by a better mapping.</summary>
    /// <value>The default is 30 days.</value>
    public TimeSpan RawWebhooks { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Gets or sets how long a webhook is recognised when it comes again. Longer than any provider repeats, and than the age an endpoint accepts.</summary>
    /// <value>The default is 60 days.</value>
    public TimeSpan WebhookKeys { get; set; } = TimeSpan.FromDays(60);

    /// <summary>Gets or sets how long calls are kept after they started. Their recordings are deleted at the provider with them.</summary>
    /// <value>The default is <see langword="null"/>: until they are erased.</value>
    public TimeSpan? Calls { get; set; }

    /// <summary>Gets or sets how long the content of a command is kept once it took effect; a published event holds a whole call. Its key and result stay, so that it is still sent once.</summary>
    /// <value>The default is 30 days.</value>
    public TimeSpan Commands { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Gets or sets how long an erased call is recognised when a late webhook, a poll or an import brings it again. Never shorter than <see cref="WebhookKeys"/>.</summary>
    /// <value>The default is 365 days: what is kept for it is a keyed digest of the call's id.</value>
    public TimeSpan ErasedCalls { get; set; } = TimeSpan.FromDays(365);

    /// <summary>Gets or sets whether it is applied while the host runs.</summary>
    /// <value>The default is <see langword="true"/>, once <c>AddRetention</c> was called.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>Gets or sets the time from one run to the next; of several instances one makes each run.</summary>
    /// <value>The default is 1 day.</value>
    public TimeSpan Interval { get; set; } = TimeSpan.FromDays(1);

    internal Dictionary<TenantId, RetentionOptions> Tenants { get; } = [];

    /// <summary>Sets other terms for one tenant; what is not set has this class's defaults. When it is run is the same for all.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="configure">Sets the terms.</param>
    /// <returns>These options.</returns>
    public RetentionOptions ForTenant(TenantId tenant, Action<RetentionOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        _ = tenant.Value;
        RetentionOptions own = new();
        configure(own);
        Tenants[tenant] = own;
        return this;
    }

    /// <summary>Gets the terms of the tenants that have their own.</summary>
    /// <returns>The terms by tenant.</returns>
    public IReadOnlyDictionary<TenantId, RetentionOptions> OfTenants() => Tenants;

    internal void Validate()
    {
        TimeSpan[] all = [RawWebhooks, WebhookKeys, Commands, ErasedCalls, Calls ?? TimeSpan.Zero];
        if (Interval < TimeSpan.FromMinutes(1) || all.Any(time => time < TimeSpan.Zero))
        {
            throw new OutsourcingException(
                $"Keeping webhooks {RawWebhooks}, their keys {WebhookKeys}, commands {Commands}, erased calls {ErasedCalls} and calls {Calls?.ToString() ?? "for ever"}, looked at every {Interval}, does not work: no time is below zero, and the interval is a minute or more.");
        }

        foreach (RetentionOptions own in Tenants.Values)
        {
            own.Validate();
        }
    }
}
