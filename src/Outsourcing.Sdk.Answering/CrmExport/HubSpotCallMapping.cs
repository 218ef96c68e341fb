using Outsourcing.Calls;

namespace Outsourcing.Answering;

/// <summary>A call as a HubSpot call object: duration in milliseconds, the disposition as the account's GUID.</summary>
/// <remarks>
/// Without a GUID in <see cref="CrmExportOptions.Dispositions"/> the disposition is left out of its field, which takes nothing else,
/// and stands in the text. Create a unique property for our id and name it as <see cref="CrmExportOptions.ExternalIdField"/>.
/// </remarks>
public sealed class HubSpotCallMapping : ICrmCallMapping
{
    /// <inheritdoc/>
    public string Crm => "hubspot";

    /// <inheritdoc/>
    public CrmCallEntry Map(CallRecord record, CrmExportOptions options, ContactMatch? contact = null)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(options);
        CrmFields fields = new(Crm, record, options);
        fields.Require("hs_timestamp", CrmFields.UtcMilliseconds(record.StartedAt));
        fields.Set("hs_call_title", fields.Subject());
        fields.Set("hs_call_body", System.Net.WebUtility.HtmlEncode(fields.Text(withRecording: false)).Replace("\n", "<br>", StringComparison.Ordinal));
        fields.Set("hs_call_direction", record.Direction switch
        {
            CallDirection.Inbound => "INBOUND",
            CallDirection.Outbound => "OUTBOUND",
            _ => null,
        });
        fields.Set("hs_call_from_number", fields.From);
        fields.Set("hs_call_to_number", fields.To);
        fields.Set("hs_call_duration", fields.Length is { } length ? (long)Math.Round(length.TotalMilliseconds) : null);
        fields.Set("hs_call_status", Status(record));
        fields.Set("hs_call_disposition", fields.Disposition(_ => null));
        fields.Set("hs_call_recording_url", record.Recording?.Location is { Scheme: "https" } address ? address.AbsoluteUri : null);
        fields.Set("hubspot_owner_id", options.OwnerId ?? contact?.OwnerId);
        return fields.Entry("calls", options.ExternalIdField);
    }

    private static string? Status(CallRecord record) => record.Status switch
    {
        { } status when status == CallStatus.Completed => "COMPLETED",
        { } status when status == CallStatus.Busy => "BUSY",
        { } status when status == CallStatus.NoAnswer => "NO_ANSWER",
        { } status when status == CallStatus.Canceled => "CANCELED",
        { } status when status == CallStatus.Failed => "FAILED",
        { } status when status == CallStatus.Ringing => "RINGING",
        { } status when status == CallStatus.Queued => "QUEUED",
        { } status when status == CallStatus.InProgress => "IN_PROGRESS",
        _ => null,
    };
}
