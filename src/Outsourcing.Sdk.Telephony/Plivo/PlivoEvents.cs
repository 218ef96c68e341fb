using Outsourcing.Calls;
using Outsourcing.Webhooks;

namespace Outsourcing.Telephony;

/// <summary>Reads Plivo's form callbacks.</summary>
public static class PlivoEvents
{
    /// <summary>Reads a callback that was verified.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The event; <see langword="null"/> when the request holds no field at all.</returns>
    public static VoiceEvent? Read(WebhookRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        FormFields form = request.Body.Length > 0 ? FormFields.Parse(request.Body.Span) : FormFields.Parse(new SignedUrl(request.Url).Query);
        try
        {
            return form.Count == 0 ? null
                : form.GetText("RecordingID"u8) is { } recording ? Recording(ref form, recording)
                : form.GetText("MessageUUID"u8) is { } message ? new MessageEvent
                {
                    Name = "message",
                    MessageId = message,
                    RawStatus = form.GetText("Status"u8),
                    From = CallWords.Personal(form.GetText("From"u8)),
                    To = CallWords.Personal(form.GetText("To"u8)),
                    Text = CallWords.Personal(form.GetText("Text"u8)),
                    ErrorCode = form.GetText("ErrorCode"u8),
                }
                : form.GetText("CallUUID"u8) is { } call ? Progress(ref form, call)
                : new OtherEvent { Name = form.GetText("Event"u8) ?? "unknown" };
        }
        finally
        {
            form.Dispose();
        }
    }

    private static CallProgressEvent Progress(ref FormFields form, string call)
    {
        string? raw = form.GetText("CallStatus"u8);
        string name = form.GetText("Event"u8) ?? raw ?? "call";
        CallStatus? status = CallWords.Status(raw);
        CallDirection? direction = CallWords.Direction(form.GetText("Direction"u8));
        return new CallProgressEvent
        {
            Name = name,
            CallId = call,
            AccountId = form.GetText("ParentAuthID"u8),
            RawStatus = raw,
            Status = status,
            From = CallWords.Personal(form.GetText("From"u8)),
            To = CallWords.Personal(form.GetText("To"u8)),
            ForwardedFrom = CallWords.Personal(form.GetText("ForwardedFrom"u8)),
            CallerName = CallWords.Personal(form.GetText("CallerName"u8)),
            Direction = direction,
            StartedAt = CallWords.Time(form.GetText("StartTime"u8)),
            AnsweredAt = CallWords.Time(form.GetText("AnswerTime"u8)),
            EndedAt = CallWords.Time(form.GetText("EndTime"u8)),
            Duration = CallWords.Seconds(form.GetText("Duration"u8)),
            Reason = form.GetText("HangupCauseName"u8) ?? form.GetText("HangupCause"u8),
            DialStatus = form.GetText("DialStatus"u8),
            Input = CallWords.Personal(form.GetText("Digits"u8) ?? form.GetText("Speech"u8)),
            Price = CallWords.Amount(form.GetText("TotalCost"u8)),
            PriceUnit = form.Has("TotalCost"u8) ? "USD" : null,
            AsksForInstructions = name == "StartApp" && direction == CallDirection.Inbound && status is { IsFinal: false },
        };
    }

    private static RecordingEvent Recording(ref FormFields form, string id) => new()
    {
        Name = "record",
        CallId = form.GetText("CallUUID"u8),
        RecordingId = id,
        Location = CallWords.Address(form.GetText("RecordUrl"u8)),
        IsSettled = true,
        Duration = CallWords.Seconds(form.GetText("RecordingDuration"u8)) is { Ticks: > 0 } length ? length : null,
    };
}
