using Outsourcing.Calls;

namespace Outsourcing.Answering;

/// <summary>A call as a Salesforce VoiceCall: start and end are always sent together, for the duration is computed only then.</summary>
public sealed class SalesforceVoiceCallMapping : ICrmCallMapping
{
    /// <inheritdoc/>
    public string Crm => "salesforce-voice";

    /// <inheritdoc/>
    public CrmCallEntry Map(CallRecord record, CrmExportOptions options, ContactMatch? contact = null)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(options);
        CrmFields fields = new(Crm, record, options);
        fields.Set("callType", fields.Outbound ? "Outbound" : "Inbound");
        fields.Require("fromNumber", fields.From);
        fields.Require("toNumber", fields.To);
        fields.Require("startTime", CrmFields.UtcMilliseconds(record.StartedAt));
        if (fields.End is not null)
        {
            fields.Set("endTime", CrmFields.UtcMilliseconds(fields.End));
        }

        fields.Set("callDisposition", fields.Disposition());
        fields.Set("description", fields.Text(withRecording: true));
        fields.Set("contactId", contact?.Id);
        fields.Set("ownerId", options.OwnerId ?? contact?.OwnerId);
        return fields.Entry("VoiceCall", options.ExternalIdField ?? "vendorCallKey");
    }
}
