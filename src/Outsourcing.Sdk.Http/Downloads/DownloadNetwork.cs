using System.Net;
using System.Net.Sockets;

namespace Outsourcing.Http;

/// <summary>How a name becomes addresses, and an address a connection. A test puts another in its place.</summary>
internal class DownloadNetwork
{
    internal static readonly DownloadNetwork Real = new();

    /// <summary>Resolves a name.</summary>
    internal virtual Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) => Dns.GetHostAddressesAsync(host, cancellationToken);

    /// <summary>Connects as the runtime does when nobody takes that over.</summary>
    internal virtual async ValueTask<Stream> ConnectAsync(EndPoint to, CancellationToken cancellationToken)
    {
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(to, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
