namespace Outsourcing.Telephony;

/// <summary>The name of an attribute of call-control markup, ready to be copied.</summary>
internal sealed class MarkupAttribute(string name)
{
    internal static readonly MarkupAttribute Action = new("action");
    internal static readonly MarkupAttribute CallTimeout = new("callTimeout");
    internal static readonly MarkupAttribute CallbackUrl = new("callbackUrl");
    internal static readonly MarkupAttribute CallerId = new("callerId");
    internal static readonly MarkupAttribute ConfirmSound = new("confirmSound");
    internal static readonly MarkupAttribute Digits = new("digits");
    internal static readonly MarkupAttribute EndConferenceOnExit = new("endConferenceOnExit");
    internal static readonly MarkupAttribute ExecutionTimeout = new("executionTimeout");
    internal static readonly MarkupAttribute FinishOnKey = new("finishOnKey");
    internal static readonly MarkupAttribute FirstDigitTimeout = new("firstDigitTimeout");
    internal static readonly MarkupAttribute GatherUrl = new("gatherUrl");
    internal static readonly MarkupAttribute Input = new("input");
    internal static readonly MarkupAttribute InputType = new("inputType");
    internal static readonly MarkupAttribute Language = new("language");
    internal static readonly MarkupAttribute Length = new("length");
    internal static readonly MarkupAttribute Locale = new("locale");
    internal static readonly MarkupAttribute Loop = new("loop");
    internal static readonly MarkupAttribute MaxDigits = new("maxDigits");
    internal static readonly MarkupAttribute MaxDuration = new("maxDuration");
    internal static readonly MarkupAttribute MaxLength = new("maxLength");
    internal static readonly MarkupAttribute Method = new("method");
    internal static readonly MarkupAttribute NumDigits = new("numDigits");
    internal static readonly MarkupAttribute PlayBeep = new("playBeep");
    internal static readonly MarkupAttribute Reason = new("reason");
    internal static readonly MarkupAttribute Record = new("record");
    internal static readonly MarkupAttribute RecordSession = new("recordSession");
    internal static readonly MarkupAttribute RecordingAvailableUrl = new("recordingAvailableUrl");
    internal static readonly MarkupAttribute RecordingStatusCallback = new("recordingStatusCallback");
    internal static readonly MarkupAttribute StartConferenceOnEnter = new("startConferenceOnEnter");
    internal static readonly MarkupAttribute StatusCallback = new("statusCallback");
    internal static readonly MarkupAttribute StatusCallbackEvent = new("statusCallbackEvent");
    internal static readonly MarkupAttribute TerminatingDigits = new("terminatingDigits");
    internal static readonly MarkupAttribute Timeout = new("timeout");
    internal static readonly MarkupAttribute Transcribe = new("transcribe");
    internal static readonly MarkupAttribute TranscribeCallback = new("transcribeCallback");
    internal static readonly MarkupAttribute TranscriptionType = new("transcriptionType");
    internal static readonly MarkupAttribute TranscriptionUrl = new("transcriptionUrl");
    internal static readonly MarkupAttribute TransferAnswerUrl = new("transferAnswerUrl");
    internal static readonly MarkupAttribute TransferCallerId = new("transferCallerId");
    internal static readonly MarkupAttribute TransferCompleteUrl = new("transferCompleteUrl");
    internal static readonly MarkupAttribute Url = new("url");
    internal static readonly MarkupAttribute Voice = new("voice");

    internal string Name { get; } = name;

    /// <summary>Gets what stands before the value.</summary>
    internal string Start { get; } = $" {name}=\"";
}
