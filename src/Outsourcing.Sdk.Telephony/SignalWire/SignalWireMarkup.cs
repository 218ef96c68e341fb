namespace Outsourcing.Telephony;

/// <summary>cXML (formerly LaML), SignalWire's call-control markup.</summary>
/// <remarks>Nesting as in https://developer.signalwire.com/compatibility-api/cxml/voice.</remarks>
public sealed class SignalWireMarkup : CompatibleMarkup
{
    private SignalWireMarkup()
        : base("cXML", [
            new("Response", ["Say", "Play", "Pause", "Gather", "Dial", "Record", "Redirect", "Hangup", "Reject", "Sms", "Enqueue", "Leave", "Refer"]),
            new("Gather", ["Say", "Play", "Pause"]),
            new("Dial", ["Number", "Sip", "Conference", "Queue"]),
        ])
    {
    }

    /// <summary>Gets the dialect.</summary>
    public static SignalWireMarkup Instance { get; } = new();

    internal VoiceDocument Render(CallFlow flow) => Render(flow, step => Element("Sms", step.Text));
}
