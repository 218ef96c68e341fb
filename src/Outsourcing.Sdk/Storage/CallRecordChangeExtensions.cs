using System.Text.Json;
using Outsourcing.Calls;

namespace Outsourcing.Storage;

/// <summary>Puts changes of calls into envelopes that other systems read.</summary>
public static class CallRecordChangeExtensions
{
    /// <summary>The CloudEvents type of a changed call.</summary>
    public const string EventType = "outsourcing.call.changed.v1";

    /// <summary>Writes a change as a CloudEvents 1.0 event in structured JSON: <c>id</c> is the idempotency key, <c>subject</c> the call, <c>data</c> the record.</summary>
    /// <param name="change">The change.</param>
    /// <param name="source">What names the app as the event's source.</param>
    /// <returns>The UTF-8 JSON.</returns>
    /// <remarks>
    /// <c>sequence</c> (the CloudEvents extension of that name) is the version in ten digits. Events may arrive in another order: of one
    /// subject the highest sequence is the newest record, and whole. <c>time</c> is when the change was stored.
    /// </remarks>
    public static byte[] ToCloudEvent(this CallRecordChange change, Uri source)
    {
        ArgumentNullException.ThrowIfNull(change);
        ArgumentNullException.ThrowIfNull(source);
        return CloudEvent.Write(
            change.IdempotencyKey,
            source,
            EventType,
            change.Record.Id.Value,
            change.ChangedAt,
            change.Version,
            json => JsonSerializer.Serialize(json, change.Record, OutsourcingJson.TypeInfo<CallRecord>()));
    }
}
