using System.Net;
using System.Net.Sockets;

namespace Outsourcing.Answering.Tests.Email;

/// <summary>Stands before a server and cuts each connection after some bytes of its answers, until told to let all through.</summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly int _target;
    private readonly Queue<long> _cuts;
    private readonly Task _accepting;

    internal CuttingProxy(int target, params long[] cuts)
    {
        _target = target;
        _cuts = new(cuts);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    internal int Port { get; }

    internal int Connections { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> running = [];
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
                Connections++;
                running.Add(ServeAsync(client, _cuts.TryDequeue(out long cut) ? cut : long.MaxValue));
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(running);
        }
    }

    private async Task ServeAsync(TcpClient client, long cut)
    {
        using (client)
        using (TcpClient server = new())
        {
            await server.ConnectAsync(IPAddress.Loopback, _target);
            Task up = CopyAsync(client.GetStream(), server.GetStream(), long.MaxValue);
            Task down = CopyAsync(server.GetStream(), client.GetStream(), cut);
            await Task.WhenAny(up, down);

            // A reset, not a farewell.
            client.Client.LingerState = new LingerOption(true, 0);
            client.Close();
            server.Close();
            await Task.WhenAll(up, down);
        }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to, long limit)
    {
        byte[] buffer = new byte[4096];
        long total = 0;
        try
        {
            int read;
            while (total < limit && (read = await from.ReadAsync(buffer, _stop.Token)) > 0)
            {
                await to.WriteAsync(buffer.AsMemory(0, (int)Math.Min(read, limit - total)), _stop.Token);
                total += read;
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The other direction ended the connection.
        }
    }
}
