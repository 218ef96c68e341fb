using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace Outsourcing.Http.Tests.Downloads;

/// <summary>The second look, at the connection: a name that is allowed and stands for an address inside the network.</summary>
public sealed class ConnectionGuardTests
{
    private const string Host = "media.example.com";

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.8.8.8")]
    [InlineData("0.0.0.0")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::1")]
    [InlineData("::")]
    [InlineData("127.0.0.1", true)]
    [Reliability(22, "an allowed name that is bound to loopback: 0 connections at a server that listens there, also with a handler of the app's own")]
    public async Task Download_NameBoundToLoopback_IsNotConnectedTo(string address, bool own = false)
    {
        using TcpListener listener = TcpListener.Create(0);
        listener.Start();
        FakeNetwork network = new(Host, [address]);
        await using MediaAccount account = new(new Uri("https://api.example.com"), network: network, configure: http =>
        {
            if (own)
            {
                http.ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler());
            }
        });

        ProviderException refused = await Should.ThrowAsync<ProviderException>(() => account.DownloadAsync($"https://{Host}:{((IPEndPoint)listener.LocalEndpoint).Port}/x.wav?signature={MediaAccount.Secret}"));

        refused.Failure.ShouldBe(ProviderFailure.Refused);
        refused.Code.ShouldBe("address-not-allowed");
        refused.Message.ShouldContain("Http:PrivateDownloadHosts");
        refused.ToString().ShouldNotContain(MediaAccount.Secret);
        network.Connected.ShouldBeEmpty();
        listener.Pending().ShouldBeFalse();
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.8.8.8")]
    [InlineData("0.0.0.0")]
    [InlineData("::ffff:127.0.0.1")]
    public async Task Download_NameBoundToLoopbackThatTheAppNamed_IsConnectedTo(string address)
    {
        using TcpListener listener = TcpListener.Create(0);
        listener.Start();
        FakeNetwork network = new(Host, [address]);
        await using MediaAccount account = new(new Uri("https://api.example.com"), http => http.PrivateDownloadHosts.Add(Host), network);
        using CancellationTokenSource enough = new();

        Task<ProviderDownload> download = account.Channel.DownloadAsync("recordings.download", new Uri($"https://{Host}:{((IPEndPoint)listener.LocalEndpoint).Port}/x.wav"), enough.Token);

        Task<TcpClient> connecting = listener.AcceptTcpClientAsync();
        (await Task.WhenAny(connecting, download)).ShouldBe(connecting);
        using TcpClient connected = await connecting;
        await enough.CancelAsync();
        await Should.ThrowAsync<Exception>(() => download);
    }

    [Theory]
    [InlineData("10.1.2.3")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("169.254.169.254")]
    [InlineData("100.100.100.200")]
    [InlineData("fd00::1")]
    [InlineData("fe80::1")]
    [Reliability(22, "an own address that redirects to a name which is bound to a private, link-local, shared or unique local address: 0 connections")]
    public async Task Download_RedirectToNameBoundInside_IsNotConnectedTo(string address)
    {
        await using MediaServer server = await MediaServer.StartAsync(context =>
        {
            context.Response.Redirect($"https://{Host}/x.wav");
            return Task.CompletedTask;
        });
        FakeNetwork network = new(Host, [address]);
        await using MediaAccount account = new(server.Address, network: network);

        (await Should.ThrowAsync<ProviderException>(() => account.DownloadAsync("/x.wav"))).Code.ShouldBe("address-not-allowed");

        network.Connected.ShouldBe([server.EndPoint.ToString()]);
    }

    [Fact]
    [Reliability(22, "a name that resolves to another address the second time (DNS rebinding): resolved once, and connected to the very address that was checked")]
    public async Task Download_NameReboundAfterTheCheck_GoesToTheCheckedAddress()
    {
        using X509Certificate2 root = MediaServer.Root();
        using X509Certificate2 certificate = MediaServer.Certificate(root, Host);
        Recording recording = new();
        await using MediaServer server = await MediaServer.StartAsync(recording.ServeAsync, certificate);
        FakeNetwork network = new(Host, ["10.0.0.1", "93.184.215.14"], ["127.0.0.1"]) { Instead = server.EndPoint };
        await using MediaAccount account = new(new Uri("https://api.example.com"), network: network, root: root);

        await using ProviderDownload download = await account.DownloadAsync($"https://{Host}:{server.Address.Port}/x.wav");

        (await recording.ReadAsync(download)).ShouldBe(recording.Sound);
        network.Resolved.ShouldBe(1);
        network.Connected.ShouldBe([$"93.184.215.14:{server.Address.Port}"]);
        server.Seen.ShouldHaveSingleItem().Authorization.ShouldBeNull();
    }

    [Fact]
    [Reliability(22, "a name rebound between a download and its resumption: the part is not asked for, 0 further connections")]
    public async Task Resumption_NameReboundMeanwhile_IsNotConnectedTo()
    {
        using X509Certificate2 root = MediaServer.Root();
        using X509Certificate2 certificate = MediaServer.Certificate(root, Host);
        Recording recording = new Recording().BreakAt(100_000);
        await using MediaServer server = await MediaServer.StartAsync(recording.ServeAsync, certificate);
        FakeNetwork network = new(Host, ["93.184.215.14"], ["127.0.0.1"]) { Instead = server.EndPoint };
        await using MediaAccount account = new(new Uri("https://api.example.com"), network: network, root: root);
        await using ProviderDownload download = await account.DownloadAsync($"https://{Host}:{server.Address.Port}/x.wav");

        (await Should.ThrowAsync<ProviderException>(() => recording.ReadAsync(download))).Code.ShouldBe("address-not-allowed");

        network.Connected.ShouldHaveSingleItem();
        server.Seen.ShouldHaveSingleItem();
    }

    [Fact]
    [Reliability(22, "the account's own origin on loopback still works, and its pooled connections serve no other name: 0 further connections")]
    public async Task Download_OwnOriginOnLoopback_WorksAndOpensNoWayForOtherNames()
    {
        using X509Certificate2 root = MediaServer.Root();
        using X509Certificate2 certificate = MediaServer.Certificate(root, "localhost", Host);
        Recording recording = new();
        await using MediaServer server = await MediaServer.StartAsync(recording.ServeAsync, certificate);
        FakeNetwork network = new(Host, ["127.0.0.1"]);
        await using MediaAccount account = new(new Uri($"https://localhost:{server.Address.Port}"), network: network, root: root);
        await using (ProviderDownload own = await account.DownloadAsync("/x.wav"))
        {
            (await recording.ReadAsync(own)).ShouldBe(recording.Sound);
        }

        int connections = network.Connected.Count;
        await Should.ThrowAsync<ProviderException>(() => account.DownloadAsync($"https://{Host}:{server.Address.Port}/x.wav"));

        connections.ShouldBe(1);
        network.Connected.Count.ShouldBe(connections);
        server.Seen.ShouldHaveSingleItem().Authorization.ShouldBe($"Bearer {MediaAccount.Secret}");
    }

    [Fact]
    public async Task Download_HostThatTheAppNamedPrivate_WorksOnLoopbackWithoutCredentials()
    {
        Recording recording = new();
        await using MediaServer server = await MediaServer.StartAsync(recording.ServeAsync);
        await using MediaAccount account = new(new Uri("https://api.example.com"), http => http.PrivateDownloadHosts.Add("127.0.0.1"));

        await using ProviderDownload download = await account.DownloadAsync($"{server.Address}x.wav");

        (await recording.ReadAsync(download)).ShouldBe(recording.Sound);
        server.Seen.ShouldHaveSingleItem().Authorization.ShouldBeNull();
    }

    [Fact]
    public async Task Download_BehindAProxyInside_AsksTheProxyForTheName()
    {
        using TcpListener proxy = new(IPAddress.Loopback, 0);
        proxy.Start();
        await using MediaAccount account = new(new Uri("https://api.example.com"), configure: http => http.ConfigurePrimaryHttpMessageHandler((handler, _) =>
            ((SocketsHttpHandler)handler).Proxy = new WebProxy(new Uri($"http://127.0.0.1:{((IPEndPoint)proxy.LocalEndpoint).Port}"))));

        Task<ProviderDownload> download = account.DownloadAsync($"https://{Host}/x.wav");

        Task<TcpClient> connecting = proxy.AcceptTcpClientAsync();
        (await Task.WhenAny(connecting, download)).ShouldBe(connecting);
        using (TcpClient client = await connecting)
        using (StreamReader said = new(client.GetStream(), Encoding.ASCII))
        {
            (await said.ReadLineAsync()).ShouldBe($"CONNECT {Host}:443 HTTP/1.1");
            await client.GetStream().WriteAsync("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
        }

        (await Should.ThrowAsync<ProviderException>(() => download)).Failure.ShouldBe(ProviderFailure.Connection);
    }

    [Theory]
    [InlineData("0.1.2.3", false)]
    [InlineData("10.0.0.0", false)]
    [InlineData("9.255.255.255", true)]
    [InlineData("11.0.0.0", true)]
    [InlineData("100.63.255.255", true)]
    [InlineData("100.64.0.0", false)]
    [InlineData("100.127.255.255", false)]
    [InlineData("100.128.0.0", true)]
    [InlineData("126.255.255.255", true)]
    [InlineData("127.255.255.255", false)]
    [InlineData("128.0.0.0", true)]
    [InlineData("169.254.169.254", false)]
    [InlineData("169.253.0.1", true)]
    [InlineData("172.15.255.255", true)]
    [InlineData("172.16.0.0", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.0", true)]
    [InlineData("192.0.0.1", false)]
    [InlineData("192.0.2.1", false)]
    [InlineData("192.0.1.1", true)]
    [InlineData("192.88.99.1", false)]
    [InlineData("192.167.255.255", true)]
    [InlineData("192.168.0.0", false)]
    [InlineData("192.169.0.0", true)]
    [InlineData("198.17.255.255", true)]
    [InlineData("198.18.0.0", false)]
    [InlineData("198.19.255.255", false)]
    [InlineData("198.20.0.0", true)]
    [InlineData("198.51.100.7", false)]
    [InlineData("203.0.113.7", false)]
    [InlineData("223.255.255.255", true)]
    [InlineData("224.0.0.1", false)]
    [InlineData("240.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("::7f00:1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("::ffff:93.184.215.14", true)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("64:ff9b::5db8:d70e", true)]
    [InlineData("64:ff9b:1::5db8:d70e", false)]
    [InlineData("100::1", false)]
    [InlineData("2001::1", false)]
    [InlineData("2001:0:4136:e378:8000:63bf:3fff:fdd2", false)]
    [InlineData("2001:1ff::1", false)]
    [InlineData("2001:200::1", true)]
    [InlineData("2001:db8::1", false)]
    [InlineData("2001:4860:4860::8888", true)]
    [InlineData("2002:a00:1::1", false)]
    [InlineData("2002:5db8:d70e::1", true)]
    [InlineData("2606:4700::5efe:a00:1", false)]
    [InlineData("2606:4700::200:5efe:a00:1", false)]
    [InlineData("2606:4700::5efe:5db8:d70e", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("3ffe::1", true)]
    [InlineData("3fff::1", false)]
    [InlineData("3fff:1000::1", true)]
    [InlineData("4000::1", false)]
    [InlineData("5f00::1", false)]
    [InlineData("fc00::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fec0::1", false)]
    [InlineData("ff02::1", false)]
    [Reliability(22, "65 addresses at the edges of every special network, version 4 within version 6 included: only public ones are allowed")]
    public void Address_OfTheNetworksEdges_IsPublicOrNot(string address, bool open) => PublicAddress.Is(IPAddress.Parse(address)).ShouldBe(open);
}
