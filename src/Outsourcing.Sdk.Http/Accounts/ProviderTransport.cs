using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace Outsourcing.Http;

/// <summary>How requests leave the app.</summary>
public static class ProviderTransport
{
    /// <summary>
    /// Has a client follow no redirect and keep no cookie, and has the runtime write nothing down of its own: its log lines and traces name
    /// whole addresses, which hold account ids, telephone numbers and now and then a secret.
    /// </summary>
    /// <param name="http">The client's builder.</param>
    /// <returns>The builder.</returns>
    public static IHttpClientBuilder UseProviderTransport(this IHttpClientBuilder http)
    {
        ArgumentNullException.ThrowIfNull(http);
        return http
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler
            {
                // Without a propagator there is no trace of the runtime's own.
                ActivityHeadersPropagator = null,
                AllowAutoRedirect = false,
                UseCookies = false,
                AutomaticDecompression = DecompressionMethods.All,
                ConnectTimeout = TimeSpan.FromSeconds(5),
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            });
    }

    /// <summary>
    /// Watches a client's connections, so that a request with <see cref="ToPublicNetworkOnly"/> reaches no address outside the public
    /// network, whatever its host's name stands for. Call it after all other changes of the primary handler.
    /// </summary>
    /// <param name="http">The client's builder.</param>
    /// <returns>The builder.</returns>
    /// <remarks>
    /// Watched is a <see cref="SocketsHttpHandler"/> without a <see cref="SocketsHttpHandler.ConnectCallback"/> of its own. Behind a proxy
    /// the proxy resolves names, and has to keep them out of the network.
    /// </remarks>
    public static IHttpClientBuilder UseConnectionGuard(this IHttpClientBuilder http)
    {
        ArgumentNullException.ThrowIfNull(http);
        return http.ConfigurePrimaryHttpMessageHandler(static (handler, services) =>
            new ConnectionGuard(services.GetService<DownloadNetwork>() ?? DownloadNetwork.Real).Watch(handler));
    }

    /// <summary>Has a request go to the public network only. Of one origin all requests have the rule or none: they share connections.</summary>
    /// <param name="request">A request of a client with <see cref="UseConnectionGuard"/>.</param>
    public static void ToPublicNetworkOnly(this HttpRequestMessage request)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Options.Set(ConnectionGuard.PublicOnly, true);
    }

    /// <summary>Tells whether a request was not sent because its host's name stands for no address of the public network.</summary>
    /// <param name="failure">What sending it threw.</param>
    /// <returns>Whether that is why.</returns>
    public static bool IsOutsidePublicNetwork(this HttpRequestException failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return failure.InnerException is AddressNotAllowedException;
    }
}
