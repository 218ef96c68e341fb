namespace Outsourcing.Storage;

/// <summary>Says whose records the running code may see. Stores read and write the current tenant's rows only.</summary>
public interface ITenantAccessor
{
    /// <summary>Gets the current tenant; <see langword="null"/> when none is set: then nothing can be read or written.</summary>
    TenantId? Current { get; }

    /// <summary>Makes a tenant the current one for the running asynchronous flow, until the scope is disposed.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <returns>The scope; disposing it brings back what was before.</returns>
    IDisposable Use(TenantId tenant);

    /// <summary>Finds the tenant a provider account belongs to.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="account">The account, as the application named it.</param>
    /// <returns>The tenant.</returns>
    /// <exception cref="OutsourcingException">Tenants are required, and the account is given to none.</exception>
    TenantId OfAccount(string provider, string account);
}
