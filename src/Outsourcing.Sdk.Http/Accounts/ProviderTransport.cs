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
}
