using Outsourcing.Calls;
using Outsourcing.Storage;

namespace Outsourcing.Snippets;

internal static class CallLogs
{
    internal static async Task<List<CallRecord>> ReadAsync(CancellationToken cancellationToken)
    {
        CallLogReader reader = new(new CallLogOptions
        {
            TimeZone = "America/Chicago",
            Region = "US",
            OnProblem = CallLogProblemPolicy.Collect,
        });
        List<CallRecord> calls = [];
        await foreach (CallRecord call in reader.ReadAsync("calls.csv", cancellationToken))
        {
            calls.Add(call);
        }

        foreach (CallLogProblem problem in reader.Problems)
        {
            Console.Error.WriteLine(problem);
        }

        return calls;
    }

    internal static async Task ImportAsync(CallLogImporter importer, Stream file, CallLogOptions options, CancellationToken cancellationToken)
    {
        await foreach (CallLogImportBatch batch in importer.ImportAsync(file, "calls.csv", options, cancellationToken))
        {
            foreach (CallLogProblem problem in batch.Problems)
            {
                Console.Error.WriteLine(problem);
            }
        }
    }

    internal static CallLogOptions Map() => new()
    {
        Columns = new() { StartedAt = "Datum", Duration = "Dauer", Outcome = "Ergebnis" },
        TimeFormats = { "dd.MM.yyyy HH:mm" },
        TimeZone = "Europe/Berlin",
        DurationUnit = CallLogDurationUnit.Minutes,
        Outcomes = { ["Termin vereinbart"] = DispositionKind.AppointmentBooked },
    };
}
