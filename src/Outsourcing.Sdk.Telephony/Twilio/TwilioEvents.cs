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

    internal static string? AccountOf(WebhookRequest request)
    {
        FormFields form = request.Body.Length > 0 ? FormFields.Parse(request.Body.Span) : FormFields.Parse(new SignedUrl(request.Url).Query);
        try
        {
            return form.GetText("AccountSid"u8);
        }
        finally
        {
            form.Dispose();
        }
    }
}
