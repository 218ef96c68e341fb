using System.Net;
using System.Net.Sockets;

namespace Outsourcing.Http;

/// <summary>
/// Looks at the address that a connection goes to, after its name was allowed: whoever answers for a name in DNS may answer with an
/// address inside the app's network.
/// </summary>
/// <remarks>
/// The rule goes with the request (<see cref="PublicOnly"/>) and depends on its origin alone, as the runtime's pools of connections do:
/// a connection that was made without the rule is never one that a request with it could be given. Behind a proxy the proxy resolves
/// the name: the connection to it is let through.
/// </remarks>
internal sealed class ConnectionGuard(DownloadNetwork network)
{
    /// <summary>Set on a request that goes to the public network only.</summary>
    internal static readonly HttpRequestOptionsKey<bool> PublicOnly = new("Outsourcing.Http.PublicOnly");

    /// <summary>Watches a handler's connections, where the handler lets that be done and nobody else does it.</summary>
    /// <param name="handler">The handler, which has sent nothing yet.</param>
    internal void Watch(HttpMessageHandler handler)
    {
        if (handler is SocketsHttpHandler { ConnectCallback: null } sockets)
        {
            sockets.ConnectCallback = (context, cancellationToken) => ConnectAsync(sockets, context, cancellationToken);
        }
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpHandler handler, SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        DnsEndPoint to = context.DnsEndPoint;
        if (!context.InitialRequestMessage.Options.TryGetValue(PublicOnly, out bool publicOnly) || !publicOnly || IsProxy(handler, to, context.InitialRequestMessage.RequestUri!))
        {
            return await network.ConnectAsync(to, cancellationToken).ConfigureAwait(false);
        }

        // What is an address already is not resolved: the runtime's resolver throws for some that are not public.
        IPAddress[] found = IPAddress.TryParse(to.Host, out IPAddress? literal) ? [literal] : await network.ResolveAsync(to.Host, cancellationToken).ConfigureAwait(false);
        IPAddress[] open = [.. found.Where(PublicAddress.Is)];
        if (found.Length > 0 && open.Length == 0)
        {
            throw new AddressNotAllowedException(to.Host);
        }

        SocketException? last = null;
        foreach (IPAddress address in open)
        {
            try
            {
                // The very address that was looked at: the name is not resolved again.
                return await network.ConnectAsync(new IPEndPoint(address, to.Port), cancellationToken).ConfigureAwait(false);
            }
            catch (SocketException failed)
            {
                last = failed;
            }
        }

        throw last ?? new SocketException((int)SocketError.HostNotFound);
    }

    private static bool IsProxy(SocketsHttpHandler handler, DnsEndPoint to, Uri target) =>
        handler.UseProxy
        && (handler.Proxy ?? HttpClient.DefaultProxy) is { } proxies && !proxies.IsBypassed(target)
        && proxies.GetProxy(target) is { } proxy && proxy.Port == to.Port && string.Equals(proxy.IdnHost, to.Host, StringComparison.OrdinalIgnoreCase);
}
