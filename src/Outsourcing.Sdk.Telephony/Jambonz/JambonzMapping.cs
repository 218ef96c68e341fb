using Outsourcing.Calls;

namespace Outsourcing.Telephony;

/// <summary>jambonz's words in neutral ones.</summary>
internal static class JambonzMapping
{
    internal static CallUpdate ToUpdate(this JambonzCall call, string account, DateTimeOffset now)
    {
        CallStatus? status = call.CallStatus == "alerting" ? CallStatus.Ringing : CallWords.Status(call.CallStatus);
        CallProgressEvent facts = new()
        {
            Name = "fetched",
            CallId = call.CallSid,
            RawStatus = call.CallStatus,
            Status = status,
            From = call.From,
            To = call.To,
            CallerName = call.CallerName,
            Direction = CallWords.Direction(call.Direction),
            Duration = status is { IsFinal: true } ? call.Duration : null,
            ParentCallId = call.ParentCallSid,
        };
        return Fetched(facts, account, now);
    }

    internal static CallUpdate ToUpdate(this JambonzRecentCall call, string account, DateTimeOffset now)
    {
        CallProgressEvent facts = new()
        {
            Name = "fetched",
            CallId = call.CallSid,
            RawStatus = call.TerminationReason,
            Status = call.Answered == true ? CallStatus.Completed : EndOf(call.SipStatus),
            From = call.From,
            To = call.To,
            Direction = CallWords.Direction(call.Direction),
            StartedAt = call.AttemptedAt,
            AnsweredAt = call.AnsweredAt,
            EndedAt = call.TerminatedAt,
            Duration = call.Duration,
            Reason = call.TerminationReason,
        };
        return Fetched(facts, account, now);
    }

    internal static PhoneNumber? ToNumber(this JambonzNumber number) => VoiceEventMapping.Number(CallWords.Personal(number.Number));

    // As jambonz itself names the end of a call it placed: 486 and 603 busy, 487 no answer.
    private static CallStatus EndOf(int? sipStatus) => sipStatus switch
    {
        486 or 603 => CallStatus.Busy,
        null or 200 or 408 or 480 or 487 => CallStatus.NoAnswer,
        _ => CallStatus.Failed,
    };

    private static CallUpdate Fetched(CallProgressEvent facts, string account, DateTimeOffset now) =>
        VoiceEventMapping.Update(facts, new CallId(JambonzClient.ProviderName, account, facts.CallId!), new CallRevision(now, $"fetch:{facts.RawStatus}"))! with { Verification = WebhookVerification.Fetched };
}
