using Outsourcing.Calls;

namespace Outsourcing.Answering;

/// <summary>A call as a completed Salesforce Task: duration in whole seconds, our id in <c>CallObject</c>.</summary>
/// <remarks>A Task has no fields for numbers; they stand in the contact and in the text.</remarks>
public sealed class SalesforceTaskMapping : ICrmCallMapping
{
    /// <inheritdoc/>
    public string Crm => "salesforce";

    /// <inheritdoc/>
    public CrmCallEntry Map(CallRecord record, CrmExportOptions options, ContactMatch? contact = null)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(options);
        CrmFields fields = new(Crm, record, options);
        fields.Set("TaskSubtype", "Call");
        fields.Set("Subject", fields.Subject());
        fields.Set("Status", record.Status is { IsFinal: false } ? "In Progress" : "Completed");
        fields.Set("ActivityDate", (record.StartedAt ?? record.LastRevision.At).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        fields.Set("CallType", record.Direction switch
        {
            CallDirection.Inbound => "Inbound",
            CallDirection.Outbound => "Outbound",
            _ => null,
        });
        fields.Set("CallDurationInSeconds", CrmFields.Seconds(fields.Length));
        fields.Set("CallDisposition", Shorten(fields.Disposition()));
        fields.Set("Description", fields.Text(withRecording: options.RecordingField is null));
        fields.Set("WhoId", contact?.Id);
        fields.Set("WhatId", contact?.OrganisationId);
        fields.Set("OwnerId", options.OwnerId ?? contact?.OwnerId);
        if (options.RecordingField is { } recording)
        {
            fields.Set(recording, record.Recording?.Location?.AbsoluteUri);
        }

        return fields.Entry("Task", options.ExternalIdField ?? (record.Id.Value.Length <= 255 ? "CallObject" : null));
    }

    // The field holds 255 characters.
    private static string? Shorten(string? text) => text is { Length: > 255 } ? text[..255] : text;
}
