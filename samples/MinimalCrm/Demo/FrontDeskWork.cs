using System.Security.Cryptography;
using System.Text;
using Outsourcing.Calls;
using Outsourcing.Delegation;

namespace MinimalCrm.Demo;

/// <summary>What the simulated desk does with a call: what the brief says, and nothing for a matter the brief does not know.</summary>
internal static class FrontDeskWork
{
    internal const string Origin = "front-desk-report";

    /// <summary>Gets what a simulated caller wants; the same for a call whenever it is asked.</summary>
    internal static string MatterOf(CallId call) => (Dice(call) % 100) switch
    {
        < 45 => "new-enquiry",
        < 74 => "campaign-question",
        _ => "invoice-question",
    };

    internal static CallUpdate Report(CallId call, DateTimeOffset at, string matter, DelegationBrief brief)
    {
        CallType? type = brief.CallTypes.FirstOrDefault(type => type.Id.Value == matter);

        // A clause that names the matter serves as well as a call type.
        bool known = type is not null || brief.Clauses.Any(clause => clause.Text.Contains(matter, StringComparison.OrdinalIgnoreCase));

        // People slip now and then, also where the brief is clear.
        bool settled = known && Dice(call) % 37 != 0;
        bool transferred = type is { Actions.Count: > 0 } && type.Actions[0].Kind == CallActionKind.Transfer;
        return new CallUpdate
        {
            Call = call,
            Revision = new CallRevision(at.AddSeconds(1), Origin),
            Intent = new CallerIntent { Kind = matter == "new-enquiry" ? CallerIntentKind.NewLead : CallerIntentKind.ExistingClient, Label = matter },
            Disposition = new CallDisposition
            {
                Kind = transferred ? DispositionKind.Transferred : known ? DispositionKind.MessageTaken : DispositionKind.InformationGiven,
                RawReason = transferred ? "transferred" : known ? "message taken" : "told to call again",
            },
            Successful = settled,
            HandlerName = $"Desk {1 + (Dice(call) % 3)}",
            Summary = $"{Wish(matter)} {(settled ? "Settled." : "Not settled.")}",
            Transcript =
            [
                Turn(Speaker.Handler, 0, brief.Greeting ?? "Hello."),
                Turn(Speaker.Caller, 6, Wish(matter)),
                Turn(Speaker.Handler, 14, settled ? "I have written it down; you will be called back today." : "I am sorry, I have nothing on that. Please call again tomorrow."),
                Turn(Speaker.Caller, 21, settled ? "Thank you, goodbye." : "That is a pity. Goodbye."),
            ],
        };
    }

    private static string Wish(string matter) => matter switch
    {
        "new-enquiry" => "I would like to know what a campaign costs.",
        "campaign-question" => "How is our campaign doing this week?",
        _ => "There is a mistake in our last invoice.",
    };

    private static TranscriptTurn Turn(Speaker speaker, int second, string text) => new() { Speaker = speaker, Text = text, At = TimeSpan.FromSeconds(second) };

    private static int Dice(CallId call) => BitConverter.ToUInt16(SHA256.HashData(Encoding.UTF8.GetBytes(call.Value)));
}
