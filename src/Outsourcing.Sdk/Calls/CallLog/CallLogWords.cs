namespace Outsourcing.Calls;

/// <summary>What the words of call logs mean; a word that is not here is kept as it came.</summary>
internal static class CallLogWords
{
    internal static CallDirection? Direction(string word) => Plain(word) switch
    {
        "inbound" or "incoming" or "in" or "received" => CallDirection.Inbound,
        "outbound" or "outgoing" or "out" or "outbounddial" or "outboundapi" or "dialled" => CallDirection.Outbound,
        _ => CallDirection.Unknown,
    };

    internal static CallStatus? Status(string word) => Plain(word) switch
    {
        "completed" or "complete" or "answered" or "connected" or "handled" or "yes" or "true" => CallStatus.Completed,
        "noanswer" or "unanswered" or "missed" or "notanswered" or "abandoned" or "voicemail" or "no" or "false" => CallStatus.NoAnswer,
        "busy" or "engaged" => CallStatus.Busy,
        "canceled" or "cancelled" => CallStatus.Canceled,
        "failed" or "error" or "congestion" => CallStatus.Failed,
        _ => null,
    };

    internal static DispositionKind? Outcome(string word) => Plain(word) switch
    {
        "messagetaken" or "message" or "tookmessage" => DispositionKind.MessageTaken,
        "transferred" or "transfer" or "putthrough" or "connected" => DispositionKind.Transferred,
        "transferfailed" or "failedtransfer" => DispositionKind.TransferFailed,
        "appointmentbooked" or "appointment" or "booked" or "booking" => DispositionKind.AppointmentBooked,
        "informationgiven" or "information" or "info" or "faq" => DispositionKind.InformationGiven,
        "callbackrequested" or "callback" or "callbackneeded" => DispositionKind.CallbackRequested,
        "voicemailleft" or "voicemail" or "leftvoicemail" => DispositionKind.VoicemailLeft,
        "callerhungup" or "hungup" or "hangup" or "abandoned" => DispositionKind.CallerHungUp,
        "noanswer" or "missed" or "unanswered" or "notanswered" => DispositionKind.NoAnswer,
        "busy" or "engaged" => DispositionKind.Busy,
        "spam" or "robocall" or "solicitation" or "junk" or "telemarketer" => DispositionKind.Spam,
        "wrongnumber" => DispositionKind.WrongNumber,
        "failed" or "error" => DispositionKind.Failed,
        "unknown" or "none" or "other" => DispositionKind.Unknown,
        _ => null,
    };

    internal static bool? YesOrNo(string word) => Plain(word) switch
    {
        "yes" or "y" or "true" or "1" or "success" or "successful" or "resolved" or "settled" => true,
        "no" or "n" or "false" or "0" or "failure" or "failed" or "unresolved" or "open" => false,
        _ => null,
    };

    // Providers write these where they withhold or lack a number.
    internal static bool IsNoNumber(string text) => Plain(text) is "" or "anonymous" or "private" or "restricted" or "withheld" or "unknown" or "unavailable" or "blocked" or "noclid" or "nocallerid";

    private static string Plain(string word) => string.Concat(word.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
