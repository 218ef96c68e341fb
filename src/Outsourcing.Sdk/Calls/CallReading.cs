namespace Outsourcing.Calls;

/// <summary>What facts together say that no single one does.</summary>
internal static class CallReading
{
    /// <summary>Tells whether a person or agent answered. A voicemail box did not.</summary>
    internal static bool IsAnswered(CallFacts call)
    {
        if (call.AnsweredBy == AnsweredBy.Voicemail)
        {
            return false;
        }

        if (call.Disposition is { Kind: var kind }
            && (kind == DispositionKind.NoAnswer || kind == DispositionKind.Busy || kind == DispositionKind.VoicemailLeft || kind == DispositionKind.Failed
                || (kind == DispositionKind.CallerHungUp && call.AnsweredAt is null)))
        {
            return false;
        }

        return call.Status is { IsFinal: true } status
            ? status == CallStatus.Completed
            : call.AnsweredAt is not null || call.Duration > TimeSpan.Zero;
    }
}
