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
}
