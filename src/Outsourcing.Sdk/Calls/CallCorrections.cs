namespace Outsourcing.Calls;

/// <summary>Finds what the updates of a call told differently.</summary>
internal static class CallCorrections
{
    internal static List<CallCorrection> Find(ReadOnlySpan<CallUpdate> oldestFirst)
    {
        Dictionary<string, (PersonalText Value, CallRevision Revision)> told = new(StringComparer.Ordinal);
        List<CallCorrection> corrections = [];
        foreach (CallUpdate update in oldestFirst)
        {
            foreach ((string field, PersonalText value) in Details(update))
            {
                if (told.TryGetValue(field, out var earlier) && earlier.Value != value)
                {
                    corrections.Add(new CallCorrection
                    {
                        Field = field,
                        Earlier = earlier.Value,
                        EarlierRevision = earlier.Revision,
                        Later = value,
                        LaterRevision = update.Revision,
                    });
                }

                told[field] = (value, update.Revision);
            }
        }

        return corrections;
    }

    private static IEnumerable<(string Field, PersonalText Value)> Details(CallUpdate update)
    {
        if (update.Caller?.Number is { } number)
        {
            yield return ("caller.number", new PersonalText(number.E164));
        }

        if (update.Caller?.Name is { } name)
        {
            yield return ("caller.name", name);
        }

        if (update.Caller?.Company is { } company)
        {
            yield return ("caller.company", company);
        }

        if (update.Caller?.Email is { } email)
        {
            yield return ("caller.email", email);
        }

        if (update.Message is { } message)
        {
            yield return ("message", message.Body);
        }

        if (update.Summary is { } summary)
        {
            yield return ("summary", summary);
        }

        foreach (IntakeAnswer answer in update.IntakeAnswers ?? [])
        {
            if (answer.Value is { } value)
            {
                yield return ($"answer:{answer.QuestionId}", value);
            }
        }
    }
}
