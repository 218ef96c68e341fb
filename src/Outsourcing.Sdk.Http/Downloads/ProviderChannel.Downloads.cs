using System.Net;

namespace Outsourcing.Http;

/// <content>Downloads, with the guard against addresses that a webhook or a redirect smuggles in.</content>
public sealed partial class ProviderChannel
{
    private const int MaxRedirects = 3;

    /// <summary>Downloads a recording from where the provider says it is.</summary>
    /// <param name="operation">The operation, for logs and errors.</param>
    /// <param name="location">The address: a path below the base address, starting with a slash, or absolute.</param>
    /// <param name="cancellationToken">Cancels the download's start.</param>
    /// <returns>The download, not yet read.</returns>
    /// <remarks>
    /// Only https, and only the provider's hosts and those the account's options name; the base address's own origin is always
    /// allowed. Credentials go to the account's origins alone, and never along a redirect to another host.
    /// </remarks>
    /// <exception cref="ProviderException">The address is not allowed, or the provider refused, failed or did not answer.</exception>
    public async Task<ProviderDownload> DownloadAsync(string operation, Uri location, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(location);
        ProviderRequest request = new(HttpMethod.Get, operation, "/");
        Uri address = location.IsAbsoluteUri ? location : Address(request with { Path = location.OriginalString });
        bool renewed = false;
        for (int hop = 0; ; hop++)
        {
            if (!MayDownload(address))
            {
                throw new ProviderException(Error(request, ProviderFailure.Refused, 1) with { Code = "host-not-allowed" });
            }

            HttpResponseMessage response = await FetchAsync(request, address, cancellationToken).ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
            {
                return await OpenAsync(request, response, cancellationToken).ConfigureAwait(false);
            }

            using (response)
            {
                if ((int)response.StatusCode is 301 or 302 or 303 or 307 or 308 && response.Headers.Location is { } next && hop < MaxRedirects)
                {
                    address = next.IsAbsoluteUri ? next : new Uri(address, next);
                    continue;
                }

                if (!renewed && response.StatusCode == HttpStatusCode.Unauthorized && response.RequestMessage?.Headers.Authorization is { } credentials && _settings.Renew is { } renew)
                {
                    renewed = true;
                    if (renew(credentials))
                    {
                        continue;
                    }
                }

                ProviderError refused = Refusal(request, response, [], 1);
                throw refused.Failure == ProviderFailure.RateLimited ? new ProviderRateLimitException(refused) : new ProviderException(refused);
            }
        }
    }

    private async Task<HttpResponseMessage> FetchAsync(ProviderRequest request, Uri address, CancellationToken cancellationToken)
    {
        using CancellationTokenSource timeout = new(_settings.Http.AttemptTimeout, _time);
        using CancellationTokenRegistration link = cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), timeout);
        try
        {
            using HttpRequestMessage message = new(HttpMethod.Get, address);
            if (IsOwn(address))
            {
                await _settings.Authorize(message, timeout.Token).ConfigureAwait(false);
            }

            using HttpMessageInvoker invoker = new(_handler(), disposeHandler: false);
            return await invoker.SendAsync(message, timeout.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ProviderException(Error(request, ProviderFailure.TimedOut, 1));
        }
        catch (HttpRequestException broken)
        {
            throw new ProviderException(Error(request, ProviderFailure.Connection, 1), Cause(broken));
        }
    }

    private async Task<ProviderDownload> OpenAsync(ProviderRequest request, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            bool page = response.Content.Headers.ContentType?.MediaType is "text/html";
            if (page || response.Content.Headers.ContentLength > _settings.Http.MaxDownloadBytes)
            {
                throw new ProviderException(Error(request, ProviderFailure.InvalidResponse, 1) with { Status = response.StatusCode, Code = page ? "html" : "too-large" });
            }

            Stream content = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            return new ProviderDownload(response, new CappedStream(
                content, _settings.Http.MaxDownloadBytes, _settings.Http.AttemptTimeout, _time,
                (failure, code) => new ProviderException(Error(request, failure, 1) with { Status = HttpStatusCode.OK, Code = code })));
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private bool MayDownload(Uri address) =>
        IsOwn(address)
        || (address.Scheme == Uri.UriSchemeHttps && address.UserInfo.Length == 0 && address.HostNameType == UriHostNameType.Dns && !address.IsLoopback
            && (_settings.DownloadDomains.Any(domain => IsWithin(address.IdnHost, domain))
                || _settings.Http.DownloadHosts.Any(host => string.Equals(host, address.IdnHost, StringComparison.OrdinalIgnoreCase))));

    private static bool IsWithin(string host, string domain) =>
        string.Equals(host, domain, StringComparison.OrdinalIgnoreCase)
        || (host.Length > domain.Length && host[^(domain.Length + 1)] == '.' && host.EndsWith(domain, StringComparison.OrdinalIgnoreCase));
}
