using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Outsourcing.EntityFrameworkCore;
using Outsourcing.Storage;

namespace Outsourcing;

/// <summary>Keeps what this SDK stores in a database.</summary>
public static class OutsourcingEntityFrameworkBuilderExtensions
{
    /// <summary>Keeps calls, the inbox and the handlers' deliveries in the app's own context, and works on them while the host runs.</summary>
    /// <typeparam name="TContext">A registered context whose model calls <c>ApplyOutsourcing(this)</c>, or <see cref="OutsourcingDbContext"/>; on SQLite or PostgreSQL.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <returns>The builder.</returns>
    /// <remarks>What people said and who they are is encrypted when the app calls <c>AddDataProtection()</c>.</remarks>
    public static IOutsourcingBuilder AddEntityFrameworkStores<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TContext>(this IOutsourcingBuilder builder)
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);
        IServiceCollection services = builder.Services;
        builder.AddStorageProcessing();
        services.TryAddSingleton<StoreSessions<TContext>>();
        services.TryAddSingleton(provider => new ContentCodec(provider.GetService<IDataProtectionProvider>()));
        services.TryAddSingleton<CallMerger>();
        services.TryAddSingleton<ICallStore, CallStore<TContext>>();
        services.TryAddSingleton<IWebhookInbox, WebhookInbox<TContext>>();
        services.TryAddSingleton<ICallDeliveries, CallDeliveries<TContext>>();
        services.AddHostedService<StorageWorker>();
        return builder;
    }
}
