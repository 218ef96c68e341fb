using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Outsourcing.Delegation;

namespace Outsourcing;

/// <summary>Adds the review of briefs to an app.</summary>
public static class BriefReviewBuilderExtensions
{
    /// <summary>Adds the <see cref="BriefReviewer"/>. Calling it twice is harmless.</summary>
    /// <param name="builder">What <c>AddOutsourcing()</c> returned.</param>
    /// <returns>The same builder.</returns>
    public static IOutsourcingBuilder AddBriefReview(this IOutsourcingBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton(static services => new BriefReviewer(services.GetServices<IBriefRule>()));
        return builder;
    }

    /// <summary>Adds a rule of the app's own to the review of briefs. Adding the same rule twice is harmless.</summary>
    /// <typeparam name="TRule">The rule.</typeparam>
    /// <param name="builder">What <c>AddOutsourcing()</c> returned.</param>
    /// <returns>The same builder.</returns>
    public static IOutsourcingBuilder AddBriefRule<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TRule>(this IOutsourcingBuilder builder)
        where TRule : class, IBriefRule
    {
        builder.AddBriefReview();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IBriefRule, TRule>());
        return builder;
    }
}
