using Outsourcing.Calls;
using Outsourcing.Webhooks;

namespace Outsourcing.Telephony;

/// <summary>Reads the form callbacks that Twilio and those compatible with it send.</summary>
internal static class CompatibleEvents
{
    internal static VoiceEvent? Read(WebhookRequest request)
    {
        FormFields form = request.Body.Length > 0 ? FormFields.Parse(request.Body.Span) : FormFields.Parse(new SignedUrl(request.Url).Query);
        try
        {
            return form.Count == 0 ? null
                : form.Has("RecordingSid"u8) && !form.Has("TranscriptionSid"u8) && form.Has("RecordingStatus"u8) ? Recording(ref form)
                : form.Has("TranscriptionSid"u8) || form.Has("TranscriptionEvent"u8) ? Transcription(ref form)
                : form.GetText("MessageSid"u8) is { } message ? Message(ref form, message)
                : form.Has("CallSid"u8) ? Progress(ref form)
                : new OtherEvent { Name = "unknown", AccountId = form.GetText("AccountSid"u8) };
        }
        finally
        {
            form.Dispose();
        }
    }

    private static CallProgressEvent Progress(ref FormFields form)
    {
        string? raw = CallWords.Word(form.Find("CallStatus"u8));
        DateTimeOffset? at = CallWords.Time(form.Find("Timestamp"u8));
        bool report = form.Has("CallbackSource"u8) || form.Has("SequenceNumber"u8) || form.Has("CallDuration"u8) || at is not null;
        CallStatus? status = CallWords.Status(raw);
        CallDirection? direction = CallWords.Direction(CallWords.Word(form.Find("Direction"u8)));
        string? dial = CallWords.Word(form.Find("DialCallStatus"u8));
        string? input = form.GetText("Digits"u8) ?? form.GetText("SpeechResult"u8);
        return new CallProgressEvent
        {
            Name = raw ?? "call",
            CallId = form.GetText("CallSid"u8),
            AccountId = form.GetText("AccountSid"u8),
            At = at,
            Sequence = CallWords.Sequence(form.Find("SequenceNumber"u8)),
            RawStatus = raw,
            Status = status,
            From = CallWords.Personal(form.GetText("From"u8)),
            To = CallWords.Personal(form.GetText("To"u8)),
            ForwardedFrom = CallWords.Personal(form.GetText("ForwardedFrom"u8)),
            CallerName = CallWords.Personal(form.GetText("CallerName"u8)),
            Direction = direction,
            StartedAt = at is not null && status == CallStatus.Queued ? at : null,
            AnsweredAt = status == CallStatus.InProgress && report ? at : null,
            Duration = CallWords.Seconds(form.Find("CallDuration"u8)),
            Reason = form.GetText("HangupCause"u8) ?? form.GetText("ErrorCode"u8),
            AnsweredBy = CallWords.AnsweredBy(CallWords.Word(form.Find("AnsweredBy"u8))),
            ParentCallId = form.GetText("ParentCallSid"u8),
            DialStatus = dial,
            Input = CallWords.Personal(input),
            AsksForInstructions = !report && direction == CallDirection.Inbound && status == CallStatus.Ringing && dial is null && input is null,
        };
    }

    private static RecordingEvent Recording(ref FormFields form)
    {
        string? raw = CallWords.Word(form.Find("RecordingStatus"u8));
        return new RecordingEvent
        {
            Name = $"recording-{raw}",
            CallId = form.GetText("CallSid"u8),
            AccountId = form.GetText("AccountSid"u8),
            At = CallWords.Time(form.Find("Timestamp"u8)),
            RecordingId = form.GetText("RecordingSid"u8),
            Location = CallWords.Address(form.GetText("RecordingUrl"u8)),
            RawStatus = raw,
            IsSettled = raw is "completed" or "absent" or "failed",
            Duration = CallWords.Seconds(form.Find("RecordingDuration"u8)),
        };
    }

    private static TranscriptionEvent Transcription(ref FormFields form) => new()
    {
        Name = CallWords.Word(form.Find("TranscriptionEvent"u8)) ?? $"transcription-{CallWords.Word(form.Find("TranscriptionStatus"u8))}",
        CallId = form.GetText("CallSid"u8),
        AccountId = form.GetText("AccountSid"u8),
        At = CallWords.Time(form.Find("Timestamp"u8)),
        Sequence = CallWords.Sequence(form.Find("SequenceId"u8)),
        TranscriptionId = form.GetText("TranscriptionSid"u8),
        RecordingId = form.GetText("RecordingSid"u8),
        RawStatus = CallWords.Word(form.Find("TranscriptionStatus"u8)),
        Text = CallWords.Personal(form.GetText("TranscriptionText"u8)),
    };

    private static MessageEvent Message(ref FormFields form, string message)
    {
        string? raw = CallWords.Word(form.Find("MessageStatus"u8)) ?? CallWords.Word(form.Find("SmsStatus"u8));
        return new MessageEvent
        {
            Name = $"message-{raw}",
            MessageId = message,
            AccountId = form.GetText("AccountSid"u8),
            RawStatus = raw,
            From = CallWords.Personal(form.GetText("From"u8)),
            To = CallWords.Personal(form.GetText("To"u8)),
            Text = CallWords.Personal(form.GetText("Body"u8)),
            ErrorCode = form.GetText("ErrorCode"u8),
        };
    }
}
