namespace Outsourcing.Telephony;

/// <summary>TeXML, Telnyx's call-control markup.</summary>
/// <remarks>Nesting as in https://developers.telnyx.com/docs/voice/programmable-voice/texml-translator.</remarks>
public sealed class TelnyxMarkup : CompatibleMarkup
{
    private TelnyxMarkup()
        : base("TeXML", [
            new("Response", ["Say", "Play", "Pause", "Gather", "Dial", "Record", "Redirect", "Hangup", "Reject", "Enqueue", "Leave", "Refer"]),
            new("Gather", ["Say", "Play", "Pause"]),
            new("Dial", ["Number", "Sip", "Conference", "Queue"]),
        ])
    {
    }

    /// <summary>Gets the dialect.</summary>
    public static TelnyxMarkup Instance { get; } = new();

    internal VoiceDocument Render(CallFlow flow) =>
        Render(flow, step => throw new CallFlowNotSupportedException("telnyx", step.Name, "Send the text by SendTextAsync when the call's webhook comes."));
}
