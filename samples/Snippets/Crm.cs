using Outsourcing.Answering;
using Outsourcing.Calls;

namespace Snippets;

internal static class Crm
{
    internal static async Task<string> LogAsync(CallRecord record, ICrmCallEntries entries, IContactLookup contacts, CancellationToken cancellationToken)
    {
        CrmExportOptions options = new() { ExternalIdField = "call_id", RecordField = "call_record" };
        options.Dispositions[DispositionKind.MessageTaken] = "f240bbac-87c9-4f6e-bf70-924b57d47db7";

        using CrmCallLogSink sink = new(new HubSpotCallMapping(), entries, options, contacts);
        string entryId = await sink.LogAsync(record, cancellationToken);
        return entryId;
    }

    internal static bool Exchange(CallRecord record)
    {
        string json = VconMapping.ToVcon(record).ToJson();
        CallRecord? same = VconMapping.Record(VconDocument.Parse(json));
        return record.Equals(same);
    }
}
