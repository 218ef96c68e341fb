using Microsoft.EntityFrameworkCore;
using Outsourcing;

namespace MinimalCrm.Records;

/// <summary>The CRM's own tables, and the SDK's beside them.</summary>
internal sealed class CrmDbContext(DbContextOptions<CrmDbContext> options) : DbContext(options)
{
    public DbSet<Upload> Uploads => Set<Upload>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyOutsourcing(this);
        modelBuilder.Entity<Upload>().HasKey(upload => upload.Kind);
    }
}

/// <summary>Keeps the owner's files: a new one takes the place of the one of its kind before.</summary>
internal sealed class Uploads(IServiceScopeFactory scopes)
{
    internal async Task<Upload?> FindAsync(string kind, CancellationToken cancellationToken)
    {
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<CrmDbContext>().Uploads.AsNoTracking().FirstOrDefaultAsync(upload => upload.Kind == kind, cancellationToken);
    }

    /// <summary>Puts a file in the place of the one before, or leaves none.</summary>
    internal async Task ReplaceAsync(string kind, Upload? upload, CancellationToken cancellationToken)
    {
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        CrmDbContext context = scope.ServiceProvider.GetRequiredService<CrmDbContext>();
        await context.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
            await context.Uploads.Where(before => before.Kind == kind).ExecuteDeleteAsync(cancellationToken);
            if (upload is not null)
            {
                context.Uploads.Add(upload);
                await context.SaveChangesAsync(cancellationToken);
            }

            await transaction.CommitAsync(cancellationToken);
        });
    }
}
