using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;

namespace Outsourcing.Http.Tests.Downloads;

/// <summary>An account registered as apps do it, with the handlers they get.</summary>
internal sealed class MediaAccount : IAsyncDisposable
{
    internal const string Secret = "planted-secret-7431";

    private readonly ServiceProvider _services;

    internal MediaAccount(
        Uri baseAddress, Action<ProviderHttpOptions>? http = null, DownloadNetwork? network = null, X509Certificate2? root = null, TimeProvider? time = null, Action<IHttpClientBuilder>? configure = null)
    {
        ServiceCollection services = new();
        services.AddLogging();
        services.AddSingleton(time ?? TimeProvider.System);
        if (network is not null)
        {
            services.AddSingleton(network);
        }

        ProviderHttpOptions options = new() { RetryDelay = TimeSpan.Zero };
        http?.Invoke(options);
        services.AddOutsourcing().AddProviderChannel(
            "stub",
            "north",
            _ => new ProviderChannelSettings
            {
                Provider = "stub",
                Account = "north",
                BaseAddress = baseAddress,
                DownloadDomains = ["example.com"],
                Http = options,
                Authorize = RequestCredential.Bearer(Secret),
            },
            client =>
            {
                configure?.Invoke(client);
                client.ConfigurePrimaryHttpMessageHandler((handler, _) =>
                {
                    if (root is not null)
                    {
                        X509ChainPolicy policy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
                        policy.CustomTrustStore.Add(root);
                        ((SocketsHttpHandler)handler).SslOptions.CertificateChainPolicy = policy;
                    }
                });
            });
        _services = services.BuildServiceProvider();
        Channel = _services.GetRequiredKeyedService<ProviderChannel>(ProviderAccountExtensions.Key("stub", "north"));
    }

    internal ProviderChannel Channel { get; }

    internal Task<ProviderDownload> DownloadAsync(string location, Func<CancellationToken, Task<Uri?>>? refresh = null) =>
        Channel.DownloadAsync("recordings.download", new Uri(location, location.StartsWith('/') ? UriKind.Relative : UriKind.Absolute), refresh);

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}

/// <summary>Resolves as the test says, and notes what is connected to.</summary>
internal sealed class FakeNetwork(string host, params string[][] answers) : DownloadNetwork
{
    private int _resolved;

    /// <summary>Gets or sets where connections really go.</summary>
    internal EndPoint? Instead { get; set; }

    internal int Resolved => _resolved;

    internal List<string> Connected { get; } = [];

    internal override Task<IPAddress[]> ResolveAsync(string name, CancellationToken cancellationToken) => name == host ? Task.FromResult(Next()) : base.ResolveAsync(name, cancellationToken);

    internal override ValueTask<Stream> ConnectAsync(EndPoint to, CancellationToken cancellationToken)
    {
        // The operating system resolves a name that is connected to.
        EndPoint target = to is DnsEndPoint { Host: var name, Port: var port } && name == host ? new IPEndPoint(Next()[0], port) : to;
        Connected.Add(target is DnsEndPoint named ? $"{named.Host}:{named.Port}" : target.ToString()!);
        return base.ConnectAsync(Instead ?? target, cancellationToken);
    }

    private IPAddress[] Next() => [.. answers[Math.Min(_resolved++, answers.Length - 1)].Select(IPAddress.Parse)];
}
