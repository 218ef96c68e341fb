using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Outsourcing.EntityFrameworkCore;

/// <summary>Maps the rows of this package.</summary>
internal static class OutsourcingModel
{
    // Identifiers of providers are short; the bound keeps the keys indexable everywhere.
    private const int KeyLength = 256;
    private const int CallKeyLength = 640;

    private const string TenantFilter = "Outsourcing.Tenant";

    internal static void Apply(ModelBuilder model, DbContext context)
    {
        model.Entity<InboxRow>(row =>
        {
            Work(row, context, "outsourcing_inbox");
            row.Property(inbox => inbox.Provider).HasMaxLength(KeyLength);
            row.Property(inbox => inbox.Account).HasMaxLength(KeyLength);
            row.Property(inbox => inbox.EventId).HasMaxLength(KeyLength);
            row.Property(inbox => inbox.CallKey).HasMaxLength(CallKeyLength);
            row.HasIndex(inbox => new { inbox.Tenant, inbox.Provider, inbox.Account, inbox.EventId }).IsUnique();
            row.HasIndex(inbox => new { inbox.Tenant, inbox.CallKey });
        });
        model.Entity<CallRow>(row =>
        {
            Tenant(row, context, "outsourcing_calls");
            row.HasKey(call => new { call.Tenant, call.CallKey });
            row.Property(call => call.CallKey).HasMaxLength(CallKeyLength);
            row.Property(call => call.Provider).HasMaxLength(KeyLength);
            row.Property(call => call.Account).HasMaxLength(KeyLength);
            row.Property(call => call.CallerDigest).HasMaxLength(64);
            row.HasIndex(call => new { call.Tenant, call.StartedAt, call.CallKey });
            row.HasIndex(call => new { call.Tenant, call.CallerDigest });
        });
        model.Entity<CallUpdateRow>(row =>
        {
            Tenant(row, context, "outsourcing_call_updates");
            row.HasKey(update => new { update.Tenant, update.CallKey, update.At, update.Sequence, update.Origin });
            row.Property(update => update.CallKey).HasMaxLength(CallKeyLength);
            row.Property(update => update.Origin).HasMaxLength(KeyLength);
        });
        model.Entity<DeliveryRow>(row =>
        {
            Work(row, context, "outsourcing_call_deliveries");
            row.Property(delivery => delivery.Handler).HasMaxLength(KeyLength);
            row.Property(delivery => delivery.CallKey).HasMaxLength(CallKeyLength);
            row.HasIndex(delivery => new { delivery.Tenant, delivery.CallKey, delivery.Handler, delivery.Version }).IsUnique();
        });
        model.Entity<CommandRow>(row =>
        {
            Work(row, context, "outsourcing_outbox");
            row.Property(command => command.Key).HasMaxLength(CallKeyLength);
            row.Property(command => command.Name).HasMaxLength(KeyLength);
            row.Property(command => command.Provider).HasMaxLength(KeyLength);
            row.Property(command => command.Account).HasMaxLength(KeyLength);
            row.HasIndex(command => new { command.Tenant, command.Key }).IsUnique();
        });
        model.Entity<PollPositionRow>(row =>
        {
            Tenant(row, context, "outsourcing_poll_positions");
            row.HasKey(position => new { position.Tenant, position.Provider, position.Account });
            row.Property(position => position.Provider).HasMaxLength(KeyLength);
            row.Property(position => position.Account).HasMaxLength(KeyLength);
        });
        model.Entity<PollTurnRow>(row =>
        {
            Tenant(row, context, "outsourcing_poll_turns");
            row.HasKey(turn => new { turn.Tenant, turn.Provider, turn.Account });
            row.Property(turn => turn.Provider).HasMaxLength(KeyLength);
            row.Property(turn => turn.Account).HasMaxLength(KeyLength);
        });
        model.Entity<DocumentRow>(row =>
        {
            Tenant(row, context, "outsourcing_documents");
            row.HasKey(document => new { document.Tenant, document.Kind, document.DocumentId, document.Revision });
            row.Property(document => document.Kind).HasMaxLength(KeyLength);
            row.Property(document => document.DocumentId).HasMaxLength(CallKeyLength);
        });
        model.Entity<VerdictRow>(row =>
        {
            Tenant(row, context, "outsourcing_verdicts");
            row.HasKey(verdict => verdict.Id);
            row.Property(verdict => verdict.Id).ValueGeneratedOnAdd();
            row.Property(verdict => verdict.Subject).HasMaxLength(CallKeyLength);
            row.Property(verdict => verdict.Rule).HasMaxLength(KeyLength);
            row.HasIndex(verdict => new { verdict.Tenant, verdict.Subject, verdict.Id });
        });
        model.Entity<ErasureRow>(row =>
        {
            Tenant(row, context, "outsourcing_erasures");
            row.HasKey(erasure => erasure.Id);
            row.Property(erasure => erasure.Id).ValueGeneratedOnAdd();
        });
        model.Entity<ErasedCallRow>(row =>
        {
            Tenant(row, context, "outsourcing_erased_calls");
            row.HasKey(erased => new { erased.Tenant, erased.Digest });
            row.Property(erased => erased.Digest).HasMaxLength(64);
            row.HasIndex(erased => erased.ErasedAt);
        });
        model.Entity<ErasureKeyRow>(row =>
        {
            Tenant(row, context, "outsourcing_erasure_keys");
            row.HasKey(key => key.Tenant);
        });
    }

    private static void Work<TRow>(EntityTypeBuilder<TRow> row, DbContext context, string table)
        where TRow : WorkRow
    {
        Tenant(row, context, table);
        row.HasKey(work => work.Id);
        row.Property(work => work.Id).ValueGeneratedOnAdd();
        row.Property(work => work.Reason).HasMaxLength(1000);
        row.HasIndex(work => new { work.State, work.DueAt });
    }

    private static void Tenant<TRow>(EntityTypeBuilder<TRow> row, DbContext context, string table)
        where TRow : TenantRow
    {
        row.ToTable(table);
        row.Property(tenant => tenant.Tenant).HasMaxLength(KeyLength);

        // The context as a constant of its own type: Entity Framework puts the querying context in its place.
        ParameterExpression parameter = Expression.Parameter(typeof(TRow), "row");
        Expression current = Expression.Call(
            typeof(TenantOfContext).GetMethod(nameof(TenantOfContext.Current))!, Expression.Constant(context, context.GetType()));

        // Named, so that a filter of the app's own for all entities does not take its place: a second named one holds beside it,
        // and one without a name is refused when the model is made.
        row.HasQueryFilter(TenantFilter, Expression.Lambda<Func<TRow, bool>>(
            Expression.Equal(Expression.Property(parameter, nameof(TenantRow.Tenant)), current), parameter));
    }
}
