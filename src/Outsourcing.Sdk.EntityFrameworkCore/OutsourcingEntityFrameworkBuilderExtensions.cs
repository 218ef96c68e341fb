using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Outsourcing.Delegation;
using Outsourcing.Engagements;
using Outsourcing.EntityFrameworkCore;
using Outsourcing.Partners;
using Outsourcing.Processes;
using Outsourcing.Storage;

namespace Outsourcing;

/// <summary>Keeps what this SDK stores in a database.</summary>
public static class OutsourcingEntityFrameworkBuilderExtensions
{
    /// <summary>Keeps calls, the inbox, the outbox, the domain's documents and the audit trail of verdicts in the app's own context, and works on them while the host runs.</summary>
    /// <typeparam name="TContext">A registered context whose model calls <c>ApplyOutsourcing(this)</c>, or <see cref="OutsourcingDbContext"/>; on SQLite or PostgreSQL.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>The builder.</returns>
    public static IOutsourcingBuilder AddEntityFrameworkStores<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TContext>(
        this IOutsourcingBuilder builder, Action<EntityFrameworkStoreOptions>? configure = null)
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);
        IServiceCollection services = builder.Services;
        builder.AddStorageProcessing();
        services.TryAddSingleton<StoreSessions<TContext>>();
        services.AddOptions<EntityFrameworkStoreOptions>().Configure(configure ?? (static _ => { }));
        services.TryAddSingleton(static provider => new ContentCodec(
            provider.GetRequiredService<IOptions<EntityFrameworkStoreOptions>>().Value.ProtectContent
                ? provider.GetService<IDataProtectionProvider>() ?? throw new OutsourcingException("ProtectContent needs the app's data protection; call services.AddDataProtection() and keep its keys.")
                : null));
        services.TryAddSingleton<ErasedCalls>();
        services.TryAddSingleton<CallMerger>();
        services.TryAddSingleton<ICallStore, CallStore<TContext>>();
        services.TryAddSingleton<IWebhookInbox, WebhookInbox<TContext>>();
        services.TryAddSingleton<ICallDeliveries, CallDeliveries<TContext>>();
        services.TryAddSingleton<ICommandOutbox, CommandOutbox<TContext>>();
        services.TryAddSingleton<IPollPositions, PollPositions<TContext>>();
        services.TryAddSingleton<IPollTurns, PollTurns<TContext>>();
        services.TryAddSingleton<IPersonalDataStore, PersonalDataStore<TContext>>();
        services.TryAddSingleton<IVerdictTrail, VerdictTrail<TContext>>();
        AddDocuments<TContext, BusinessProcess>(services, new DocumentKind<BusinessProcess>("process", process => process.Id.Value));
        AddDocuments<TContext, DelegationBrief>(services, new DocumentKind<DelegationBrief>("brief", brief => brief.Id.Value, brief => brief.Version));
        AddDocuments<TContext, Partner>(services, new DocumentKind<Partner>("partner", partner => partner.Id.Value));
        AddDocuments<TContext, PartnerCriterion>(services, new DocumentKind<PartnerCriterion>("criterion", criterion => criterion.Id));
        AddDocuments<TContext, PartnerEvidence>(services, new DocumentKind<PartnerEvidence>("evidence", evidence => $"{evidence.Partner}/{evidence.Criterion}"));
        AddDocuments<TContext, Engagement>(services, new DocumentKind<Engagement>("engagement", engagement => engagement.Id.Value));
        services.AddHostedService<StorageWorker>();
        return builder;
    }

    private static void AddDocuments<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TContext, TDocument>(
        IServiceCollection services, DocumentKind<TDocument> kind)
        where TContext : DbContext
        where TDocument : class =>
        services.TryAddSingleton<IDocumentStore<TDocument>>(provider => new DocumentStore<TContext, TDocument>(
            kind,
            provider.GetRequiredService<StoreSessions<TContext>>(),
            provider.GetRequiredService<ContentCodec>(),
            provider.GetRequiredService<TimeProvider>()));
}
