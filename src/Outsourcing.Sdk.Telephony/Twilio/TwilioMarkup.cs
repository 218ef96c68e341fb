namespace Outsourcing.Telephony;

/// <summary>TwiML, Twilio's call-control markup.</summary>
/// <remarks>Nesting as in https://www.twilio.com/docs/voice/twiml.</remarks>
public sealed class TwilioMarkup : CompatibleMarkup
{
    private TwilioMarkup()
        : base("TwiML", [
            new("Response", ["Say", "Play", "Pause", "Gather", "Dial", "Record", "Redirect", "Hangup", "Reject", "Sms", "Enqueue", "Leave", "Refer"]),
            new("Gather", ["Say", "Play", "Pause"]),
            new("Dial", ["Number", "Sip", "Conference", "Client", "Queue"]),
        ])
    {
    }

    /// <summary>Gets the dialect.</summary>
    public static TwilioMarkup Instance { get; } = new();

    /// <summary>Sends a text message to the caller, from the number called.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The element.</returns>
    /// <remarks>Twilio documents Message for messaging responses and Sms, its older name, for calls; Sms is used here.</remarks>
    public VoiceElement Message(string text) => Element("Sms", text);

    internal VoiceDocument Render(CallFlow flow) => Render(flow, step => Message(step.Text));
}
