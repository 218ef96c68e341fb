using Outsourcing.Calls;

namespace Outsourcing.Telephony;

/// <summary>Bandwidth's words in neutral ones.</summary>
internal static class BandwidthMapping
{
    internal static CallUpdate ToUpdate(this BandwidthCall call, string account, DateTimeOffset now)
    {
        CallId id = new(BandwidthClient.ProviderName, account, call.CallId);
        CallStatus? status = call.State switch
        {
            null or "" => null,
            "queued" => CallStatus.Queued,
            "initiated" => CallStatus.Ringing,
            "answered" => CallStatus.InProgress,
            "disconnected" => EndOf(call.DisconnectCause, call.AnswerTime is not null),
            // Bandwidth says that more may come.
            { } word => CallStatus.From(word),
        };
        bool ended = status is { IsFinal: true };
        CallProgressEvent facts = new()
        {
            Name = "fetched",
            CallId = call.CallId,
            RawStatus = call.DisconnectCause ?? call.State,
            Status = status,
            From = call.From,
            To = call.To,
            Direction = CallWords.Direction(call.Direction),
            StartedAt = call.StartTime ?? call.EnqueuedTime,
            AnsweredAt = call.AnswerTime,
            EndedAt = ended ? call.EndTime : null,
            Duration = ended ? call.EndTime - call.AnswerTime : null,
            Reason = ended ? call.DisconnectCause : null,
            ParentCallId = call.ParentCallId,
        };
        return VoiceEventMapping.Update(facts, id, new CallRevision(now, $"fetch:{call.State}:{call.DisconnectCause}"))! with { Verification = WebhookVerification.Fetched };
    }

    internal static CallStatus EndOf(string? cause, bool answered) => cause switch
    {
        "busy" => CallStatus.Busy,
        "timeout" => CallStatus.NoAnswer,
        "cancel" => CallStatus.Canceled,
        "rejected" or "callback-error" or "invalid-bxml" or "application-error" or "account-limit" or "node-capacity-exceeded" or "error" => CallStatus.Failed,
        _ => answered ? CallStatus.Completed : CallStatus.NoAnswer,
    };
}
