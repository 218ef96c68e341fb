namespace Outsourcing.Telephony;

/// <summary>TeXML, Telnyx's call-control markup.</summary>
/// <remarks>Nesting as in https://developers.telnyx.com/docs/voice/programmable-voice/texml-translator.</remarks>
public sealed class TelnyxMarkup : CompatibleMarkup
{
    private TelnyxMarkup()
        : base("TeXML", [
            new(MarkupVerb.Response, [MarkupVerb.Say, MarkupVerb.Play, MarkupVerb.Pause, MarkupVerb.Gather, MarkupVerb.Dial, MarkupVerb.Record, MarkupVerb.Redirect, MarkupVerb.Hangup, MarkupVerb.Reject, MarkupVerb.Enqueue, MarkupVerb.Leave, MarkupVerb.Refer]),
            new(MarkupVerb.Gather, [MarkupVerb.Say, MarkupVerb.Play, MarkupVerb.Pause]),
            new(MarkupVerb.Dial, [MarkupVerb.Number, MarkupVerb.Sip, MarkupVerb.Conference, MarkupVerb.Queue]),
        ])
    {
    }

    /// <summary>Gets the dialect.</summary>
    public static TelnyxMarkup Instance { get; } = new();

    internal VoiceDocument Render(CallFlow flow) =>
        Render(flow, step => throw new CallFlowNotSupportedException("telnyx", step.Name, "Send the text by SendTextAsync when the call's webhook comes."));
}
