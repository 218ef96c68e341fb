using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;

namespace Outsourcing.Http;

/// <summary>
/// The way of an account's requests: telemetry, then limits and retries within a budget, then redacted logging, then credentials,
/// then the handlers of the app.
/// </summary>
/// <remarks>
/// One class instead of a handler for each concern: a write of ours allocates less than a bare <see cref="HttpClient"/> this way,
/// and the budget holds over headers and body alike. Thread-safe.
/// </remarks>
public sealed partial class ProviderChannel : IDisposable
{
    private readonly ProviderChannelSettings _settings;
    private readonly Func<HttpMessageHandler> _handler;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _room;
    private readonly RequestPace? _pace;
    private readonly RetryAllowance _retries = new();
    private Held? _invoker;

    /// <summary>Initializes the channel.</summary>
    /// <param name="settings">The account.</param>
    /// <param name="handler">Gives the current handler; asked for each attempt, so that handlers rotate.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">The log.</param>
    public ProviderChannel(ProviderChannelSettings settings, Func<HttpMessageHandler> handler, TimeProvider time, ILogger<ProviderChannel> logger)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(handler);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(logger);
        RequireSecure(settings.BaseAddress);
        _settings = settings;
        _handler = handler;
        _time = time;
        _logger = logger;
        _room = new SemaphoreSlim(settings.Http.MaxConcurrency);
        _pace = settings.Http.RequestsPerSecond is { } rate ? new RequestPace(rate, time) : null;
    }

    /// <summary>Gets the provider.</summary>
    public string Provider => _settings.Provider;

    /// <summary>Gets the account, as the application named it.</summary>
    public string Account => _settings.Account;

    /// <summary>Gets the clock.</summary>
    public TimeProvider Time => _time;

    /// <summary>Sends a request and reads a JSON answer.</summary>
    /// <typeparam name="T">The answer.</typeparam>
    /// <param name="request">The request.</param>
    /// <param name="type">The answer's contract.</param>
    /// <param name="cancellationToken">Cancels waiting; a write may have taken effect nevertheless.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="ProviderException">The provider refused, failed or did not answer.</exception>
    /// <exception cref="ProviderOutcomeUnknownException">A write was sent, and no answer says whether it took effect.</exception>
    public async Task<T> SendAsync<T>(ProviderRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken = default)
        where T : class =>
        await ExchangeAsync(request, type, null, cancellationToken).ConfigureAwait(false) ?? throw new ProviderException(Error(request, ProviderFailure.NotFound, 1) with { Status = HttpStatusCode.NotFound });

    /// <summary>Sends a request and reads a JSON answer, or nothing where nothing was found.</summary>
    /// <inheritdoc cref="SendAsync{T}(ProviderRequest, JsonTypeInfo{T}, CancellationToken)"/>
    /// <returns>The answer; <see langword="null"/> when there is no such thing.</returns>
    public Task<T?> FindAsync<T>(ProviderRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken = default)
        where T : class => ExchangeAsync(request with { MissingIsNull = true }, type, null, cancellationToken);

    /// <summary>Sends a request and reads the answer's bytes by a function.</summary>
    /// <typeparam name="T">The answer.</typeparam>
    /// <param name="request">The request.</param>
    /// <param name="read">Reads the body; a <see cref="FormatException"/> says that it cannot be read.</param>
    /// <param name="cancellationToken">Cancels waiting; a write may have taken effect nevertheless.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="ProviderException">The provider refused, failed or did not answer.</exception>
    public async Task<T> SendAsync<T>(ProviderRequest request, Func<ReadOnlyMemory<byte>, HttpResponseHeaders, T> read, CancellationToken cancellationToken = default)
        where T : class =>
        await ExchangeAsync(request, null, read, cancellationToken).ConfigureAwait(false) ?? throw new ProviderException(Error(request, ProviderFailure.NotFound, 1) with { Status = HttpStatusCode.NotFound });

    /// <summary>Sends a request whose answer holds nothing of interest.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Cancels waiting; a write may have taken effect nevertheless.</param>
    /// <returns>A task that ends when the provider has answered.</returns>
    /// <exception cref="ProviderException">The provider refused, failed or did not answer.</exception>
    public Task SendAsync(ProviderRequest request, CancellationToken cancellationToken = default) =>
        ExchangeAsync<object>(request, null, null, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _room.Dispose();

    private async Task<T?> ExchangeAsync<T>(ProviderRequest request, JsonTypeInfo<T>? type, Func<ReadOnlyMemory<byte>, HttpResponseHeaders, T>? read, CancellationToken cancellationToken)
        where T : class
    {
        cancellationToken.ThrowIfCancellationRequested();
        Uri address = Address(request);
        _retries.Earn();
        long started = _time.GetTimestamp();
        using Activity? activity = ProviderDiagnostics.Source.StartActivity(request.Operation, ActivityKind.Client);
        HttpStatusCode? status = null;
        ProviderError? failed = null;
        bool renewed = false;
        int attempts = 0;
        try
        {
            for (int attempt = 1; ; attempt++)
            {
                attempts = attempt;
                Outcome<T> outcome = await AttemptAsync(request, address, type, read, attempt, started, cancellationToken).ConfigureAwait(false);
                status = outcome.Status;
                failed = outcome.Failure;
                if (outcome.Failure is not { } problem)
                {
                    return outcome.Value;
                }

                if (!renewed && status == HttpStatusCode.Unauthorized && outcome.Credentials is { } refused && _settings.Renew is { } renew)
                {
                    renewed = true;
                    if (renew(refused))
                    {
                        continue;
                    }
                }

                TimeSpan? wait = Wait(request, problem, attempt, started);
                if (wait is null)
                {
                    throw ToException(request, outcome, started);
                }

                await Task.Delay(wait.Value, _time, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            Record(request, address, activity, started, status, failed, attempts);
        }
    }

    private async ValueTask<Outcome<T>> AttemptAsync<T>(
        ProviderRequest request, Uri address, JsonTypeInfo<T>? type, Func<ReadOnlyMemory<byte>, HttpResponseHeaders, T>? read, int attempt, long started, CancellationToken cancellationToken)
        where T : class
    {
        TimeSpan left = Left(started);
        if (left <= TimeSpan.Zero)
        {
            return new(Error(request, ProviderFailure.TimedOut, attempt), Sent: false);
        }

        // Waiting for one's turn takes of the budget, not of the attempt.
        bool entered = _pace is null && _room.Wait(0, CancellationToken.None);
        using CancellationTokenSource timeout = new(entered ? Shorter(left, _settings.Http.AttemptTimeout) : left, _time);
        using CancellationTokenRegistration link = cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), timeout);
        bool sent = false;
        HttpStatusCode? status = null;
        long began = _time.GetTimestamp();
        try
        {
            if (!entered)
            {
                await _room.WaitAsync(timeout.Token).ConfigureAwait(false);
                entered = true;
                if (_pace is not null)
                {
                    await _pace.WaitAsync(timeout.Token).ConfigureAwait(false);
                }

                timeout.CancelAfter(Shorter(Left(started), _settings.Http.AttemptTimeout));
            }

            using HttpRequestMessage message = Message(request, address);
            await _settings.Authorize(message, timeout.Token).ConfigureAwait(false);
            HttpMessageInvoker invoker = Invoker();
            sent = true;
            using HttpResponseMessage response = await invoker.SendAsync(message, timeout.Token).ConfigureAwait(false);
            status = response.StatusCode;
            return await ReadAsync(request, response, type, read, attempt, timeout.Token).ConfigureAwait(false) with { Credentials = message.Headers.Authorization };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(Error(request, ProviderFailure.TimedOut, attempt) with { Status = status }, sent);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            bool never = broken is HttpRequestException
            {
                HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
            };
            return new(Error(request, ProviderFailure.Connection, attempt) with { Status = status }, sent && !never) { Cause = Cause(broken) };
        }
        finally
        {
            if (entered)
            {
                _room.Release();
            }

            if (_logger.IsEnabled(LogLevel.Debug))
            {
                Log.Attempted(_logger, Provider, Account, request.Operation, request.Method.Method, (int?)status, attempt, _time.GetElapsedTime(began).TotalMilliseconds);
            }
        }
    }

    private async ValueTask<Outcome<T>> ReadAsync<T>(
        ProviderRequest request, HttpResponseMessage response, JsonTypeInfo<T>? type, Func<ReadOnlyMemory<byte>, HttpResponseHeaders, T>? read, int attempt, CancellationToken cancellationToken)
        where T : class
    {
        HttpStatusCode status = response.StatusCode;
        bool success = response.IsSuccessStatusCode;
        int cap = success ? _settings.Http.MaxResponseBytes : Math.Min(_settings.Http.MaxResponseBytes, 256 * 1024);
        byte[] buffer;
        int length;
        try
        {
            (buffer, length) = await BodyAsync(response.Content, cap, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception unpacking) when (unpacking is InvalidDataException or InvalidOperationException)
        {
            // Not compressed as announced: each of the runtime's decoders says so in its own way.
            return Unreadable<T>(request, response, "unreadable", attempt);
        }

        try
        {
            if (!success)
            {
                return status == HttpStatusCode.NotFound && request.MissingIsNull
                    ? new(null, Sent: true) { Status = status }
                    : new(Refusal(request, response, buffer.AsSpan(0, Math.Max(0, length)), attempt), Sent: true) { Status = status };
            }

            if (length < 0)
            {
                return Unreadable<T>(request, response, "too-large", attempt);
            }

            T? value = type is not null ? JsonSerializer.Deserialize(WithoutMark(buffer.AsSpan(0, length)), type)
                : read is not null ? read(buffer.AsMemory(0, length), response.Headers)
                : null;
            return value is null && (type is not null || read is not null)
                ? Unreadable<T>(request, response, "empty", attempt)
                : new(null, Sent: true) { Status = status, Value = value };
        }
        catch (Exception unreadable) when (unreadable is JsonException or FormatException or ArgumentException or InvalidOperationException or NotSupportedException)
        {
            // The parser's message may quote the body: it is not kept as a cause.
            return Unreadable<T>(request, response, "unreadable", attempt);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> text) => text.StartsWith("\uFEFF"u8) ? text[3..] : text;

    private static async ValueTask<(byte[] Buffer, int Length)> BodyAsync(HttpContent content, int cap, CancellationToken cancellationToken)
    {
        long? announced = content.Headers.ContentLength;
        Stream stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(announced is { } size && size < cap ? (int)size + 1 : 16 * 1024);
        int length = 0;
        try
        {
            while (true)
            {
                if (length == cap)
                {
                    // Full: one byte more is too many, and no reason for a larger buffer.
                    byte[] next = new byte[1];
                    return await stream.ReadAsync(next, cancellationToken).ConfigureAwait(false) == 0 && (announced ?? 0) <= length ? (buffer, length) : (buffer, -1);
                }

                if (length == buffer.Length)
                {
                    byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Min(buffer.Length * 2, cap));
                    buffer.AsSpan(0, length).CopyTo(larger);
                    ArrayPool<byte>.Shared.Return(buffer);
                    buffer = larger;
                }

                int got = await stream.ReadAsync(buffer.AsMemory(length, Math.Min(buffer.Length, cap) - length), cancellationToken).ConfigureAwait(false);
                if (got == 0)
                {
                    return announced is { } promised && promised > length
                        ? throw new IOException("The answer ended before its announced length.")
                        : (buffer, length);
                }

                length += got;
            }
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(buffer);
            throw;
        }
    }

    // What is no HTTP is quoted in the runtime's message: it is not kept as a cause, nor is what was caused by it.
    private static Exception? Cause(Exception broken)
    {
        for (Exception? cause = broken; cause is not null; cause = cause.InnerException)
        {
            if (cause is HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } or HttpIOException { HttpRequestError: HttpRequestError.InvalidResponse })
            {
                return null;
            }
        }

        return broken;
    }

    private TimeSpan Left(long started) => _settings.Http.Budget - _time.GetElapsedTime(started);

    private static TimeSpan Shorter(TimeSpan left, TimeSpan right) =>
        left < right ? left > TimeSpan.Zero ? left : TimeSpan.Zero : right;

    // An invoker holds no more than its handler, which stays the same for minutes: nothing is to be disposed of.
    private HttpMessageInvoker Invoker()
    {
        HttpMessageHandler handler = _handler();
        Held? last = Volatile.Read(ref _invoker);
        if (last is null || !ReferenceEquals(last.Handler, handler))
        {
            last = new Held(handler, new HttpMessageInvoker(handler, disposeHandler: false));
            Volatile.Write(ref _invoker, last);
        }

        return last.Invoker;
    }

    private static HttpRequestMessage Message(in ProviderRequest request, Uri address)
    {
        HttpRequestMessage message = new(request.Method, address);
        bool json = true;
        if (request.Body is { } body)
        {
            message.Content = new ReadOnlyMemoryContent(body.Content);
            message.Content.Headers.TryAddWithoutValidation("Content-Type", body.ContentType);
            json = !body.ContentType.EndsWith("xml", StringComparison.Ordinal);
        }

        else if (!request.Reads)
        {
            // The runtime sends a request without content up to four times when a pooled connection closes under it; with content, never.
            message.Content = new ReadOnlyMemoryContent(default);
        }

        if (request.WantsXml)
        {
            message.Headers.TryAddWithoutValidation("Accept", "application/xml");
        }
        else if (json)
        {
            message.Headers.TryAddWithoutValidation("Accept", "application/json");
        }

        return message;
    }

    private Uri Address(in ProviderRequest request)
    {
        Uri origin = request.BaseAddress ?? _settings.BaseAddress;
        if (request.Path.StartsWith('/'))
        {
            string root = origin.AbsoluteUri;
            return new Uri(root.EndsWith('/') ? string.Concat(root.AsSpan(0, root.Length - 1), request.Path) : root + request.Path);
        }

        // A provider's link to its next page: followed where the credentials may go, and nowhere else.
        Uri address = new(request.Path, UriKind.Absolute);
        return IsOwn(address)
            ? address
            : throw new ProviderException(Error(request, ProviderFailure.InvalidResponse, 1) with { Code = "foreign-link" });
    }

    private bool IsOwn(Uri address) =>
        SameOrigin(address, _settings.BaseAddress) || _settings.Origins.Any(origin => SameOrigin(address, origin));

    private static bool SameOrigin(Uri left, Uri right) =>
        left.Scheme == right.Scheme && left.Port == right.Port && string.Equals(left.IdnHost, right.IdnHost, StringComparison.OrdinalIgnoreCase) && left.UserInfo.Length == 0;

    private static void RequireSecure(Uri address)
    {
        if (!address.IsAbsoluteUri || !(address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
        {
            throw new ArgumentException("A provider's base address is an absolute https URL; http is taken for loopback only.", nameof(address));
        }
    }

    private ProviderError Refusal(ProviderRequest request, HttpResponseMessage response, ReadOnlySpan<byte> body, int attempt)
    {
        ProviderErrorBody said = ProviderErrorBody.Read(body);
        int status = (int)response.StatusCode;
        ProviderFailure failure = status switch
        {
            401 or 403 => ProviderFailure.Unauthorized,
            404 => ProviderFailure.NotFound,
            429 => ProviderFailure.RateLimited,
            408 => ProviderFailure.TimedOut,
            >= 500 => ProviderFailure.Unavailable,
            >= 400 => ProviderFailure.Refused,
            // A redirect is not followed: the credentials would go where it points.
            _ => ProviderFailure.InvalidResponse,
        };
        return Error(request, failure, attempt) with
        {
            Status = response.StatusCode,
            Code = said.Code,
            Message = said.Message is null ? (PersonalText?)null : new PersonalText(said.Message),
            RequestId = RequestId(response.Headers) ?? said.RequestId,
            RetryAfter = RetryAfter(response.Headers.RetryAfter),
        };
    }

    private static string? RequestId(HttpResponseHeaders headers)
    {
        foreach (string name in RequestIdHeaders)
        {
            if (headers.TryGetValues(name, out IEnumerable<string>? values))
            {
                return values.FirstOrDefault();
            }
        }

        return null;
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header) =>
        header?.Delta is { } delta ? Positive(delta)
        : header?.Date is { } date ? Positive(date - _time.GetUtcNow())
        : null;

    private static TimeSpan Positive(TimeSpan wait) => wait < TimeSpan.Zero ? TimeSpan.Zero : wait;

    private TimeSpan? Wait(ProviderRequest request, ProviderError problem, int attempt, long started)
    {
        if (!request.Repeatable || !problem.IsTransient || attempt > _settings.Http.Retries)
        {
            return null;
        }

        TimeSpan wait = problem.RetryAfter ?? (_settings.Http.RetryDelay * Math.Pow(2, attempt - 1) * (0.5 + Jitter()));
        return wait < _settings.Http.Budget - _time.GetElapsedTime(started) && _retries.TrySpend() ? wait : null;
    }

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "Jitter only spreads retries.")]
    private static double Jitter() => Random.Shared.NextDouble();

    private ProviderException ToException<T>(ProviderRequest request, in Outcome<T> outcome, long started)
        where T : class
    {
        ProviderError error = outcome.Failure!;
        bool open = !request.Reads && outcome.Sent && LeavesOpen(error);
        if (open)
        {
            DateTimeOffset now = _time.GetUtcNow();
            return new ProviderOutcomeUnknownException(error, new WriteAttempt(now - _time.GetElapsedTime(started), now), outcome.Cause);
        }

        return error.Failure == ProviderFailure.RateLimited ? new ProviderRateLimitException(error) : new ProviderException(error, outcome.Cause);
    }

    // A 503 that names a time to come back was turned away at the door; other failures may have come after the act.
    private static bool LeavesOpen(ProviderError error) => error.Failure switch
    {
        ProviderFailure.TimedOut or ProviderFailure.Connection => true,
        ProviderFailure.Unavailable => !(error.Status == HttpStatusCode.ServiceUnavailable && error.RetryAfter is not null) && error.Status != HttpStatusCode.NotImplemented,
        ProviderFailure.InvalidResponse => error.Status is { } status && (int)status is >= 200 and < 300,
        _ => false,
    };

    private Outcome<T> Unreadable<T>(ProviderRequest request, HttpResponseMessage response, string code, int attempt)
        where T : class =>
        new(Error(request, ProviderFailure.InvalidResponse, attempt) with { Status = response.StatusCode, Code = code, RequestId = RequestId(response.Headers) }, Sent: true) { Status = response.StatusCode };

    private ProviderError Error(in ProviderRequest request, ProviderFailure failure, int attempts) =>
        new() { Provider = Provider, Account = Account, Operation = request.Operation, Failure = failure, Attempts = attempts };

    private void Record(in ProviderRequest request, Uri address, Activity? activity, long started, HttpStatusCode? status, ProviderError? failed, int attempts)
    {
        string? error = failed is null ? null : status is { } answered && (int)answered >= 400 ? ((int)answered).ToString(CultureInfo.InvariantCulture) : failed.Failure.ToString();
        if (activity is not null)
        {
            activity.SetTag("http.request.method", request.Method.Method);
            activity.SetTag("server.address", address.Host);
            activity.SetTag("server.port", address.Port);
            activity.SetTag("http.response.status_code", (int?)status);
            activity.SetTag("outsourcing.provider", Provider);
            activity.SetTag("outsourcing.account", Account);
            if (attempts > 1)
            {
                activity.SetTag("http.request.resend_count", attempts - 1);
            }

            if (error is not null)
            {
                activity.SetTag("error.type", error);
                activity.SetStatus(ActivityStatusCode.Error);
            }
        }

        if (ProviderDiagnostics.Duration.Enabled)
        {
            TagList tags = new()
            {
                { "outsourcing.provider", Provider },
                { "outsourcing.operation", request.Operation },
                { "http.request.method", request.Method.Method },
                { "http.response.status_code", (int?)status },
                { "error.type", error },
            };
            ProviderDiagnostics.Duration.Record(_time.GetElapsedTime(started).TotalSeconds, tags);
        }
    }

    private static readonly string[] RequestIdHeaders = ["Twilio-Request-Id", "X-Request-Id", "Request-Id", "X-Plivo-Request-Id"];

    /// <summary>What one attempt came to.</summary>
    /// <param name="Failure">What went wrong; null when nothing did.</param>
    /// <param name="Sent">Whether the request may have reached the provider.</param>
    private readonly record struct Outcome<T>(ProviderError? Failure, bool Sent)
        where T : class
    {
        public T? Value { get; init; }

        public HttpStatusCode? Status { get; init; } = Failure?.Status;

        public Exception? Cause { get; init; }

        public AuthenticationHeaderValue? Credentials { get; init; }
    }

    private sealed record Held(HttpMessageHandler Handler, HttpMessageInvoker Invoker);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "{Provider} account {Account}: {Operation} ({Method}) answered {Status} at attempt {Attempt} in {Milliseconds} ms")]
        internal static partial void Attempted(ILogger logger, string provider, string account, string operation, string method, int? status, int attempt, double milliseconds);
    }
}
