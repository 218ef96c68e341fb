namespace Outsourcing.Telephony;

/// <summary>Plivo XML, Plivo's call-control markup.</summary>
/// <remarks>Nesting as in https://www.plivo.com/docs/voice/xml.</remarks>
public sealed class PlivoMarkup : VoiceMarkup
{
    private PlivoMarkup()
        : base("Plivo XML", [
            new(MarkupVerb.Response, [MarkupVerb.Speak, MarkupVerb.Play, MarkupVerb.Wait, MarkupVerb.GetInput, MarkupVerb.Dial, MarkupVerb.Record, MarkupVerb.Redirect, MarkupVerb.Hangup, MarkupVerb.Dtmf, MarkupVerb.Conference, MarkupVerb.Message, MarkupVerb.PreAnswer]),
            new(MarkupVerb.GetInput, [MarkupVerb.Speak, MarkupVerb.Play]),
            new(MarkupVerb.Dial, [MarkupVerb.Number, MarkupVerb.User]),
            new(MarkupVerb.PreAnswer, [MarkupVerb.Speak, MarkupVerb.Play, MarkupVerb.Wait]),
        ])
    {
    }

    /// <summary>Gets the dialect.</summary>
    public static PlivoMarkup Instance { get; } = new();

    /// <summary>Says a text.</summary>
    /// <param name="text">The text, plain.</param>
    /// <param name="language">The language as a BCP 47 tag.</param>
    /// <param name="voice">The voice.</param>
    /// <returns>The element.</returns>
    public VoiceElement Speak(string text, string? language = null, string? voice = null) => Element(MarkupVerb.Speak, text).With(MarkupAttribute.Language, language).With(MarkupAttribute.Voice, voice);

    /// <summary>Plays a recording.</summary>
    /// <param name="source">Where it is.</param>
    /// <returns>The element.</returns>
    public VoiceElement Play(Uri source) => Element(MarkupVerb.Play, source?.AbsoluteUri ?? throw new ArgumentNullException(nameof(source)));

    /// <summary>Asks for digits or speech.</summary>
    /// <param name="action">Where the answer is sent.</param>
    /// <param name="prompts">What is said or played meanwhile.</param>
    /// <param name="inputType">What is taken: <c>dtmf</c>, <c>speech</c>, or <c>dtmf speech</c>.</param>
    /// <param name="digits">How many digits.</param>
    /// <param name="timeout">How long the caller may stay silent.</param>
    /// <returns>The element.</returns>
    public VoiceElement GetInput(Uri action, ReadOnlySpan<VoiceElement> prompts, string inputType = "dtmf", int? digits = null, TimeSpan? timeout = null) =>
        Element(MarkupVerb.GetInput, null, prompts)
            .With(MarkupAttribute.Action, action).With(MarkupAttribute.Method, "POST").With(MarkupAttribute.InputType, inputType).With(MarkupAttribute.NumDigits, digits).With(MarkupAttribute.ExecutionTimeout, timeout is { } wait ? Math.Clamp(Whole(wait), 5, 60) : null);

    /// <summary>Connects the call to somebody.</summary>
    /// <param name="targets">Numbers; the first who answers gets the call.</param>
    /// <param name="callerId">The number shown.</param>
    /// <param name="timeout">How long it rings.</param>
    /// <param name="confirmSound">What whoever answers hears first; fetched from there.</param>
    /// <param name="callback">Where the legs' progress is reported.</param>
    /// <returns>The element.</returns>
    public VoiceElement Dial(ReadOnlySpan<VoiceElement> targets, PhoneNumber? callerId = null, TimeSpan? timeout = null, Uri? confirmSound = null, Uri? callback = null) =>
        Element(MarkupVerb.Dial, null, targets).With(MarkupAttribute.CallerId, callerId?.E164).With(MarkupAttribute.Timeout, timeout is { } wait ? Whole(wait) : null).With(MarkupAttribute.ConfirmSound, confirmSound).With(MarkupAttribute.CallbackUrl, callback);

    /// <summary>Names a number to dial.</summary>
    /// <param name="number">The number.</param>
    /// <returns>The element.</returns>
    public VoiceElement Number(PhoneNumber number) => Element(MarkupVerb.Number, number.E164);

    /// <summary>A conference that the caller joins; who names it first opens it.</summary>
    /// <param name="name">The name; the same for all who are to meet.</param>
    /// <returns>The element.</returns>
    public VoiceElement Conference(string name) => Element(MarkupVerb.Conference, name ?? throw new ArgumentNullException(nameof(name)));

    /// <summary>Records the caller or the call.</summary>
    /// <param name="maxLength">The longest recording.</param>
    /// <param name="callback">Where the recording is reported.</param>
    /// <param name="transcribe">Whether it is transcribed.</param>
    /// <param name="wholeCall">Whether the call that follows is recorded, rather than a message taken now.</param>
    /// <returns>The element.</returns>
    public VoiceElement Record(TimeSpan? maxLength = null, Uri? callback = null, bool transcribe = false, bool wholeCall = false) =>
        Element(MarkupVerb.Record)
            .With(MarkupAttribute.MaxLength, maxLength is { } length ? Whole(length) : null).With(MarkupAttribute.CallbackUrl, callback).With(MarkupAttribute.TranscriptionType, transcribe ? "auto" : null)
            .With(MarkupAttribute.TranscriptionUrl, transcribe ? callback : null).With(MarkupAttribute.RecordSession, wholeCall ? true : null);

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
                    elements.Add(Speak(say.Text, say.Language));
                    break;
                case PlayStep play:
                    elements.Add(Play(play.Source));
                    break;
                case GatherStep gather:
                    elements.Add(GetInput(gather.Action, [Speak(gather.Prompt)], gather.Speech ? "dtmf speech" : "dtmf", gather.Digits, gather.Timeout));
                    break;
                case DialStep dial:
                    if (dial.Record)
                    {
                        elements.Add(Record(wholeCall: true));
                    }

                    elements.Add(Dial([Number(dial.Number)], dial.ShownNumber, dial.RingFor, dial.Whisper, dial.StatusCallback));
                    break;
                case VoicemailStep voicemail:
                    elements.Add(Speak(voicemail.Greeting));
                    elements.Add(Record(voicemail.MaxLength, voicemail.RecordingCallback, voicemail.Transcribe));
                    break;
                case HangUpStep:
                    elements.Add(Hangup());
                    break;
                default:
                    // Its Message element needs both numbers, which a flow does not know.
                    throw new CallFlowNotSupportedException("plivo", step.Name, "Send the text when the call's webhook comes.");
            }
        }

        return Document([.. elements]);
    }
}
