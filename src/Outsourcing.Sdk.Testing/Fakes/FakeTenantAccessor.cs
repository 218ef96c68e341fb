using System.Collections.Concurrent;
using Outsourcing.Storage;

namespace Outsourcing.Testing;

/// <summary>Says whose records the running code may see, for tests without the app's container.</summary>
/// <remarks>As in the app, <see cref="Use"/> holds for the running asynchronous flow only.</remarks>
public sealed class FakeTenantAccessor : ITenantAccessor
{
    private readonly AsyncLocal<TenantId?> _current = new();
    private readonly ConcurrentDictionary<string, TenantId> _accounts = new(StringComparer.OrdinalIgnoreCase);
    private readonly TenantId? _otherwise;

    /// <summary>Initializes an accessor for an app of one business.</summary>
    public FakeTenantAccessor()
        : this(TenantId.Default)
    {
    }

    /// <summary>Initializes the accessor.</summary>
    /// <param name="otherwise">The tenant of code that names none and of accounts given to none; <see langword="null"/> makes naming one obligatory.</param>
    public FakeTenantAccessor(TenantId? otherwise) => _otherwise = otherwise;

    /// <inheritdoc/>
    public TenantId? Current => _current.Value ?? _otherwise;

    /// <summary>Gives an account to a tenant.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="account">The account.</param>
    /// <param name="tenant">The tenant.</param>
    /// <returns>This accessor.</returns>
    public FakeTenantAccessor Give(string provider, string account, TenantId tenant)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(provider);
        ArgumentException.ThrowIfNullOrWhiteSpace(account);
        _accounts[$"{provider}/{account}"] = tenant;
        return this;
    }

    /// <inheritdoc/>
    public IDisposable Use(TenantId tenant)
    {
        _ = tenant.Value;
        TenantId? before = _current.Value;
        _current.Value = tenant;
        return new Scope(_current, before);
    }

    /// <inheritdoc/>
    public TenantId OfAccount(string provider, string account) => _accounts.TryGetValue($"{provider}/{account}", out TenantId tenant)
        ? tenant
        : _otherwise ?? throw new OutsourcingException($"The account {provider}/{account} belongs to no tenant; call FakeTenantAccessor.Give.");

    private sealed class Scope(AsyncLocal<TenantId?> current, TenantId? before) : IDisposable
    {
        public void Dispose() => current.Value = before;
    }
}
