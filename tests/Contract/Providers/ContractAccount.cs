using Microsoft.Extensions.DependencyInjection;
using Outsourcing.Http;

namespace Outsourcing.Contract.Providers;

/// <summary>One account in a container of its own.</summary>
internal static class ContractAccount
{
    internal static readonly PhoneNumber Business = PhoneNumber.Parse("+12125550100");

    internal static readonly PhoneNumber Partner = PhoneNumber.Parse("+14155550123");

    internal static ServiceProvider Build(Action<IOutsourcingBuilder> add)
    {
        ServiceCollection services = new();
        services.AddLogging();
        add(services.AddOutsourcing());
        return services.BuildServiceProvider();
    }

    /// <summary>A mock server answers the same again: nothing is gained by asking twice.</summary>
    internal static void Once(this ProviderHttpOptions http)
    {
        http.Retries = 0;
        http.Budget = TimeSpan.FromSeconds(60);
        http.AttemptTimeout = TimeSpan.FromSeconds(60);
    }

    internal static async Task FirstAsync<T>(IAsyncEnumerable<T> listing)
    {
        await using IAsyncEnumerator<T> items = listing.GetAsyncEnumerator();
        await items.MoveNextAsync();
    }
}
