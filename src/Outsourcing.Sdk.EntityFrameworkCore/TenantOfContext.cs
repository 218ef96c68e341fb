using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Outsourcing.Storage;

namespace Outsourcing.EntityFrameworkCore;

/// <summary>Tells whose rows a context may see.</summary>
internal static class TenantOfContext
{
    /// <summary>The current tenant of the app the context belongs to; a text that names no tenant, and so matches no row, when there is none.</summary>
    public static string Current(DbContext context) => Accessor(context)?.Current?.Value ?? "";

    /// <summary>The tenant to write under.</summary>
    public static string Required(DbContext context) => Accessor(context)?.Current?.Value
        ?? throw new OutsourcingException("No tenant is set; enter one with ITenantAccessor.Use, or set TenancyOptions.DefaultTenant.");

    private static ITenantAccessor? Accessor(DbContext context) =>
        context.GetService<IDbContextOptions>().FindExtension<CoreOptionsExtension>()?.ApplicationServiceProvider?.GetService<ITenantAccessor>();
}
