using Outsourcing.Calls;

namespace Outsourcing.Telephony;

/// <summary>Plivo's words in neutral ones.</summary>
internal static class PlivoMapping
{
    internal static CallUpdate ToUpdate(this PlivoCall call, string account, DateTimeOffset now) => Update(
        new CallProgressEvent
        {
            Name = "fetched",
            CallId = call.CallUuid,
            RawStatus = call.HangupCauseName,
            Status = StatusOf(call),
            From = call.FromNumber,
            To = call.ToNumber,
            Direction = CallWords.Direction(call.CallDirection),
            StartedAt = call.InitiationTime,
            AnsweredAt = call.AnswerTime,
            EndedAt = call.EndTime,
            Duration = call.EndTime is null ? null : call.CallDuration,
            Reason = call.HangupCauseName,
            Price = call.TotalAmount,
            PriceUnit = call.TotalAmount is null ? null : "USD",
        },
        account,
        new CallRevision(now, $"fetch:{call.HangupCauseCode}:{call.TotalAmount}"));

    internal static CallUpdate ToUpdate(this PlivoLiveCall call, string account, DateTimeOffset now) => Update(
        new CallProgressEvent
        {
            Name = "fetched",
            CallId = call.CallUuid,
            RawStatus = call.CallStatus,
            Status = CallWords.Status(call.CallStatus),
            From = call.From,
            To = call.To,
            CallerName = CallWords.Personal(call.CallerName?.Value),
            Direction = CallWords.Direction(call.Direction),
            StartedAt = call.SessionStart,
        },
        account,
        new CallRevision(now, $"fetch:{call.CallStatus}"));

    internal static OwnedNumber ToOwned(this PlivoNumber number) => new() { Id = number.Number, Number = PhoneNumber.Parse("+" + number.Number) };

    private static CallUpdate Update(CallProgressEvent facts, string account, CallRevision revision) =>
        VoiceEventMapping.Update(facts, new CallId(PlivoClient.ProviderName, account, facts.CallId!), revision)! with { Verification = WebhookVerification.Fetched };

    // An ended call has no word for its state, only a reason: https://www.plivo.com/docs/voice/troubleshooting/hangup-causes.
    private static CallStatus? StatusOf(PlivoCall call) =>
        call.AnswerTime is not null ? call.EndTime is null ? CallStatus.InProgress : CallStatus.Completed
        : call.EndTime is null ? null
        : call.HangupCauseCode is >= 1000 and < 2000 ? CallStatus.Canceled
        : call.HangupCauseName switch
        {
            "Busy Line" => CallStatus.Busy,
            "No Answer" or "Ring Timeout Reached" => CallStatus.NoAnswer,
            null => null,
            _ => CallStatus.Failed,
        };
}
