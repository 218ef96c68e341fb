using Outsourcing.Calls;

namespace Outsourcing.Answering;

/// <summary>A call as a Dynamics 365 <c>phonecall</c>: duration in whole minutes, rounded up as it is billed.</summary>
/// <remarks>The exact duration stays in start and end. Add an alternate key for our id and name it as <see cref="CrmExportOptions.ExternalIdField"/>.</remarks>
public sealed class DynamicsPhoneCallMapping : ICrmCallMapping
{
    /// <inheritdoc/>
    public string Crm => "dynamics365";

    /// <inheritdoc/>
    public CrmCallEntry Map(CallRecord record, CrmExportOptions options, ContactMatch? contact = null)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(options);
        CrmFields fields = new(Crm, record, options);
        fields.Set("subject", fields.Subject());
        fields.Set("description", fields.Text(withRecording: options.RecordingField is null));
        if (record.Direction is CallDirection.Inbound or CallDirection.Outbound)
        {
            fields.Set("directioncode", record.Direction == CallDirection.Outbound);
        }

        fields.Set("phonenumber", record.Caller?.Number?.E164);
        fields.Set("actualstart", CrmFields.Utc(record.StartedAt));
        fields.Set("actualend", CrmFields.Utc(fields.End));
        fields.Set("actualdurationminutes", fields.Length is { } length ? (long)Math.Ceiling(length.TotalMinutes) : null);
        if (fields.Disposition(_ => null) is { } code && long.TryParse(code, out long status))
        {
            fields.Set("statuscode", status);
        }

        if (contact is not null)
        {
            fields.Set("regardingobjectid_contact@odata.bind", $"/contacts({contact.Id})");
        }

        if ((options.OwnerId ?? contact?.OwnerId) is { } owner)
        {
            fields.Set("ownerid@odata.bind", $"/systemusers({owner})");
        }

        if (options.RecordingField is { } recording)
        {
            fields.Set(recording, record.Recording?.Location?.AbsoluteUri);
        }

        return fields.Entry("phonecalls", options.ExternalIdField);
    }
}
