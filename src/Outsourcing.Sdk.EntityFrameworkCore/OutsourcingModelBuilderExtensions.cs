using Microsoft.EntityFrameworkCore;
using Outsourcing.EntityFrameworkCore;

namespace Outsourcing;

/// <summary>Adds this SDK's tables to an app's model.</summary>
public static class OutsourcingModelBuilderExtensions
{
    /// <summary>Adds the tables, each with the tenant filter. Call it in <c>OnModelCreating</c>.</summary>
    /// <param name="modelBuilder">The app's model.</param>
    /// <param name="context">The app's context: <c>this</c>.</param>
    /// <returns>The model builder.</returns>
    public static ModelBuilder ApplyOutsourcing(this ModelBuilder modelBuilder, DbContext context)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        ArgumentNullException.ThrowIfNull(context);
        OutsourcingModel.Apply(modelBuilder, context);
        return modelBuilder;
    }
}
