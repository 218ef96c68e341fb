using Outsourcing.Calls;

namespace Outsourcing.Telephony;

/// <summary>Telnyx's words in neutral ones.</summary>
internal static class TelnyxMapping
{
    internal static CallUpdate ToUpdate(this TelnyxCall call, string account, DateTimeOffset now) => new()
    {
        Call = new CallId(TelnyxClient.ProviderName, account, call.CallControlId),
        Revision = new CallRevision(now, $"fetch:{call.IsAlive}"),
        Verification = WebhookVerification.Fetched,
        // Alive says neither ringing nor answered.
        Status = call.IsAlive == false ? CallStatus.Completed : null,
        RawStatus = call.IsAlive is { } alive ? alive ? "alive" : "ended" : null,
        StartedAt = call.StartTime,
        EndedAt = call.EndTime,
        Duration = call.IsAlive == false ? call.CallDuration : null,
        Completeness = call.IsAlive == false ? CallCompleteness.Ended : CallCompleteness.None,
    };

    internal static CallUpdate ToUpdate(this TelnyxTexmlCall call, string account, DateTimeOffset now)
    {
        CallStatus? status = CallWords.Status(call.Status);
        CallProgressEvent facts = new()
        {
            Name = "fetched",
            CallId = call.Sid,
            RawStatus = call.Status,
            Status = status,
            From = call.From,
            To = call.To,
            Direction = CallWords.Direction(call.Direction),
            StartedAt = call.StartTime ?? call.DateCreated,
            EndedAt = call.EndTime,
            Duration = status is { IsFinal: true } ? call.Duration : null,
            AnsweredBy = call.AnsweredBy == "not_sure" ? null : CallWords.AnsweredBy(call.AnsweredBy),
            Price = call.Price,
            PriceUnit = call.PriceUnit,
        };
        CallId id = new(TelnyxClient.ProviderName, account, call.Sid);
        return VoiceEventMapping.Update(facts, id, new CallRevision(now, $"fetch:{call.Status}:{call.Price}"))! with { Verification = WebhookVerification.Fetched };
    }
}
