namespace Outsourcing.Storage;

/// <summary>Which provider account belongs to which tenant.</summary>
public sealed class TenancyOptions
{
    /// <summary>Gets or sets the tenant of code that names none and of accounts given to none; <see langword="null"/> makes naming one obligatory.</summary>
    /// <value>The default is <see cref="TenantId.Default"/>: an app for one business.</value>
    public TenantId? DefaultTenant { get; set; } = TenantId.Default;

    internal Dictionary<string, TenantId> Accounts { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gives a provider account to a tenant.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="account">The account, as the application named it.</param>
    /// <param name="tenant">The tenant.</param>
    /// <returns>These options.</returns>
    public TenancyOptions Give(string provider, string account, TenantId tenant)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(provider);
        ArgumentException.ThrowIfNullOrWhiteSpace(account);
        Accounts[Key(provider, account)] = tenant;
        return this;
    }

    internal static string Key(string provider, string account) => $"{provider}/{account}";
}
