using System.Globalization;
using Outsourcing.Calls;

namespace Outsourcing.Answering;

/// <summary>A call as an entry of the Zoho module Calls: the duration is a text of minutes and seconds, such as <c>5:00</c>.</summary>
public sealed class ZohoCallMapping : ICrmCallMapping
{
    /// <inheritdoc/>
    public string Crm => "zoho";

    /// <inheritdoc/>
    public CrmCallEntry Map(CallRecord record, CrmExportOptions options, ContactMatch? contact = null)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(options);
        CrmFields fields = new(Crm, record, options);
        fields.Set("Subject", fields.Subject());
        fields.Set("Call_Type", fields.Outbound ? "Outbound"
            : record.Status == CallStatus.NoAnswer || record.Disposition?.Kind == DispositionKind.NoAnswer ? "Missed"
            : "Inbound");
        fields.Require("Call_Start_Time", record.StartedAt?.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture));
        fields.Set("Call_Duration", CrmFields.Seconds(fields.Length) is { } seconds
            ? string.Create(CultureInfo.InvariantCulture, $"{seconds / 60}:{seconds % 60:00}")
            : null);
        fields.Set("Call_Result", fields.Disposition());
        fields.Set("Description", fields.Text(withRecording: options.RecordingField is null));
        fields.Set("Who_Id", contact?.Id);
        fields.Set("What_Id", contact?.OrganisationId);
        fields.Set("Owner", options.OwnerId ?? contact?.OwnerId);
        if (options.RecordingField is { } recording)
        {
            fields.Set(recording, record.Recording?.Location?.AbsoluteUri);
        }

        return fields.Entry("Calls", options.ExternalIdField);
    }
}
