namespace Outsourcing.Telephony;

/// <summary>The verbs that TwiML, LaML and TeXML share; each dialect says which it has and how they nest.</summary>
public abstract class CompatibleMarkup : VoiceMarkup
{
    private protected CompatibleMarkup(string dialect, IEnumerable<KeyValuePair<MarkupVerb, MarkupVerb[]>> nesting)
        : base(dialect, nesting)
    {
    }

    /// <summary>Says a text.</summary>
    /// <param name="text">The text, plain.</param>
    /// <param name="voice">The voice; <see langword="null"/> takes the account's.</param>
    /// <param name="language">The language as a BCP 47 tag.</param>
    /// <param name="loop">How often; 0 for without end.</param>
    /// <returns>The element.</returns>
    public VoiceElement Say(string text, string? voice = null, string? language = null, int? loop = null) =>
        Element(MarkupVerb.Say, text).With(MarkupAttribute.Voice, voice).With(MarkupAttribute.Language, language).With(MarkupAttribute.Loop, loop);

    /// <summary>Plays a recording.</summary>
    /// <param name="source">Where it is.</param>
    /// <param name="loop">How often; 0 for without end.</param>
    /// <returns>The element.</returns>
    public VoiceElement Play(Uri source, int? loop = null) => Element(MarkupVerb.Play, source?.AbsoluteUri ?? throw new ArgumentNullException(nameof(source))).With(MarkupAttribute.Loop, loop);

    /// <summary>Sends digits to the other side.</summary>
    /// <param name="digits">Digits, <c>w</c> for half a second's wait.</param>
    /// <returns>The element.</returns>
    public VoiceElement PlayDigits(string digits) => Element(MarkupVerb.Play).With(MarkupAttribute.Digits, digits);

    /// <summary>Waits.</summary>
    /// <param name="length">How long; whole seconds are rounded up.</param>
    /// <returns>The element.</returns>
    public VoiceElement Pause(TimeSpan length) => Element(MarkupVerb.Pause).With(MarkupAttribute.Length, Whole(length));

    /// <summary>Asks for digits or speech.</summary>
    /// <param name="action">Where the answer is sent.</param>
    /// <param name="prompts">What is said or played meanwhile.</param>
    /// <param name="input">What is taken: <c>dtmf</c>, <c>speech</c> or both, separated by a space.</param>
    /// <param name="digits">How many digits; <see langword="null"/> for any number.</param>
    /// <param name="timeout">How long the caller may stay silent.</param>
    /// <param name="finishOnKey">The key that ends the input.</param>
    /// <returns>The element.</returns>
    public VoiceElement Gather(Uri action, ReadOnlySpan<VoiceElement> prompts, string input = "dtmf", int? digits = null, TimeSpan? timeout = null, string? finishOnKey = null) =>
        Element(MarkupVerb.Gather, null, prompts)
            .With(MarkupAttribute.Input, input).With(MarkupAttribute.Action, action).With(MarkupAttribute.Method, "POST").With(MarkupAttribute.Timeout, timeout is { } wait ? Whole(wait) : null)
            .With(MarkupAttribute.NumDigits, digits).With(MarkupAttribute.FinishOnKey, finishOnKey);

    /// <summary>Connects the call to somebody.</summary>
    /// <param name="targets">Numbers and the like; the first who answers gets the call.</param>
    /// <param name="callerId">The number shown.</param>
    /// <param name="timeout">How long it rings.</param>
    /// <param name="action">Where the end is reported and what follows is asked.</param>
    /// <param name="record">How it is recorded, such as <c>record-from-answer</c>; <see langword="null"/> for not.</param>
    /// <param name="recordingCallback">Where the recording is reported.</param>
    /// <returns>The element.</returns>
    public VoiceElement Dial(ReadOnlySpan<VoiceElement> targets, PhoneNumber? callerId = null, TimeSpan? timeout = null, Uri? action = null, string? record = null, Uri? recordingCallback = null) =>
        Element(MarkupVerb.Dial, null, targets)
            .With(MarkupAttribute.Action, action).With(MarkupAttribute.Method, action is null ? null : "POST").With(MarkupAttribute.Timeout, timeout is { } wait ? Whole(wait) : null)
            .With(MarkupAttribute.CallerId, callerId?.E164).With(MarkupAttribute.Record, record).With(MarkupAttribute.RecordingStatusCallback, recordingCallback);

