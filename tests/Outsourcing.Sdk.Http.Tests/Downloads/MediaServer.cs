using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Outsourcing.Http.Tests.Downloads;

/// <summary>A real Kestrel on loopback that answers as the test says.</summary>
internal sealed class MediaServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<MediaRequest> _seen;

    private MediaServer(WebApplication app, ConcurrentQueue<MediaRequest> seen)
    {
        _app = app;
        _seen = seen;
        Address = new Uri(app.Urls.First());
    }

    internal Uri Address { get; }

    internal IPEndPoint EndPoint => new(IPAddress.Loopback, Address.Port);

    internal MediaRequest[] Seen => [.. _seen];

    internal static async Task<MediaServer> StartAsync(Func<HttpContext, Task> answer, X509Certificate2? certificate = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null)
            {
                listen.UseHttps(certificate);
            }
        }));
        WebApplication app = builder.Build();
        ConcurrentQueue<MediaRequest> seen = new();
        app.Run(async context =>
        {
            IHeaderDictionary headers = context.Request.Headers;
            seen.Enqueue(new MediaRequest(context.Request.Path, Text(headers.Range), Text(headers.IfRange), Text(headers.Authorization)));
            await answer(context);
        });
        await app.StartAsync();
        return new MediaServer(app, seen);

        static string? Text(Microsoft.Extensions.Primitives.StringValues value) => value.Count == 0 ? null : value.ToString();
    }

    internal static X509Certificate2 Root()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=Test root", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-30), TimeProvider.System.GetUtcNow().AddDays(30));
    }

    internal static X509Certificate2 Certificate(X509Certificate2 root, params string[] hosts)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=Test", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        Array.ForEach(hosts, names.AddDnsName);
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 signed = request.Create(root, TimeProvider.System.GetUtcNow().AddDays(-2), TimeProvider.System.GetUtcNow().AddDays(2), RandomNumberGenerator.GetBytes(8));
        using X509Certificate2 whole = signed.CopyWithPrivateKey(key);
        // Through PFX: some platforms cannot serve a key that exists in memory only.
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pfx), null);
    }

    public async ValueTask DisposeAsync()
    {
        using CancellationTokenSource now = new();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }
}

internal sealed record MediaRequest(string Path, string? Range, string? IfRange, string? Authorization);
