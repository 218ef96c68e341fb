namespace Outsourcing.Telephony;

/// <summary>A verb of call-control markup, with its tags ready to be copied.</summary>
internal sealed class MarkupVerb(string name)
{
    internal static readonly MarkupVerb Bridge = new("Bridge");
    internal static readonly MarkupVerb Client = new("Client");
    internal static readonly MarkupVerb Conference = new("Conference");
    internal static readonly MarkupVerb Dtmf = new("DTMF");
    internal static readonly MarkupVerb Dial = new("Dial");
    internal static readonly MarkupVerb Enqueue = new("Enqueue");
    internal static readonly MarkupVerb Gather = new("Gather");
    internal static readonly MarkupVerb GetInput = new("GetInput");
    internal static readonly MarkupVerb Hangup = new("Hangup");
    internal static readonly MarkupVerb Leave = new("Leave");
    internal static readonly MarkupVerb Message = new("Message");
    internal static readonly MarkupVerb Number = new("Number");
    internal static readonly MarkupVerb Pause = new("Pause");
    internal static readonly MarkupVerb PhoneNumber = new("PhoneNumber");
    internal static readonly MarkupVerb Play = new("Play");
    internal static readonly MarkupVerb PlayAudio = new("PlayAudio");
    internal static readonly MarkupVerb PreAnswer = new("PreAnswer");
    internal static readonly MarkupVerb Queue = new("Queue");
    internal static readonly MarkupVerb Record = new("Record");
    internal static readonly MarkupVerb Redirect = new("Redirect");
    internal static readonly MarkupVerb Refer = new("Refer");
    internal static readonly MarkupVerb Reject = new("Reject");
    internal static readonly MarkupVerb Response = new("Response");
    internal static readonly MarkupVerb Ring = new("Ring");
    internal static readonly MarkupVerb Say = new("Say");
    internal static readonly MarkupVerb SendDtmf = new("SendDtmf");
    internal static readonly MarkupVerb Sip = new("Sip");
    internal static readonly MarkupVerb SipUri = new("SipUri");
    internal static readonly MarkupVerb Sms = new("Sms");
    internal static readonly MarkupVerb Speak = new("Speak");
    internal static readonly MarkupVerb SpeakSentence = new("SpeakSentence");
    internal static readonly MarkupVerb StartRecording = new("StartRecording");
    internal static readonly MarkupVerb StopRecording = new("StopRecording");
    internal static readonly MarkupVerb Transfer = new("Transfer");
    internal static readonly MarkupVerb User = new("User");
    internal static readonly MarkupVerb Wait = new("Wait");

    internal string Name { get; } = name;

    /// <summary>Gets the opening tag without its end, for attributes follow.</summary>
    internal string Open { get; } = $"<{name}";

    internal string Close { get; } = $"</{name}>";
}
