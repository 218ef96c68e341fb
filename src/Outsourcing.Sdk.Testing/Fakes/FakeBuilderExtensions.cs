using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Outsourcing.Storage;
using Outsourcing.Telephony;

namespace Outsourcing.Testing;

/// <summary>Puts fakes where the app under test finds the real thing.</summary>
public static class FakeBuilderExtensions
{
    /// <summary>Adds a telephony account under its name, as <c>AddTwilio</c> and the others do.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="telephony">The account; found as <see cref="ITelephony"/> under the key <see cref="FakeTelephony.Account"/>.</param>
    /// <returns>The builder.</returns>
    public static IOutsourcingBuilder AddFakeTelephony(this IOutsourcingBuilder builder, FakeTelephony telephony)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(telephony);
        builder.Services.RemoveAllKeyed<ITelephony>(telephony.Account);
        builder.Services.AddKeyedSingleton<ITelephony>(telephony.Account, telephony);
        return builder;
    }

    /// <summary>Adds a store of calls in memory that keeps each tenant's calls by the app's own tenants.</summary>
    /// <param name="builder">The builder.</param>
    /// <returns>The builder. The store is found as <see cref="ICallStore"/> and as <see cref="FakeCallStore"/>.</returns>
    public static IOutsourcingBuilder AddFakeCallStore(this IOutsourcingBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton(static services => new FakeCallStore(services.GetService<ITenantAccessor>(), services.GetService<TimeProvider>()));
        builder.Services.RemoveAll<ICallStore>();
        builder.Services.AddSingleton<ICallStore>(static services => services.GetRequiredService<FakeCallStore>());
        return builder;
    }

    /// <summary>Adds a store of documents of one kind in memory that keeps each tenant's documents by the app's own tenants.</summary>
    /// <typeparam name="TDocument">The kind of document.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <returns>The builder. The store is found as <see cref="IDocumentStore{TDocument}"/> and as <see cref="FakeDocumentStore{TDocument}"/>.</returns>
    public static IOutsourcingBuilder AddFakeDocumentStore<TDocument>(this IOutsourcingBuilder builder)
        where TDocument : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton(static services => new FakeDocumentStore<TDocument>(services.GetService<ITenantAccessor>(), services.GetService<TimeProvider>()));
        builder.Services.RemoveAll<IDocumentStore<TDocument>>();
        builder.Services.AddSingleton<IDocumentStore<TDocument>>(static services => services.GetRequiredService<FakeDocumentStore<TDocument>>());
        return builder;
    }

    /// <summary>Adds a handler that hears of every change of every call beside the app's own.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="handler">The handler.</param>
    /// <param name="name">The name its deliveries are kept under.</param>
    /// <returns>The builder.</returns>
    public static IOutsourcingBuilder AddFakeCallRecordHandler(this IOutsourcingBuilder builder, FakeCallRecordHandler handler, string name = "fake")
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(handler);
        builder.Services.AddSingleton(new CallRecordHandlerRegistration(name, _ => handler));
        return builder;
    }

    /// <summary>Adds what carries out one kind of command. Only one sender of a kind may be there: leave the app's own out.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="sender">The sender.</param>
    /// <returns>The builder.</returns>
    public static IOutsourcingBuilder AddFakeOutboxSender(this IOutsourcingBuilder builder, FakeOutboxSender sender)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(sender);
        builder.Services.AddSingleton<IOutboxSender>(sender);
        return builder;
    }
}
