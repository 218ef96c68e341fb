using System.Globalization;
using Outsourcing.Calls;

namespace Outsourcing.Answering;

/// <summary>A call as a Pipedrive call log: outcome, called number, start and end are required; the duration is a text of seconds.</summary>
/// <remarks>Pipedrive takes a recording in a request of its own and has no field for our id: an app keeps the pair.</remarks>
public sealed class PipedriveCallMapping : ICrmCallMapping
{
    /// <inheritdoc/>
    public string Crm => "pipedrive";

    /// <inheritdoc/>
    public CrmCallEntry Map(CallRecord record, CrmExportOptions options, ContactMatch? contact = null)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(options);
        CrmFields fields = new(Crm, record, options);
        fields.Require("outcome", fields.Disposition(Outcome) ?? (record.AnsweredAt is not null ? "connected" : record.Status == CallStatus.NoAnswer ? "no_answer" : null));
        fields.Require("to_phone_number", fields.To);
        fields.Require("start_time", CrmFields.UtcPlain(record.StartedAt));
        fields.Require("end_time", CrmFields.UtcPlain(fields.End));
        fields.Set("from_phone_number", fields.From);
        fields.Set("duration", CrmFields.Seconds(fields.Length)?.ToString(CultureInfo.InvariantCulture));
        fields.Set("subject", fields.Subject());
        fields.Set("note", System.Net.WebUtility.HtmlEncode(fields.Text(withRecording: false)).Replace("\n", "<br>", StringComparison.Ordinal));
        fields.Set("person_id", contact?.Id);
        fields.Set("org_id", contact?.OrganisationId);
        fields.Set("user_id", options.OwnerId ?? contact?.OwnerId);
        return fields.Entry("callLogs", options.ExternalIdField, record.Recording?.Location);
    }

    // The list of outcomes is closed; what has no place in it was at least a connection.
    private static string Outcome(DispositionKind kind) =>
        kind == DispositionKind.NoAnswer || kind == DispositionKind.CallerHungUp ? "no_answer"
        : kind == DispositionKind.VoicemailLeft ? "left_voicemail"
        : kind == DispositionKind.MessageTaken || kind == DispositionKind.CallbackRequested ? "left_message"
        : kind == DispositionKind.WrongNumber ? "wrong_number"
        : kind == DispositionKind.Busy ? "busy"
        : "connected";
}
