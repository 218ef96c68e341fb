using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Outsourcing.Http;

/// <summary>Registers the channel of a provider account; what every <c>AddProvider</c> method builds on.</summary>
public static class ProviderAccountExtensions
{
    /// <summary>Registers the channel of an account under the key <c>provider/account</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="provider">The provider, lower case.</param>
    /// <param name="account">The account, as the application names it.</param>
    /// <param name="settings">Makes the channel's settings when it is first needed.</param>
    /// <param name="configureHttp">Adds the app's own handlers; they run for each attempt, inside credentials.</param>
    /// <returns>The builder.</returns>
    /// <remarks>
    /// Connections for downloads go to public addresses only (<see cref="ProviderHttpOptions.PrivateDownloadHosts"/> says what is left
    /// out). That is done in <see cref="SocketsHttpHandler.ConnectCallback"/> of the primary handler: change the handler that is there
    /// rather than replace it. A <see cref="SocketsHttpHandler"/> of the app's own is watched too unless it has such a function of its
    /// own; a primary handler of another type is not, and the app then sees to it. Behind a proxy the proxy resolves names, and has to
    /// keep them out of the network.
    /// </remarks>
    public static IOutsourcingBuilder AddProviderChannel(
        this IOutsourcingBuilder builder, string provider, string account, Func<IServiceProvider, ProviderChannelSettings> settings, Action<IHttpClientBuilder>? configureHttp = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(provider);
        ArgumentException.ThrowIfNullOrWhiteSpace(account);
        ArgumentNullException.ThrowIfNull(settings);
        string key = Key(provider, account);
        IHttpClientBuilder http = builder.Services.AddHttpClient(key).UseProviderTransport();
        configureHttp?.Invoke(http);

        // After the app's own changes, so that a handler it brings along is watched as well.
        http.UseConnectionGuard();
        builder.Services.AddKeyedSingleton(key, (services, _) =>
        {
            IHttpMessageHandlerFactory handlers = services.GetRequiredService<IHttpMessageHandlerFactory>();
            return new ProviderChannel(
                settings(services), () => handlers.CreateHandler(key), services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<ProviderChannel>>());
        });
        return builder;
    }

    /// <summary>Gets the key under which what belongs to an account is registered.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="account">The account.</param>
    /// <returns>For example <c>twilio/north</c>.</returns>
    public static string Key(string provider, string account) => $"{provider}/{account}";
}
