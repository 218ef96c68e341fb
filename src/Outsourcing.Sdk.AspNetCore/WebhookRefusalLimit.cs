using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Outsourcing.AspNetCore;

/// <summary>Turns away senders whose webhooks are refused again and again.</summary>
internal sealed partial class WebhookRefusalLimit(IOptions<WebhookRefusalLimitOptions> options, TimeProvider time, ILogger<WebhookRefusalLimit> logger)
{
    private readonly ConcurrentDictionary<IPAddress, Sender> _senders = new();

    public async Task HandleAsync(HttpContext context, RequestDelegate next)
    {
        IPAddress address = Network(context.Connection.RemoteIpAddress);
        DateTimeOffset now = time.GetUtcNow();
        if (_senders.TryGetValue(address, out Sender? known) && known.TurnedAwayUntil(now, options.Value) is { } until)
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            context.Response.Headers.RetryAfter = Math.Ceiling((until - now).TotalSeconds).ToString(CultureInfo.InvariantCulture);
            context.Response.ContentType = "application/problem+json";
            await context.Response.WriteAsync("""{"type":"about:blank","status":429}""", context.RequestAborted).ConfigureAwait(false);
            return;
        }

        await next(context).ConfigureAwait(false);
        if (context.Response.StatusCode < 300)
        {
            SenderOf(address).Believe(now);
        }
        else if (context.Response.StatusCode is >= 400 and < 500 && SenderOf(address).Refuse(now, options.Value))
        {
            LogTurnedAway(logger, options.Value.Refusals, options.Value.Window);
        }
    }

    [LoggerMessage(EventId = 204, Level = LogLevel.Warning, Message = "A sender had {Refusals} webhooks refused within {Window} and is answered 429 for as long")]
    private static partial void LogTurnedAway(ILogger logger, int refusals, TimeSpan window);

    // Whoever has one IPv6 address has the other 2^64 of its network as well.
    private static IPAddress Network(IPAddress? address)
    {
        if (address is null)
        {
            return IPAddress.None;
        }

        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        byte[] bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }

    private Sender SenderOf(IPAddress address)
    {
        if (_senders.Count >= options.Value.MaximumSenders && !_senders.ContainsKey(address))
        {
            _senders.Clear();
        }

        return _senders.GetOrAdd(address, static _ => new Sender());
    }

    private sealed class Sender
    {
        private readonly Lock _lock = new();
        private DateTimeOffset _windowEnds;
        private DateTimeOffset _believedAt = DateTimeOffset.MinValue;
        private int _refusals;

        public DateTimeOffset? TurnedAwayUntil(DateTimeOffset now, WebhookRefusalLimitOptions limit)
        {
            lock (_lock)
            {
                return _refusals >= limit.Refusals && now < _windowEnds && !IsTrusted(now, limit) ? _windowEnds : null;
            }
        }

        public void Believe(DateTimeOffset now)
        {
            lock (_lock)
            {
                _believedAt = now;
            }
        }

        /// <summary>Counts a refusal, and says whether it is the one that is too many.</summary>
        public bool Refuse(DateTimeOffset now, WebhookRefusalLimitOptions limit)
        {
            lock (_lock)
            {
                if (now >= _windowEnds)
                {
                    _windowEnds = now + limit.Window;
                    _refusals = 0;
                }

                if (++_refusals != limit.Refusals)
                {
                    return false;
                }

                // Turned away for a whole window from now, however late in the window the last refusal came.
                _windowEnds = now + limit.Window;
                return !IsTrusted(now, limit);
            }
        }

        private bool IsTrusted(DateTimeOffset now, WebhookRefusalLimitOptions limit) => _believedAt != DateTimeOffset.MinValue && now - _believedAt < limit.TrustedFor;
    }
}
