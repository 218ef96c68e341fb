using System.Net.Http.Headers;
using System.Text.Json.Serialization;

namespace Outsourcing.Http;

/// <summary>
/// Bearer tokens by OAuth 2.0 client credentials: one token is kept until shortly before it expires, and one request at a time
/// fetches the next. Thread-safe; one per account.
/// </summary>
public sealed class ClientCredentials : IDisposable
{
    // A token that expires while the request is under way is refused; a short-lived one is used for nine tenths of its life.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    // What a token answer without a lifetime is taken to be worth; RFC 6749 leaves it open.
    private static readonly TimeSpan UnsaidLifetime = TimeSpan.FromMinutes(5);

    private readonly ProviderChannel _channel;
    private readonly string _path;
    private readonly RequestBody _grant;
    private readonly SemaphoreSlim _fetching = new(1);
    private Held? _held;

    /// <summary>Initializes the credentials.</summary>
    /// <param name="channel">The channel to the token server, signed in with id and secret of the client. It is not the account's own channel: a token is fetched while a request of that one waits.</param>
    /// <param name="path">The path of the token endpoint below the channel's base address.</param>
    /// <param name="grant">What is sent for a token; <see langword="null"/> for the form of OAuth 2.0 (RFC 6749, 4.4).</param>
    public ClientCredentials(ProviderChannel channel, string path, RequestBody? grant = null)
    {
        ArgumentNullException.ThrowIfNull(channel);
        ArgumentException.ThrowIfNullOrEmpty(path);
        _channel = channel;
        _path = path;
        _grant = grant ?? new FormBody().Add("grant_type", "client_credentials").Build();
    }

    /// <summary>Puts a token on a request, fetching one where none is held; for <see cref="ProviderChannelSettings.Authorize"/>.</summary>
    /// <param name="message">The request.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>A task that ends when the request carries a token.</returns>
    /// <exception cref="ProviderException">The token server refused, failed or did not answer. The request was not sent.</exception>
    public ValueTask AuthorizeAsync(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (Volatile.Read(ref _held) is { } held && held.UsableUntil > _channel.Time.GetUtcNow())
        {
            message.Headers.Authorization = held.Header;
            return ValueTask.CompletedTask;
        }

        return FetchAsync(message, cancellationToken);
    }

    /// <summary>Forgets a token that was refused; for <see cref="ProviderChannelSettings.Renew"/>.</summary>
    /// <param name="refused">The credentials of the refused request.</param>
    /// <returns><see langword="true"/>: the next request carries another token.</returns>
    public bool Renew(AuthenticationHeaderValue refused)
    {
        // By then another request may have fetched a new one, which stays.
        if (Volatile.Read(ref _held) is { } held && ReferenceEquals(held.Header, refused))
        {
            Interlocked.CompareExchange(ref _held, null, held);
        }

        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _fetching.Dispose();

    private async ValueTask FetchAsync(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        await _fetching.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_held is not { } held || held.UsableUntil <= _channel.Time.GetUtcNow())
            {
                _held = held = await AskAsync(cancellationToken).ConfigureAwait(false);
            }

            message.Headers.Authorization = held.Header;
        }
        finally
        {
            _fetching.Release();
        }
    }

    private async Task<Held> AskAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset asked = _channel.Time.GetUtcNow();
        // Asking twice gives two tokens, of which one is used.
        ProviderRequest request = ProviderRequest.Post("oauth.token", _path, _grant) with { Repeatable = true };
        TokenAnswer answer;
        try
        {
            answer = await _channel.SendAsync(request, TokenJsonContext.Default.TokenAnswer, cancellationToken).ConfigureAwait(false);
        }
        catch (ProviderOutcomeUnknownException unknown)
        {
            // A token that got lost leaves nothing to be reconciled.
            throw new ProviderException(unknown.Error, unknown.InnerException);
        }

        if (answer.AccessToken is not { Length: > 0 } token || token.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            throw new ProviderException(new ProviderError { Provider = _channel.Provider, Account = _channel.Account, Operation = request.Operation, Failure = ProviderFailure.InvalidResponse, Code = "no-token" });
        }

        TimeSpan lifetime = answer.ExpiresIn is { } seconds and > 0 and < 1_000_000_000 ? TimeSpan.FromSeconds(seconds) : UnsaidLifetime;
        TimeSpan margin = lifetime / 10 < Margin ? lifetime / 10 : Margin;
        return new Held(new AuthenticationHeaderValue("Bearer", token), asked + lifetime - margin);
    }

    private sealed record Held(AuthenticationHeaderValue Header, DateTimeOffset UsableUntil);
}

internal sealed record TokenAnswer(string? AccessToken, double? ExpiresIn);

[JsonSourceGenerationOptions(RespectNullableAnnotations = true, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(TokenAnswer))]
internal sealed partial class TokenJsonContext : JsonSerializerContext;
