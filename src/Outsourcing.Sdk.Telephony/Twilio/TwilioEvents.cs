using System.Text;
using Outsourcing.Webhooks;

namespace Outsourcing.Telephony;

/// <summary>Reads Twilio's callbacks into typed events.</summary>
public static class TwilioEvents
{
    /// <summary>Reads a callback that was verified.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The event; <see langword="null"/> when the request holds no field at all.</returns>
    public static VoiceEvent? Read(WebhookRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return CompatibleEvents.Read(request);
    }

    /// <summary>Tells whether a request is of an account, or names none.</summary>
    internal static bool IsOf(WebhookRequest request, string accountSid)
    {
        FormFields form = request.Body.Length > 0 ? FormFields.Parse(request.Body.Span) : FormFields.Parse(new SignedUrl(request.Url).Query);
        try
        {
            ReadOnlySpan<byte> named = form.Find("AccountSid"u8);
            Span<byte> own = stackalloc byte[128];
            return named.IsEmpty || (Encoding.UTF8.TryGetBytes(accountSid, own, out int length) && named.SequenceEqual(own[..length]));
        }
        finally
        {
            form.Dispose();
        }
    }
}
