using System.Net;
using System.Net.Http.Headers;

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
    /// allowed. A name that stands for no public address is not connected to, except for the account's own origins and
    /// <see cref="ProviderHttpOptions.PrivateDownloadHosts"/>. Credentials go to the account's origins alone, and never along a
    /// redirect to another host.
    /// </remarks>
    /// <exception cref="ProviderException">
    /// The address is not allowed (code <c>host-not-allowed</c> or <c>address-not-allowed</c>), or the provider refused, failed or did
    /// not answer.
    /// </exception>
    public Task<ProviderDownload> DownloadAsync(string operation, Uri location, CancellationToken cancellationToken = default) =>
        DownloadAsync(operation, location, null, cancellationToken);

    /// <summary>Downloads a recording from an address that may run out, as those that are signed beforehand do.</summary>
    /// <param name="operation">The operation, for logs and errors.</param>
    /// <param name="location">The address: a path below the base address, starting with a slash, or absolute.</param>
    /// <param name="refresh">
    /// Asks for a fresh address, once, when the address answers 401, 403, 404 or 410, at the start or when the download goes on after a
    /// break; it is given the token of the start or of the read, and <see langword="null"/> says that there is none.
    /// </param>
    /// <param name="cancellationToken">Cancels the download's start.</param>
    /// <inheritdoc cref="DownloadAsync(string, Uri, CancellationToken)"/>
    public async Task<ProviderDownload> DownloadAsync(string operation, Uri location, Func<CancellationToken, Task<Uri?>>? refresh, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(location);
        ProviderRequest request = new(HttpMethod.Get, operation, "/");
        DownloadSource source = new(Absolute(request, location)) { Refresh = refresh };
        HttpResponseMessage response = await AskAsync(request, source, null, cancellationToken).ConfigureAwait(false);
        return await OpenAsync(request, source, response, cancellationToken).ConfigureAwait(false);
    }

    private Uri Absolute(in ProviderRequest request, Uri location) => location.IsAbsoluteUri ? location : Address(request with { Path = location.OriginalString });

    private async Task<HttpResponseMessage> AskAsync(ProviderRequest request, DownloadSource source, Action<HttpRequestHeaders>? range, CancellationToken cancellationToken)
    {
        Uri address = source.Address;
        bool renewed = false;
        int hops = 0;
        while (true)
        {
            if (!MayDownload(address))
            {
                throw Refused(request, ProviderFailure.Refused, null, "host-not-allowed");
            }

            HttpResponseMessage response = await FetchAsync(request, address, range, cancellationToken).ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
            {
                return response;
            }

            using (response)
            {
                int status = (int)response.StatusCode;
                if (status is 301 or 302 or 303 or 307 or 308 && response.Headers.Location is { } next && hops < MaxRedirects)
                {
                    hops++;
                    address = next.IsAbsoluteUri ? next : new Uri(address, next);
                    continue;
                }

                if (!renewed && status == 401 && response.RequestMessage?.Headers.Authorization is { } credentials && _settings.Renew is { } renew)
                {
                    renewed = true;
                    if (renew(credentials))
                    {
                        continue;
                    }
                }

                if (status is 401 or 403 or 404 or 410 && source.Refresh is { } refresh)
                {
                    source.Refresh = null;
                    if (await refresh(cancellationToken).ConfigureAwait(false) is { } fresh)
                    {
                        source.Address = address = Absolute(request, fresh);
                        hops = 0;
                        continue;
                    }
                }

                ProviderError refused = Refusal(request, response, [], 1);
                throw refused.Failure == ProviderFailure.RateLimited ? new ProviderRateLimitException(refused) : new ProviderException(refused);
            }
        }
    }

    private async Task<HttpResponseMessage> FetchAsync(ProviderRequest request, Uri address, Action<HttpRequestHeaders>? range, CancellationToken cancellationToken)
    {
        using CancellationTokenSource timeout = new(_settings.Http.AttemptTimeout, _time);
        using CancellationTokenRegistration link = cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), timeout);
        try
        {
            using HttpRequestMessage message = new(HttpMethod.Get, address);
            range?.Invoke(message.Headers);
            if (IsOwn(address))
            {
                await _settings.Authorize(message, timeout.Token).ConfigureAwait(false);
            }
            else if (!IsPrivate(address))
            {
                message.ToPublicNetworkOnly();
            }

            return await Invoker().SendAsync(message, timeout.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ProviderException(Error(request, ProviderFailure.TimedOut, 1));
        }
        catch (HttpRequestException closed) when (closed.InnerException is AddressNotAllowedException { Host: var host })
        {
            throw new ProviderException(Error(request, ProviderFailure.Refused, 1) with
            {
                Code = "address-not-allowed",
                Advice = $"The name '{host}' stands for no address of the public network, and recordings are fetched from no other: where it is a host of the app's own network, name it in Http:PrivateDownloadHosts.",
            });
        }
        catch (HttpRequestException broken)
        {
            throw new ProviderException(Error(request, ProviderFailure.Connection, 1), Cause(broken));
        }
    }

    private async Task<ProviderDownload> OpenAsync(ProviderRequest request, DownloadSource source, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            string? wrong = response.Content.Headers.ContentType?.MediaType is "text/html" ? "html"
                : response.StatusCode == HttpStatusCode.PartialContent ? "partial"
                : response.Content.Headers.ContentLength > _settings.Http.MaxDownloadBytes ? "too-large"
                : null;
            if (wrong is not null)
            {
                throw Refused(request, ProviderFailure.InvalidResponse, response.StatusCode, wrong);
            }

            Stream content = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            return new ProviderDownload(response, new DownloadStream(response, content, new DownloadTerms(
                _settings.Http.MaxDownloadBytes,
                _settings.Http.AttemptTimeout,
                _time,
                async (from, validator, token) =>
                {
                    // What has just broken seldom works at once; the address is followed anew, with all its checks.
                    await Task.Delay(_settings.Http.RetryDelay * (0.5 + Jitter()), _time, token).ConfigureAwait(false);
                    return await AskAsync(request, source, Range, token).ConfigureAwait(false);

                    void Range(HttpRequestHeaders headers)
                    {
                        headers.Range = new RangeHeaderValue(from, null);
                        headers.IfRange = validator;
                    }
                },
                (failure, code) => Refused(request, failure, HttpStatusCode.OK, code))));
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private ProviderException Refused(in ProviderRequest request, ProviderFailure failure, HttpStatusCode? status, string code) => new(Error(request, failure, 1) with
    {
        Status = status,
        Code = code,
        Advice = code switch
        {
            "host-not-allowed" => "The address is not one that recordings are fetched from: by https, without user name, at a name of the provider's hosts or of Http:DownloadHosts. Name the host there if the provider keeps recordings at it.",
            "html" => "It is a page and no recording.",
            "partial" => "It is a part that nobody asked for.",
            "too-large" => "It is larger than announced, or than Http:MaxDownloadBytes.",
            "truncated" => "It ended before its announced length.",
            "stalled" => "Nothing came for as long as Http:AttemptTimeout, and it cannot go on where it was.",
            "broken" => "It broke off, and cannot go on where it was.",
            "unreadable" => "It is not compressed as the server says.",
            "changed" => "It broke off, and what the server has now is not known to be the same recording: download it from its beginning.",
            "digest-mismatch" => "It is not what the server's own checksum says: discard it, and download it again.",
            _ => null,
        },
    });

    private bool MayDownload(Uri address) =>
        IsOwn(address)
        || IsPrivate(address)
        || (address.Scheme == Uri.UriSchemeHttps && address.UserInfo.Length == 0 && address.HostNameType == UriHostNameType.Dns && !address.IsLoopback
            && (_settings.DownloadDomains.Any(domain => IsWithin(address.IdnHost, domain))
                || _settings.Http.DownloadHosts.Any(host => string.Equals(host, address.IdnHost, StringComparison.OrdinalIgnoreCase))));

    private bool IsPrivate(Uri address) =>
        (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)) && address.UserInfo.Length == 0
        && _settings.Http.PrivateDownloadHosts.Any(host => string.Equals(host, address.IdnHost, StringComparison.OrdinalIgnoreCase));

    private static bool IsWithin(string host, string domain) =>
        string.Equals(host, domain, StringComparison.OrdinalIgnoreCase)
        || (host.Length > domain.Length && host[^(domain.Length + 1)] == '.' && host.EndsWith(domain, StringComparison.OrdinalIgnoreCase));

    /// <summary>Where a download comes from, and how to ask for that anew, once.</summary>
    private sealed class DownloadSource(Uri address)
    {
        public Uri Address { get; set; } = address;

        public Func<CancellationToken, Task<Uri?>>? Refresh { get; set; }
    }
}
