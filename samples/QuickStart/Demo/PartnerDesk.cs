using System.Globalization;
using System.Text;
using Outsourcing.Delegation;
using Outsourcing.Testing;

namespace QuickStart.Demo;

/// <summary>The partner's desk: it does what the brief says, and can do nothing for a call the brief does not know.</summary>
internal static class PartnerDesk
{
    internal static async Task ExportAsync(string path, DemoCallers callers, IReadOnlyList<SimulatedCall> calls, DelegationBrief brief, CancellationToken cancellationToken)
    {
        StringBuilder csv = new("call,started,call type,outcome,settled,agent\n");
        Random random = new(20261103);
        foreach (SimulatedCall call in calls.OrderBy(call => call.StartedAt).Where(call => call.Script.Answer == CallScriptAnswer.Answered))
        {
            string wants = callers.Wants[call.Script.StartedAt!.Value];
            CallType? type = brief.CallTypes.FirstOrDefault(type => type.Id.Value == wants);

            // People slip now and then, also where the brief is clear.
            bool settled = type is not null && random.NextDouble() > 0.04;
            string outcome = type is null ? "told to call again" : type.Actions[0].Kind == CallActionKind.Transfer ? "transferred" : "message taken";
            csv.Append(CultureInfo.InvariantCulture, $"{call.Id},{call.StartedAt:yyyy-MM-ddTHH:mm:sszzz},{wants},{outcome},{(settled ? "yes" : "no")},Desk {1 + (call.Seconds % 3)}\n");
        }

        await File.WriteAllTextAsync(path, csv.ToString(), cancellationToken);
    }
}
