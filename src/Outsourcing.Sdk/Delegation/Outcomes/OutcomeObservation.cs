using Outsourcing.Calls;

namespace Outsourcing.Delegation;

/// <summary>What one call says about one metric: nothing (it is not about such calls), unknown, or a hit or a miss and perhaps a time.</summary>
internal readonly record struct OutcomeObservation(int Hits, int Counted, int Unknown, TimeSpan? Time)
{
    private static readonly OutcomeObservation Nothing = new(0, 0, 0, null);
    private static readonly OutcomeObservation NotTold = new(0, 0, 1, null);

    internal bool Missed => Counted > Hits;

    internal static OutcomeObservation Of(DelegationBrief brief, OutcomeMetric metric, CallRecord call)
    {
        if (call.Direction == CallDirection.Outbound || metric.Measure is not { } measure)
        {
            return Nothing;
        }

        CallType? type = TypeOf(brief, call);
        if (metric.CallType is { } wanted && type?.Id != wanted)
        {
            // A call whose type nobody noted may be one of these.
            return type is null ? NotTold : Nothing;
        }

        return measure == MetricMeasure.AnsweredWithin ? AnsweredWithin(metric.Within, call)
            : measure == MetricMeasure.Answered ? Told(Answered(call))
            : measure == MetricMeasure.Abandoned ? Told(Abandoned(call))
            : measure == MetricMeasure.Disposition ? Disposition(metric.Disposition, call)
            : measure == MetricMeasure.QuestionsAnswered ? Questions(type, call)
            : measure == MetricMeasure.TransferCompleted ? Transfers(call)
            : measure == MetricMeasure.HandlingTime ? HandlingTime(metric.Within, call)
            : measure == MetricMeasure.Successful ? Told(call.Successful)
            : measure == MetricMeasure.MessageDeliveredWithin ? Message(metric.Within, call)
            : NotTold;
    }

    /// <summary>Finds the call type the partner noted, by its id or its name.</summary>
    internal static CallType? TypeOf(DelegationBrief brief, CallRecord call)
    {
        if (call.Intent?.Label is not { } label)
        {
            return null;
        }

        foreach (CallType type in brief.CallTypes)
        {
            if (string.Equals(type.Id.Value, label, StringComparison.OrdinalIgnoreCase) || string.Equals(type.Name, label, StringComparison.OrdinalIgnoreCase))
            {
                return type;
            }
        }

        return null;
    }

    private static OutcomeObservation Told(bool? hit) => hit is { } known ? new(known ? 1 : 0, 1, 0, null) : NotTold;

    // A machine that records is no answer.
    private static bool? Answered(CallRecord call) =>
        call.AnsweredBy == AnsweredBy.Voicemail || call.Disposition?.Kind == DispositionKind.VoicemailLeft ? false
        : call.AnsweredAt is not null || call.AnsweredBy == AnsweredBy.Human || call.AnsweredBy == AnsweredBy.AiAgent || call.AnsweredBy == AnsweredBy.Hybrid ? true
        : call.Status == CallStatus.NoAnswer || call.Status == CallStatus.Busy || call.Status == CallStatus.Canceled || call.Status == CallStatus.Failed ? false
        : call.Disposition?.Kind is { } kind && (kind == DispositionKind.NoAnswer || kind == DispositionKind.Busy || kind == DispositionKind.CallerHungUp) ? false
        : call.Status == CallStatus.Completed ? true
        : null;

    private static OutcomeObservation AnsweredWithin(TimeSpan? within, CallRecord call)
    {
        bool? answered = Answered(call);
        if (answered != true || within is not { } limit)
        {
            return Told(answered);
        }

        return call is { StartedAt: { } start, AnsweredAt: { } answer } ? Told(answer - start <= limit) with { Time = answer - start } : NotTold;
    }

    private static bool? Abandoned(CallRecord call) => Answered(call) switch
    {
        true => false,
        false => call.Status == CallStatus.Canceled || call.Disposition?.Kind == DispositionKind.CallerHungUp,
        null => null,
    };

    private static OutcomeObservation Disposition(string? wanted, CallRecord call) =>
        call.Disposition?.Kind is { } kind && kind != DispositionKind.Unknown && wanted is not null
            ? Told(string.Equals(kind.Value, wanted, StringComparison.OrdinalIgnoreCase))
            : NotTold;

    private static OutcomeObservation Questions(CallType? type, CallRecord call)
    {
        if (Answered(call) == false || (type is not null && !type.Questions.Any(question => question.Required)))
        {
            return Nothing;
        }

        return type is null || call.IntakeAnswers is not { } answers
            ? NotTold
            : Told(type.Questions.Where(question => question.Required).All(question => answers.Any(answer => answer.QuestionId == question.Id && answer.Value is not null)));
    }

    private static OutcomeObservation Transfers(CallRecord call)
    {
        int counted = 0;
        int hits = 0;
        int unknown = 0;
        foreach (TransferAttempt attempt in call.Transfers ?? ValueList.Empty<TransferAttempt>())
        {
            bool reached = attempt.Status == TransferStatus.Bridged || attempt.Status == TransferStatus.Ended;
            bool failed = attempt.Status == TransferStatus.Canceled || attempt.Status == TransferStatus.Failed;
            counted += reached || failed ? 1 : 0;
            hits += reached ? 1 : 0;
            unknown += reached || failed ? 0 : 1;
        }

        return new(hits, counted, unknown, null);
    }

    private static OutcomeObservation HandlingTime(TimeSpan? within, CallRecord call)
    {
        if (Answered(call) == false)
        {
            return Nothing;
        }

        TimeSpan? time = call.Duration ?? (call is { AnsweredAt: { } from, EndedAt: { } until } ? until - from : null);
        return time is { } known ? Told(within is null || known <= within) with { Time = known } : NotTold;
    }

    // Records tell that a message was passed on and over which channel, not when; a bound in time needs a record of the passing on.
    private static OutcomeObservation Message(TimeSpan? within, CallRecord call) =>
        call.Message is not { } message ? Nothing
        : message.DeliveredBy.Count == 0 ? ((call.Completeness & CallCompleteness.Analyzed) != 0 ? Told(false) : NotTold)
        : within is null ? Told(true)
        : NotTold;
}
