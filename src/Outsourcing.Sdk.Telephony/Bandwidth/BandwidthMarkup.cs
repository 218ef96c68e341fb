namespace Outsourcing.Telephony;

/// <summary>BXML, Bandwidth's call-control markup; a document has at most 64 KB.</summary>
/// <remarks>Nesting as in https://dev.bandwidth.com/docs/voice/bxml.</remarks>
public sealed class BandwidthMarkup : VoiceMarkup
{
    private BandwidthMarkup()
        : base(
            "BXML",
            [
                new(MarkupVerb.Response, [MarkupVerb.SpeakSentence, MarkupVerb.PlayAudio, MarkupVerb.Pause, MarkupVerb.Gather, MarkupVerb.Transfer, MarkupVerb.Record, MarkupVerb.StartRecording, MarkupVerb.StopRecording, MarkupVerb.Redirect, MarkupVerb.Hangup, MarkupVerb.SendDtmf, MarkupVerb.Ring, MarkupVerb.Bridge, MarkupVerb.Conference]),
                new(MarkupVerb.Gather, [MarkupVerb.SpeakSentence, MarkupVerb.PlayAudio]),
                new(MarkupVerb.Transfer, [MarkupVerb.PhoneNumber, MarkupVerb.SipUri]),
            ],
            64 * 1024)
    {
    }

    /// <summary>Gets the dialect.</summary>
    public static BandwidthMarkup Instance { get; } = new();

    /// <summary>Says a text.</summary>
    /// <param name="text">The text, plain.</param>
    /// <param name="locale">The language, such as <c>en_US</c>.</param>
    /// <returns>The element.</returns>
    public VoiceElement SpeakSentence(string text, string? locale = null) => Element(MarkupVerb.SpeakSentence, text).With(MarkupAttribute.Locale, locale);

    /// <summary>Plays a recording.</summary>
    /// <param name="source">Where it is.</param>
    /// <returns>The element.</returns>
    public VoiceElement PlayAudio(Uri source) => Element(MarkupVerb.PlayAudio, source?.AbsoluteUri ?? throw new ArgumentNullException(nameof(source)));

    /// <summary>Asks for digits.</summary>
    /// <param name="gatherUrl">Where the answer is sent.</param>
    /// <param name="prompts">What is said or played meanwhile.</param>
    /// <param name="maxDigits">How many digits.</param>
    /// <param name="firstDigitTimeout">How long the caller may stay silent.</param>
    /// <returns>The element.</returns>
    public VoiceElement Gather(Uri gatherUrl, ReadOnlySpan<VoiceElement> prompts, int? maxDigits = null, TimeSpan? firstDigitTimeout = null) =>
        Element(MarkupVerb.Gather, null, prompts)
            .With(MarkupAttribute.GatherUrl, gatherUrl).With(MarkupAttribute.MaxDigits, maxDigits).With(MarkupAttribute.TerminatingDigits, maxDigits is null ? "#" : null).With(MarkupAttribute.FirstDigitTimeout, firstDigitTimeout is { } wait ? Whole(wait) : null);

    /// <summary>Connects the call to somebody.</summary>
    /// <param name="targets">Numbers; the first who answers gets the call.</param>
    /// <param name="callerId">The number shown.</param>
    /// <param name="timeout">How long it rings.</param>
    /// <param name="completeUrl">Where the end is reported and what follows is asked.</param>
    /// <returns>The element.</returns>
    public VoiceElement Transfer(ReadOnlySpan<VoiceElement> targets, PhoneNumber? callerId = null, TimeSpan? timeout = null, Uri? completeUrl = null) =>
        Element(MarkupVerb.Transfer, null, targets).With(MarkupAttribute.TransferCallerId, callerId?.E164).With(MarkupAttribute.CallTimeout, timeout is { } wait ? Whole(wait) : null).With(MarkupAttribute.TransferCompleteUrl, completeUrl);

