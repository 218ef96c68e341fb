using Microsoft.Extensions.Options;

namespace Outsourcing.Storage;

internal sealed class TenantAccessor(IOptions<TenancyOptions> options) : ITenantAccessor
{
    private readonly AsyncLocal<TenantId?> _current = new();

    public TenantId? Current => _current.Value ?? options.Value.DefaultTenant;

    public IDisposable Use(TenantId tenant)
    {
        _ = tenant.Value;
        TenantId? before = _current.Value;
        _current.Value = tenant;
        return new Scope(this, before);
    }

    public TenantId OfAccount(string provider, string account) =>
        options.Value.Accounts.TryGetValue(TenancyOptions.Key(provider, account), out TenantId tenant)
            ? tenant
            : options.Value.DefaultTenant ?? throw new OutsourcingException(
                $"The account {provider}/{account} belongs to no tenant, and tenants are required; call TenancyOptions.Give(\"{provider}\", \"{account}\", …).");

    private sealed class Scope(TenantAccessor owner, TenantId? before) : IDisposable
    {
        public void Dispose() => owner._current.Value = before;
    }
}
