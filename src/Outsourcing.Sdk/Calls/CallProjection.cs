namespace Outsourcing.Calls;

/// <summary>Folds the ordered updates of a call into its record.</summary>
internal static class CallProjection
{
    internal static CallRecord Project(ReadOnlySpan<CallUpdate> oldestFirst)
    {
        CallUpdate newest = oldestFirst[^1];
        CallCompleteness completeness = CallCompleteness.None;
        WebhookVerification weakest = newest.Verification;
        Dictionary<string, string>? tags = null;
        UnknownMembers? unknown = null;
        foreach (CallUpdate update in oldestFirst)
        {
            completeness |= update.Completeness;
            weakest = update.Verification < weakest ? update.Verification : weakest;
            foreach ((string name, string value) in update.Tags ?? ValueMap.Empty<string>())
            {
                (tags ??= new(StringComparer.Ordinal))[name] = value;
            }

            foreach ((string name, System.Text.Json.JsonElement value) in update.Unknown ?? [])
            {
                (unknown ??= [])[name] = value;
            }
        }

        CallUpdate? status = FurthestStatus(oldestFirst);
        CallUpdate? urgency = NewestOf(oldestFirst, static update => update.Urgency is null ? null : update);
        return new CallRecord
        {
            Id = newest.Call,
            LastRevision = newest.Revision,
            UpdateCount = oldestFirst.Length,
            Verification = weakest,
            Completeness = completeness,
            Tags = tags,
            Unknown = unknown,
            Status = status?.Status,
            RawStatus = status?.RawStatus,
            Direction = Newest(oldestFirst, static update => update.Direction is CallDirection.Unknown ? null : update.Direction),
            Caller = MergeParty(oldestFirst),
            Dialled = Newest(oldestFirst, static update => update.Dialled),
            ForwardedFrom = Newest(oldestFirst, static update => update.ForwardedFrom),
            AnsweredBy = Newest(oldestFirst, static update => update.AnsweredBy),
            HandlerName = Newest(oldestFirst, static update => update.HandlerName),
            StartedAt = Newest(oldestFirst, static update => update.StartedAt),
            AnsweredAt = Newest(oldestFirst, static update => update.AnsweredAt),
            EndedAt = Newest(oldestFirst, static update => update.EndedAt),
            Duration = Newest(oldestFirst, static update => update.Duration),
            HoldTime = Newest(oldestFirst, static update => update.HoldTime),
            Disposition = NewestOf(oldestFirst, static update => update.Disposition),
            Intent = NewestOf(oldestFirst, static update => update.Intent),
            Urgency = urgency?.Urgency,
            RawUrgency = urgency?.RawUrgency,
            Sentiment = Newest(oldestFirst, static update => update.Sentiment),
            Successful = Newest(oldestFirst, static update => update.Successful),
            Summary = Newest(oldestFirst, static update => update.Summary),
            Message = NewestOf(oldestFirst, static update => update.Message),
            IntakeAnswers = NewestOf(oldestFirst, static update => update.IntakeAnswers),
            Transcript = NewestOf(oldestFirst, static update => update.Transcript),
            Transfers = NewestOf(oldestFirst, static update => update.Transfers),
            Recording = NewestOf(oldestFirst, static update => update.Recording),
            Charge = NewestOf(oldestFirst, static update => update.Charge),
        };
    }

    private static CallParty? MergeParty(ReadOnlySpan<CallUpdate> oldestFirst)
    {
        if (NewestOf(oldestFirst, static update => update.Caller) is null)
        {
            return null;
        }

        return new CallParty
        {
            Number = Newest(oldestFirst, static update => update.Caller?.Number),
            Name = Newest(oldestFirst, static update => update.Caller?.Name),
            Company = Newest(oldestFirst, static update => update.Caller?.Company),
            Email = Newest(oldestFirst, static update => update.Caller?.Email),
        };
    }

    private static CallUpdate? FurthestStatus(ReadOnlySpan<CallUpdate> oldestFirst)
    {
        CallUpdate? furthest = null;
        foreach (CallUpdate update in oldestFirst)
        {
            if (update.Status is { } status && (furthest is null || Standing(status) >= Standing(furthest.Status!.Value)))
            {
                furthest = update;
            }
        }

        return furthest;
    }

    // A word this version does not know stands with "in progress": it may follow ringing but never reopens an ended call.
    private static int Standing(CallStatus status) =>
        status == CallStatus.Queued ? 0
        : status == CallStatus.Ringing ? 1
        : status.IsFinal ? 3
        : 2;

    private static T? Newest<T>(ReadOnlySpan<CallUpdate> oldestFirst, Func<CallUpdate, T?> fact)
        where T : struct
    {
        for (int index = oldestFirst.Length - 1; index >= 0; index--)
        {
            if (fact(oldestFirst[index]) is { } known)
            {
                return known;
            }
        }

        return null;
    }

    private static T? NewestOf<T>(ReadOnlySpan<CallUpdate> oldestFirst, Func<CallUpdate, T?> fact)
        where T : class
    {
        for (int index = oldestFirst.Length - 1; index >= 0; index--)
        {
            if (fact(oldestFirst[index]) is { } known)
            {
                return known;
            }
        }

        return null;
    }
}
