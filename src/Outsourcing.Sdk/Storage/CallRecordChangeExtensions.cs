using System.Buffers;
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
    public static byte[] ToCloudEvent(this CallRecordChange change, Uri source)
    {
        ArgumentNullException.ThrowIfNull(change);
        ArgumentNullException.ThrowIfNull(source);
        ArrayBufferWriter<byte> buffer = new(1024);
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            json.WriteString("specversion", "1.0");
            json.WriteString("id", change.IdempotencyKey);
            json.WriteString("source", source.OriginalString);
            json.WriteString("type", EventType);
            json.WriteString("subject", change.Record.Id.Value);
            json.WriteString("time", change.ChangedAt);
            json.WriteString("datacontenttype", "application/json");
            json.WritePropertyName("data");
            JsonSerializer.Serialize(json, change.Record, OutsourcingJson.TypeInfo<CallRecord>());
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
