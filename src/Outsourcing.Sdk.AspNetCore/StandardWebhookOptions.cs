using Outsourcing.Storage;

namespace Outsourcing.AspNetCore;

/// <summary>How events are sent to the app's own subscribers by the Standard Webhooks specification, and to whom.</summary>
public sealed class StandardWebhookOptions
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(30);

    private readonly List<(TenantId? Tenant, string Name, Uri Address, string[] Secrets)> _subscribers = [];

    /// <summary>Gets or sets what names this app as the events' source.</summary>
    /// <value>The default is <c>urn:outsourcing</c>.</value>
    public Uri Source { get; set; } = new("urn:outsourcing");

    /// <summary>Gets or sets how long a subscriber may take to answer.</summary>
    /// <value>The default is 20 seconds; the specification recommends 15 to 30. It is shorter than <see cref="WorkOptions.LeaseDuration"/>.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Gets or sets the pauses between the attempts of a delivery; after the last one it is given up.</summary>
    /// <value>
    /// The default is the specification's example: 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h and 24 h, which makes 10 attempts over 75.6 hours.
    /// </value>
    public IReadOnlyList<TimeSpan> RetrySchedule { get; set; } =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5),
        TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];

    /// <summary>Gets or sets by which part of itself a pause is made longer or shorter at random, 0 to 0.5.</summary>
    /// <value>The default is 0.1.</value>
    public double Jitter { get; set; } = 0.1;

    /// <summary>Gets or sets after how long a delivery is given up that waits its turn for a subscriber that does not answer.</summary>
    /// <value>The default is 4 days.</value>
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromDays(4);

    /// <summary>Gets hosts of the app's own network that may be sent to, whatever their address is.</summary>
    /// <value>The default is empty: all subscribers are in the public network.</value>
    /// <remarks>
    /// Names or addresses. Over https; over http on this machine only. Name no host here whose name others can bind to an address, and
    /// none that subscribers who are not the app's own may point at.
    /// </remarks>
    public IList<string> PrivateHosts { get; } = [];

    /// <summary>Adds a subscriber to an app that serves one business.</summary>
    /// <param name="name">The name its deliveries are kept under; it stays the same over releases.</param>
    /// <param name="address">Where it listens: https, or http on this machine.</param>
    /// <param name="secrets">The secret it verifies with, <c>whsec_</c> and base64 of 24 to 64 bytes; several while one replaces another.</param>
    /// <returns>These options.</returns>
    /// <exception cref="ArgumentException">The address is neither https nor on this machine.</exception>
    /// <remarks>It belongs to <see cref="TenancyOptions.DefaultTenant"/>; where there is none, the app is refused at its start.</remarks>
    public StandardWebhookOptions Subscribe(string name, Uri address, params string[] secrets) => Add(null, name, address, secrets);

    /// <summary>Adds a subscriber of a tenant: it hears of that tenant's events and of no other's.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="name">The name its deliveries are kept under, one of its kind within the tenant; it stays the same over releases.</param>
    /// <param name="address">Where it listens: https, or http on this machine.</param>
    /// <param name="secrets">The secret it verifies with, <c>whsec_</c> and base64 of 24 to 64 bytes; several while one replaces another.</param>
    /// <returns>These options.</returns>
    /// <exception cref="ArgumentException">The address is neither https nor on this machine.</exception>
    public StandardWebhookOptions Subscribe(TenantId tenant, string name, Uri address, params string[] secrets)
    {
        _ = tenant.Value;
        return Add(tenant, name, address, secrets);
    }

    /// <summary>Gets the subscriptions, those that name no tenant as the given one's.</summary>
    internal IEnumerable<WebhookSubscription> SubscriptionsOf(TenantId? tenant) =>
        from subscriber in _subscribers
        let owner = subscriber.Tenant ?? tenant
        where owner is not null
        select new WebhookSubscription { Tenant = owner.Value, Name = subscriber.Name, Address = subscriber.Address, Secrets = subscriber.Secrets };

    /// <summary>Tells whether an address may be sent to, as far as it can be told before connecting.</summary>
    internal bool IsAllowed(Uri? address) =>
        address is { IsAbsoluteUri: true, UserInfo: "" }
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback && IsPrivate(address)));

    /// <summary>Tells whether the app names the host as one of its own network.</summary>
    internal bool IsPrivate(Uri address) => PrivateHosts.Any(host => string.Equals(host, address.IdnHost, StringComparison.OrdinalIgnoreCase));

    /// <summary>Finds what cannot work.</summary>
    internal IEnumerable<string> FindProblems(TenantId? tenant, TimeSpan lease)
    {
        if (Source is null or { OriginalString: "" })
        {
            yield return "Standard Webhooks: Source is missing.";
        }

        if (Timeout < TimeSpan.FromSeconds(1) || Timeout > TimeSpan.FromMinutes(1))
        {
            yield return $"Standard Webhooks: Timeout is {Timeout}; it lies between 1 second and 1 minute.";
        }
        else if (Timeout >= lease)
        {
            yield return $"Standard Webhooks: Timeout is {Timeout} and WorkOptions.LeaseDuration {lease}; an attempt has to end before its lease does, so lengthen the lease.";
        }

        if (RetrySchedule is null || RetrySchedule.Any(pause => pause <= TimeSpan.Zero || pause > LongestPause))
        {
            yield return "Standard Webhooks: RetrySchedule holds pauses above zero and up to 30 days.";
        }

        if (Jitter is not (>= 0 and <= 0.5))
        {
            yield return FormattableString.Invariant($"Standard Webhooks: Jitter is {Jitter}; it lies between 0 and 0.5.");
        }

        if (GiveUpAfter <= TimeSpan.Zero)
        {
            yield return $"Standard Webhooks: GiveUpAfter is {GiveUpAfter}; it lies above zero.";
        }

        if (PrivateHosts.Any(host => Uri.CheckHostName(host) == UriHostNameType.Unknown))
        {
            yield return "Standard Webhooks: PrivateHosts holds something else than hosts; leave out scheme, port and path.";
        }

        if (tenant is null)
        {
            foreach ((_, string name, _, _) in _subscribers.Where(subscriber => subscriber.Tenant is null))
            {
                yield return $"Webhook subscriber '{name}': it names no tenant, and tenants are required; call Subscribe(tenant, name, address, secrets).";
            }
        }

        foreach (IGrouping<(TenantId, string), WebhookSubscription> same in SubscriptionsOf(tenant).GroupBy(subscription => (subscription.Tenant, subscription.Name)))
        {
            if (same.Count() > 1)
            {
                yield return $"Webhook subscriber '{same.First()}': the name is given {same.Count()} times; give each subscriber of a tenant its own.";
            }

            foreach (string problem in same.SelectMany(subscription => subscription.FindProblems(this)))
            {
                yield return $"Webhook subscriber '{same.First()}': {problem}";
            }
        }
    }

    private StandardWebhookOptions Add(TenantId? tenant, string name, Uri address, string[] secrets)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(secrets);
        if (address is not { IsAbsoluteUri: true } || (address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
        {
            throw new ArgumentException("A subscriber listens at an https address, or at http on this machine: calls are personal data.", nameof(address));
        }

        _subscribers.Add((tenant, name, address, [.. secrets]));
        return this;
    }
}
