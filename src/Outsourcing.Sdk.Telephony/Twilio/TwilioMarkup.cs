namespace Outsourcing.Telephony;

/// <summary>TwiML, Twilio's call-control markup.</summary>
/// <remarks>Nesting as in https://www.twilio.com/docs/voice/twiml.</remarks>
public sealed class TwilioMarkup : CompatibleMarkup
{
    private TwilioMarkup()
        : base("TwiML", [
            new(MarkupVerb.Response, [MarkupVerb.Say, MarkupVerb.Play, MarkupVerb.Pause, MarkupVerb.Gather, MarkupVerb.Dial, MarkupVerb.Record, MarkupVerb.Redirect, MarkupVerb.Hangup, MarkupVerb.Reject, MarkupVerb.Sms, MarkupVerb.Enqueue, MarkupVerb.Leave, MarkupVerb.Refer]),
            new(MarkupVerb.Gather, [MarkupVerb.Say, MarkupVerb.Play, MarkupVerb.Pause]),
            new(MarkupVerb.Dial, [MarkupVerb.Number, MarkupVerb.Sip, MarkupVerb.Conference, MarkupVerb.Client, MarkupVerb.Queue]),
        ])
    {
    }

    /// <summary>Gets the dialect.</summary>
    public static TwilioMarkup Instance { get; } = new();

    /// <summary>Sends a text message to the caller, from the number called.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The element.</returns>
    /// <remarks>Twilio documents Message for messaging responses and Sms, its older name, for calls; Sms is used here.</remarks>
    public VoiceElement Message(string text) => Element(MarkupVerb.Sms, text);

    internal VoiceDocument Render(CallFlow flow) => Render(flow, step => Message(step.Text));
}
