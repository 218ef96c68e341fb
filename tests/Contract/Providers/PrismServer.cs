using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Outsourcing.Tests;

namespace Outsourcing.Contract.Providers;

/// <summary>The Prism mock server on loopback, serving one official document and refusing what it does not allow.</summary>
internal sealed class PrismServer : IAsyncDisposable
{
    private readonly Process _process;

    private PrismServer(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    internal Uri Address { get; }

    internal static async Task<PrismServer> StartAsync(string document, CancellationToken cancellationToken)
    {
        string spec = RepositoryFiles.SharedPath(Path.Combine("specs", document)) ?? throw new InvalidOperationException("no ../shared");
        int port = FreePort();
        ProcessStartInfo start = new("node", [Path.Combine("node_modules", "@stoplight", "prism-cli", "dist", "index.js"), "mock", "-h", "127.0.0.1", "-p", $"{port}", "--errors", spec])
        {
            WorkingDirectory = NpmFolder.PathOf("."),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Process process = Process.Start(start)!;
        TaskCompletionSource listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
        void Watch(object _, DataReceivedEventArgs line)
        {
            if (line.Data?.Contains("Prism is listening", StringComparison.Ordinal) == true)
            {
                listening.TrySetResult();
            }
        }

        process.OutputDataReceived += Watch;
        process.ErrorDataReceived += Watch;
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => listening.TrySetException(new InvalidOperationException($"Prism ended before it listened, with {document}"));
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await listening.Task.WaitAsync(cancellationToken);
        return new PrismServer(process, new Uri($"http://127.0.0.1:{port}"));
    }

    public async ValueTask DisposeAsync()
    {
        _process.EnableRaisingEvents = false;
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
