using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Outsourcing;

/// <summary>Adds the SDK to an app.</summary>
public static class OutsourcingServiceCollectionExtensions
{
    /// <summary>Adds what the providers and stores of the SDK share. Calling it twice is harmless.</summary>
    /// <param name="services">The app's services.</param>
    /// <returns>A builder for what comes next, such as <c>AddTwilio</c>.</returns>
    public static IOutsourcingBuilder AddOutsourcing(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(TimeProvider.System);
        return new Builder(services);
    }

    private sealed record Builder(IServiceCollection Services) : IOutsourcingBuilder;
}
