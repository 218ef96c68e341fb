using Microsoft.EntityFrameworkCore;

namespace Outsourcing.EntityFrameworkCore;

/// <summary>A context with nothing but this SDK's tables, for an app that keeps them apart from its own.</summary>
public sealed class OutsourcingDbContext : DbContext
{
    /// <summary>Initializes the context.</summary>
    /// <param name="options">The options, with the database to use.</param>
    public OutsourcingDbContext(DbContextOptions<OutsourcingDbContext> options)
        : base(options)
    {
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.ApplyOutsourcing(this);
}
