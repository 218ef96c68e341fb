namespace Outsourcing.Telephony;

/// <summary>cXML (formerly LaML), SignalWire's call-control markup.</summary>
/// <remarks>Nesting as in https://developer.signalwire.com/compatibility-api/cxml/voice.</remarks>
public sealed class SignalWireMarkup : CompatibleMarkup
{
    private SignalWireMarkup()
        : base("cXML", [
            new(MarkupVerb.Response, [MarkupVerb.Say, MarkupVerb.Play, MarkupVerb.Pause, MarkupVerb.Gather, MarkupVerb.Dial, MarkupVerb.Record, MarkupVerb.Redirect, MarkupVerb.Hangup, MarkupVerb.Reject, MarkupVerb.Sms, MarkupVerb.Enqueue, MarkupVerb.Leave, MarkupVerb.Refer]),
            new(MarkupVerb.Gather, [MarkupVerb.Say, MarkupVerb.Play, MarkupVerb.Pause]),
            new(MarkupVerb.Dial, [MarkupVerb.Number, MarkupVerb.Sip, MarkupVerb.Conference, MarkupVerb.Queue]),
        ])
    {
    }

    /// <summary>Gets the dialect.</summary>
    public static SignalWireMarkup Instance { get; } = new();

    internal VoiceDocument Render(CallFlow flow) => Render(flow, step => Element(MarkupVerb.Sms, step.Text));
}
