using Outsourcing.Calls;

namespace Outsourcing.Answering;

/// <summary>A call as a call record of Zendesk Talk Partner Edition: app, lines, start and direction are required, the outcome is free text.</summary>
public sealed class ZendeskCallMapping : ICrmCallMapping
{
    /// <inheritdoc/>
    public string Crm => "zendesk";

    /// <inheritdoc/>
    public CrmCallEntry Map(CallRecord record, CrmExportOptions options, ContactMatch? contact = null)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(options);
        CrmFields fields = new(Crm, record, options);
        fields.Require("app_id", options.AppId);
        fields.Require("from_line", fields.From);
        fields.Require("to_line", fields.To);
        fields.Require("call_started_at", CrmFields.Utc(record.StartedAt));
        fields.Require("direction", record.Direction switch
        {
            CallDirection.Inbound => "inbound",
            CallDirection.Outbound => "outbound",
            _ => null,
        });
        fields.Set("call_ended_at", CrmFields.Utc(fields.End));
        fields.Set("call_disposition", fields.Disposition());
        fields.Set("customer_id", contact?.Id);
        fields.Set("agent_id", options.OwnerId ?? contact?.OwnerId);
        fields.Set("comment", fields.Text(withRecording: false));
        return fields.Entry("calls", options.ExternalIdField, record.Recording?.Location);
    }
}