    /// <summary>Names a number to dial.</summary>
    /// <param name="number">The number.</param>
    /// <param name="whisper">What whoever answers hears first; fetched from there.</param>
    /// <param name="statusCallback">Where the leg's progress is reported.</param>
    /// <returns>The element.</returns>
    public VoiceElement Number(PhoneNumber number, Uri? whisper = null, Uri? statusCallback = null) =>
        Element(MarkupVerb.Number, number.E164).With(MarkupAttribute.Url, whisper).With(MarkupAttribute.StatusCallback, statusCallback)
            .With(MarkupAttribute.StatusCallbackEvent, statusCallback is null ? null : "initiated ringing answered completed");

    /// <summary>Names a SIP address to dial.</summary>
    /// <param name="address">The address, such as <c>sip:desk@example.com</c>.</param>
    /// <returns>The element.</returns>
    public VoiceElement Sip(string address) => Element(MarkupVerb.Sip, address);

    /// <summary>Names a conference to join.</summary>
    /// <param name="name">The conference.</param>
    /// <param name="endOnExit">Whether it ends when this party leaves.</param>
    /// <param name="startOnEnter">Whether it starts when this party comes.</param>
    /// <returns>The element.</returns>
    public VoiceElement Conference(string name, bool? endOnExit = null, bool? startOnEnter = null) =>
        Element(MarkupVerb.Conference, name).With(MarkupAttribute.EndConferenceOnExit, endOnExit).With(MarkupAttribute.StartConferenceOnEnter, startOnEnter);

    /// <summary>Records the caller.</summary>
    /// <param name="maxLength">The longest recording.</param>
    /// <param name="recordingCallback">Where the recording is reported.</param>
    /// <param name="transcribe">Whether it is transcribed.</param>
    /// <param name="transcribeCallback">Where the transcript is sent.</param>
    /// <param name="playBeep">Whether a tone comes first.</param>
    /// <param name="action">What follows is asked here.</param>
    /// <returns>The element.</returns>
    public VoiceElement Record(TimeSpan? maxLength = null, Uri? recordingCallback = null, bool? transcribe = null, Uri? transcribeCallback = null, bool? playBeep = null, Uri? action = null) =>
        Element(MarkupVerb.Record)
            .With(MarkupAttribute.Action, action).With(MarkupAttribute.MaxLength, maxLength is { } length ? Whole(length) : null).With(MarkupAttribute.PlayBeep, playBeep)
            .With(MarkupAttribute.RecordingStatusCallback, recordingCallback).With(MarkupAttribute.Transcribe, transcribe).With(MarkupAttribute.TranscribeCallback, transcribeCallback);

    /// <summary>Goes on with another document.</summary>
    /// <param name="document">Where it is.</param>
    /// <returns>The element.</returns>
    public VoiceElement Redirect(Uri document) => Element(MarkupVerb.Redirect, document?.AbsoluteUri ?? throw new ArgumentNullException(nameof(document))).With(MarkupAttribute.Method, "POST");

    /// <summary>Ends the call.</summary>
    /// <returns>The element.</returns>
    public VoiceElement Hangup() => Element(MarkupVerb.Hangup);

    /// <summary>Turns the call away before it is answered; nothing is charged for it.</summary>
    /// <param name="busy">Whether the caller hears a busy tone rather than a message.</param>
    /// <returns>The element.</returns>
    public VoiceElement Reject(bool busy = false) => Element(MarkupVerb.Reject).With(MarkupAttribute.Reason, busy ? "busy" : null);

    internal VoiceDocument Render(CallFlow flow, Func<TextStep, VoiceElement> text)
    {
        List<VoiceElement> elements = [];
        foreach (CallFlowStep step in flow.Steps)
        {
            switch (step)
            {
                case SayStep say:
                    elements.Add(Say(say.Text, language: say.Language));
                    break;
                case PlayStep play:
                    elements.Add(Play(play.Source));
                    break;
                case GatherStep gather:
                    elements.Add(Gather(gather.Action, [Say(gather.Prompt)], gather.Speech ? "dtmf speech" : "dtmf", gather.Digits, gather.Timeout, gather.Digits is null ? "#" : null));
                    break;
                case DialStep dial:
                    elements.Add(Dial([Number(dial.Number, dial.Whisper, dial.StatusCallback)], dial.ShownNumber, dial.RingFor, record: dial.Record ? "record-from-answer" : null));
                    break;
                case VoicemailStep voicemail:
                    elements.Add(Say(voicemail.Greeting));
                    elements.Add(Record(voicemail.MaxLength, voicemail.RecordingCallback, voicemail.Transcribe ? true : null, voicemail.Transcribe ? voicemail.RecordingCallback : null, playBeep: true));
                    break;
                case TextStep message:
                    elements.Add(text(message));
                    break;
                case HangUpStep:
                    elements.Add(Hangup());
                    break;
                default:
                    throw new ArgumentException($"The step '{step.Name}' is not known.", nameof(flow));
            }
        }

        return Document([.. elements]);
    }
}