    /// <summary>Names a number to connect.</summary>
    /// <param name="number">The number.</param>
    /// <param name="answerUrl">What whoever answers hears first; a document fetched from there.</param>
    /// <returns>The element.</returns>
    public VoiceElement PhoneNumber(PhoneNumber number, Uri? answerUrl = null) => Element(MarkupVerb.PhoneNumber, number.E164).With(MarkupAttribute.TransferAnswerUrl, answerUrl);

    /// <summary>Takes a message.</summary>
    /// <param name="maxDuration">The longest message.</param>
    /// <param name="availableUrl">Where the recording is reported.</param>
    /// <param name="transcribe">Whether it is transcribed.</param>
    /// <returns>The element.</returns>
    public VoiceElement Record(TimeSpan? maxDuration = null, Uri? availableUrl = null, bool transcribe = false) =>
        Element(MarkupVerb.Record).With(MarkupAttribute.MaxDuration, maxDuration is { } length ? Whole(length) : null).With(MarkupAttribute.RecordingAvailableUrl, availableUrl).With(MarkupAttribute.Transcribe, transcribe ? true : null);

    /// <summary>Starts recording the call.</summary>
    /// <returns>The element.</returns>
    public VoiceElement StartRecording() => Element(MarkupVerb.StartRecording);

    /// <summary>Ends the recording of the call.</summary>
    /// <returns>The element.</returns>
    public VoiceElement StopRecording() => Element(MarkupVerb.StopRecording);

    /// <summary>Sends digits to the other side.</summary>
    /// <param name="digits">Digits, <c>w</c> for half a second's wait.</param>
    /// <returns>The element.</returns>
    public VoiceElement SendDtmf(string digits) => Element(MarkupVerb.SendDtmf, digits ?? throw new ArgumentNullException(nameof(digits)));

    /// <summary>Connects the call with another.</summary>
    /// <param name="callId">The other call's id.</param>
    /// <returns>The element.</returns>
    public VoiceElement Bridge(string callId) => Element(MarkupVerb.Bridge, callId ?? throw new ArgumentNullException(nameof(callId)));

    /// <summary>Puts the call into a conference, which its first party makes.</summary>
    /// <param name="name">The conference's name.</param>
    /// <returns>The element.</returns>
    public VoiceElement Conference(string name) => Element(MarkupVerb.Conference, name ?? throw new ArgumentNullException(nameof(name)));

    /// <summary>Ends the call.</summary>
    /// <returns>The element.</returns>
    public VoiceElement Hangup() => Element(MarkupVerb.Hangup);

    internal VoiceDocument Render(CallFlow flow)
    {
        List<VoiceElement> elements = [];
        foreach (CallFlowStep step in flow.Steps)
        {
            switch (step)
            {
                case SayStep say:
                    elements.Add(SpeakSentence(say.Text, say.Language?.Replace('-', '_')));
                    break;
                case PlayStep play:
                    elements.Add(PlayAudio(play.Source));
                    break;
                case GatherStep { Speech: true }:
                    throw new CallFlowNotSupportedException("bandwidth", step.Name, "Bandwidth's Gather takes digits only: leave Speech out.");
                case GatherStep gather:
                    elements.Add(Gather(gather.Action, [SpeakSentence(gather.Prompt)], gather.Digits, gather.Timeout));
                    break;
                case DialStep dial:
                    if (dial.Record)
                    {
                        elements.Add(StartRecording());
                    }

                    elements.Add(Transfer([PhoneNumber(dial.Number, dial.Whisper)], dial.ShownNumber, dial.RingFor, dial.StatusCallback));
                    break;
                case VoicemailStep voicemail:
                    elements.Add(SpeakSentence(voicemail.Greeting));
                    elements.Add(Record(voicemail.MaxLength, voicemail.RecordingCallback, voicemail.Transcribe));
                    break;
                case HangUpStep:
                    elements.Add(Hangup());
                    break;
                default:
                    throw new CallFlowNotSupportedException("bandwidth", step.Name, "Send the text by the messaging API when the call's webhook comes.");
            }
        }

        return Document([.. elements]);
    }
}
