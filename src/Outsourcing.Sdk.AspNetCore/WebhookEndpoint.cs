using System.Buffers;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Outsourcing.Storage;
using Outsourcing.Telephony;
using Outsourcing.Webhooks;

namespace Outsourcing.AspNetCore;

/// <summary>Receives one webhook: read once, verify, store, answer. The work comes later.</summary>
internal sealed partial class WebhookEndpoint(
    IEnumerable<IWebhookReceiver> receivers,
    IWebhookInbox inbox,
    ITenantAccessor tenants,
    WebhookStatistics statistics,
    IOptions<WebhookEndpointOptions> options,
    TimeProvider time,
    ILogger<WebhookEndpoint> logger)
{
    // Longer header values are no signature of anybody's; refusing them bounds what a stranger can make us compute.
    private const int LongestHeader = 8 * 1024;

    private static readonly TimeSpan LongestAnswer = TimeSpan.FromHours(1);

    private readonly Dictionary<(string Provider, string Account), IWebhookReceiver> _receivers =
        receivers.ToDictionary(receiver => (receiver.Provider.ToLowerInvariant(), receiver.Account.ToLowerInvariant()));

    public bool HasReceivers => _receivers.Count > 0;

    public async Task HandleAsync(HttpContext context)
    {
        string provider = RouteValue(context, "provider");
        string account = RouteValue(context, "account");
        if (!_receivers.TryGetValue((provider, account), out IWebhookReceiver? receiver))
        {
            await RefuseAsync(context, StatusCodes.Status404NotFound).ConfigureAwait(false);
            return;
        }

        if (context.Request.Headers.Any(header => header.Value.Any(value => value?.Length > LongestHeader)))
        {
            statistics.Count(provider, account, WebhookRefusal.MalformedSignature);
            await RefuseAsync(context, StatusCodes.Status431RequestHeaderFieldsTooLarge).ConfigureAwait(false);
            return;
        }

        if (await ReadBodyAsync(context.Request, options.Value.MaximumBodyBytes, context.RequestAborted).ConfigureAwait(false) is not { } body)
        {
            statistics.Count(provider, account, WebhookRefusal.MalformedBody);
            await RefuseAsync(context, StatusCodes.Status413PayloadTooLarge).ConfigureAwait(false);
            return;
        }

        // One budget for storing and answering; longer than an hour is no limit, and no timer holds it.
        TimeSpan within = options.Value.AnswerWithin ?? receiver.AnswerLimit * 0.8;
        using CancellationTokenSource ending = new(within < LongestAnswer ? within : LongestAnswer, time);
        DateTimeOffset now = time.GetUtcNow();
        WebhookRequest request = new(context.Request.Method, PublicUrl(context), Headers(context.Request), body);
        WebhookCheck check = receiver.Verify(request, now);
        WebhookEvent? read = check.IsValid ? receiver.Read(request, check, now) : null;
        WebhookRefusal refusal = check switch
        {
            { IsValid: true } => IsTooOld(check, read, now) ? WebhookRefusal.TooOld : WebhookRefusal.None,
            { Refusal: WebhookRefusal.None } => WebhookRefusal.MissingSignature,
            _ => check.Refusal,
        };
        if (refusal != WebhookRefusal.None)
        {
            if (check is { IsValid: false, SignedAt: { } signedAt })
            {
                statistics.Count(provider, account, refusal, now - signedAt);
                LogOutOfTime(logger, provider, account, refusal, now - signedAt);
            }
            else
            {
                statistics.Count(provider, account, refusal);
                LogRefused(logger, provider, account, refusal);
            }

            await RefuseAsync(context, StatusCodes.Status403Forbidden).ConfigureAwait(false);
            return;
        }

        InboxMessage message = new()
        {
            // What is signed and cannot be read is kept all the same: a later version may read it.
            Key = new InboxKey(provider, account, read?.Id ?? $"sha256:{Convert.ToHexStringLower(SHA256.HashData(body.Span))}"),
            Request = WithoutCredentials(request),
            Verification = check.Verification,
            SignedAt = check.SignedAt,
            ReceivedAt = now,

            // Where the time is signed, an old signature was refused above, and a fresh one is the sender's own.
            RepeatHorizon = check.SignedAt is null ? options.Value.RepeatHorizons.TryGetValue($"{provider}/{account}", out TimeSpan horizon) ? horizon : receiver.RepeatHorizon : null,
        };
        if (!await StoreAsync(message, context, ending.Token).ConfigureAwait(false))
        {
            return;
        }

        await AnswerAsync(context, receiver, request, read, ending.Token).ConfigureAwait(false);
    }

    [LoggerMessage(EventId = 201, Level = LogLevel.Warning, Message = "Refused a webhook to {Provider}/{Account}: {Refusal}")]
    private static partial void LogRefused(ILogger logger, string provider, string account, WebhookRefusal refusal);

    [LoggerMessage(EventId = 204, Level = LogLevel.Warning, Message = "Refused a webhook to {Provider}/{Account} that is signed rightly: {Refusal}; this machine's clock is {Ahead} ahead of the time that was signed")]
    private static partial void LogOutOfTime(ILogger logger, string provider, string account, WebhookRefusal refusal, TimeSpan ahead);

    [LoggerMessage(EventId = 202, Level = LogLevel.Error, Message = "A webhook to {Provider}/{Account} could not be stored ({Failure}); the provider was asked to send it again")]
    private static partial void LogNotStored(ILogger logger, string provider, string account, string failure);

    [LoggerMessage(EventId = 203, Level = LogLevel.Error, Message = "The app's answer to an incoming call on {Provider}/{Account} failed with {Failure}")]
    private static partial void LogAnswerFailed(ILogger logger, string provider, string account, string failure);

    // Credentials have done their work once the webhook is verified; reading it later needs none.
    private static WebhookRequest WithoutCredentials(WebhookRequest request) => new(
        request.Method,
        request.Url,
        request.Headers.Where(header => !header.Key.Equals("Authorization", StringComparison.OrdinalIgnoreCase) && !header.Key.Equals("Cookie", StringComparison.OrdinalIgnoreCase)),
        request.Body);

    private static string RouteValue(HttpContext context, string name) => (context.Request.RouteValues[name] as string ?? "").ToLowerInvariant();

    // Says nothing that would help somebody guess: why stands in the log and the counts.
    private static Task RefuseAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/problem+json";
        return context.Response.WriteAsync($$"""{"type":"about:blank","status":{{status}}}""", context.RequestAborted);
    }

    private static async Task<ReadOnlyMemory<byte>?> ReadBodyAsync(HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        if (request.ContentLength > limit)
        {
            return null;
        }

        if (request.Body.CanSeek)
        {
            // Middleware before this one buffered and read it.
            request.Body.Position = 0;
        }

        byte[] buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min((request.ContentLength ?? 4096) + 1, limit + 1L));
        try
        {
            int length = 0;
            int read;
            while ((read = await request.Body.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false)) > 0)
            {
                length += read;
                if (length > limit)
                {
                    return null;
                }

                if (length == buffer.Length)
                {
                    byte[] larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(buffer.Length * 2L, limit + 1L));
                    buffer.AsSpan(0, length).CopyTo(larger);
                    ArrayPool<byte>.Shared.Return(buffer);
                    buffer = larger;
                }
            }

            return buffer.AsSpan(0, length).ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Headers(HttpRequest request)
    {
        foreach ((string name, Microsoft.Extensions.Primitives.StringValues values) in request.Headers)
        {
            foreach (string? value in values)
            {
                yield return new(name, value ?? "");
            }
        }
    }

    private static async Task<WebhookReply> ReplyAsync(HttpContext context, IWebhookReceiver receiver, WebhookRequest request, WebhookEvent read, CancellationToken ending)
    {
        if (read.Incoming is not { } incoming)
        {
            // The receiver knows how long its provider waits for each kind of event, and keeps to it.
            return await receiver.AnswerAsync(request, context.RequestAborted).ConfigureAwait(false) ?? WebhookReply.Acknowledged;
        }

        if (context.RequestServices.GetService<IIncomingCallHandler>() is not { } handler)
        {
            return WebhookReply.Acknowledged;
        }

        // Not even a handler that heeds no token, or that blocks its thread, keeps the caller waiting.
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, ending);
        Task<CallFlow> answering = Task.Run(() => handler.AnswerAsync(incoming, either.Token).AsTask(), CancellationToken.None);
        return receiver.Render(await answering.WaitAsync(either.Token).ConfigureAwait(false));
    }

    private string PublicUrl(HttpContext context)
    {
        // The target as it stood on the wire: providers sign the text, and decoding it would change it.
        string target = context.Features.Get<IHttpRequestFeature>()?.RawTarget is { Length: > 0 } raw && raw[0] == '/'
            ? raw
            : $"{context.Request.PathBase}{context.Request.Path}{context.Request.QueryString}";
        string root = options.Value.PublicBaseUrl is { } outer
            ? outer.AbsoluteUri.TrimEnd('/')
            : $"{context.Request.Scheme}://{context.Request.Host.Value}";
        return root + target;
    }

    private bool IsTooOld(WebhookCheck check, WebhookEvent? read, DateTimeOffset now) =>
        check.SignedAt is null && read is not null && options.Value.MaximumAge is { } age && read.At < now - age;

    private async Task<bool> StoreAsync(InboxMessage message, HttpContext context, CancellationToken ending)
    {
        try
        {
            // The provider hanging up is no reason to lose what it sent. A store that hangs is not waited for, whether it heeds the token or not.
            InboxReceipt receipt = await inbox.StoreAsync(message, ending).WaitAsync(ending).ConfigureAwait(false);
            statistics.Count(message.Key, receipt);
            if (receipt != InboxReceipt.Replayed)
            {
                return true;
            }
        }
#pragma warning disable CA1031 // Whatever keeps it from being stored, the provider must hear that it was not.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            statistics.CountUnavailable(message.Key.Provider, message.Key.Account);
            LogNotStored(logger, message.Key.Provider, message.Key.Account, failure.GetType().Name);
            context.Response.Headers.RetryAfter = "5";
            await RefuseAsync(context, StatusCodes.Status503ServiceUnavailable).ConfigureAwait(false);
            return false;
        }

        LogRefused(logger, message.Key.Provider, message.Key.Account, WebhookRefusal.Replayed);
        await RefuseAsync(context, StatusCodes.Status403Forbidden).ConfigureAwait(false);
        return false;
    }

    private async Task AnswerAsync(HttpContext context, IWebhookReceiver receiver, WebhookRequest request, WebhookEvent? read, CancellationToken ending)
    {
        WebhookReply reply = WebhookReply.Acknowledged;
        if (read is not null)
        {
            using IDisposable tenant = tenants.Use(tenants.OfAccount(receiver.Provider, receiver.Account));
            try
            {
                reply = await ReplyAsync(context, receiver, request, read, ending).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // A failing answer lets the provider take the fallback set for the number.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                LogAnswerFailed(logger, receiver.Provider, receiver.Account, failure.GetType().Name);
                bool late = failure is OperationCanceledException && ending.IsCancellationRequested;
                await RefuseAsync(context, late ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError).ConfigureAwait(false);
                return;
            }
        }

        context.Response.StatusCode = reply.Status;
        context.Response.ContentType = reply.ContentType;
        if (!reply.Body.IsEmpty)
        {
            await context.Response.Body.WriteAsync(reply.Body, context.RequestAborted).ConfigureAwait(false);
        }
    }
}
