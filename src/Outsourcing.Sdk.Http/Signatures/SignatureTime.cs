using System.Globalization;
using Outsourcing.Webhooks;

namespace Outsourcing.Http;

/// <summary>The signed time of a webhook, and how far it may be off.</summary>
public static class SignatureTime
{
    /// <summary>Gets the tolerance used where a provider names none: 5 minutes either way.</summary>
    public static TimeSpan DefaultTolerance { get; } = TimeSpan.FromMinutes(5);

    /// <summary>Reads a count of seconds since 1970, digits only.</summary>
    /// <param name="text">The text.</param>
    /// <param name="time">The time.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryReadSeconds(ReadOnlySpan<char> text, out DateTimeOffset time) => TryRead(text, 1, out time);

    /// <summary>Reads a count of milliseconds since 1970, digits only.</summary>
    /// <param name="text">The text.</param>
    /// <param name="time">The time.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryReadMilliseconds(ReadOnlySpan<char> text, out DateTimeOffset time) => TryRead(text, 1000, out time);

    /// <summary>Checks a signed time.</summary>
    /// <param name="signedAt">The time the sender signed.</param>
    /// <param name="now">The time.</param>
    /// <param name="tolerance">How far it may be off, either way.</param>
    /// <returns><see cref="WebhookRefusal.None"/>, too old or too new.</returns>
    public static WebhookRefusal Check(DateTimeOffset signedAt, DateTimeOffset now, TimeSpan tolerance) =>
        now - signedAt > tolerance ? WebhookRefusal.TooOld
        : signedAt - now > tolerance ? WebhookRefusal.TooNew
        : WebhookRefusal.None;

    private static bool TryRead(ReadOnlySpan<char> text, long perSecond, out DateTimeOffset time)
    {
        time = default;

        // 253402300799 is the last second of the year 9999.
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long count) || count / perSecond > 253402300799)
        {
            return false;
        }

        time = perSecond == 1 ? DateTimeOffset.FromUnixTimeSeconds(count) : DateTimeOffset.FromUnixTimeMilliseconds(count);
        return true;
    }
}
