using System.Text.Json.Serialization;
using Outsourcing.Statistics;

namespace Outsourcing.Delegation;

/// <summary>What many failed calls have in common: causes by frequency, with their uncertainty and what to change.</summary>
public sealed record FaultLineReport
{
    /// <summary>Gets how many failed calls were diagnosed.</summary>
    public required long Failures { get; init; }

    /// <summary>Gets the ways they went wrong, most frequent first.</summary>
    /// <value>None by default.</value>
    public IReadOnlyList<FaultLineCount> Kinds { get; init => field = ValueList.Copy(value); } = ValueList.Empty<FaultLineCount>();

    /// <summary>Gets the causes, most frequent first.</summary>
    /// <value>None by default.</value>
    public IReadOnlyList<ClauseFinding> Findings { get; init => field = ValueList.Copy(value); } = ValueList.Empty<ClauseFinding>();

    /// <summary>Gets the first causes that together account for four fifths of the failures (Pareto).</summary>
    [JsonIgnore]
    public IEnumerable<ClauseFinding> VitalFew => Findings.TakeWhile((_, index) => index == 0 || Findings[index - 1].Cumulative < 0.8);

    /// <summary>Gathers diagnoses.</summary>
    /// <param name="diagnoses">The diagnoses, one per failed call.</param>
    /// <param name="newest">The newest version of the brief: amendments are made to it.</param>
    /// <returns>The report.</returns>
    public static FaultLineReport Of(IEnumerable<CallDiagnosis> diagnoses, DelegationBrief newest)
    {
        ArgumentNullException.ThrowIfNull(diagnoses);
        ArgumentNullException.ThrowIfNull(newest);
        CallDiagnosis[] all = [.. diagnoses];
        Dictionary<string, string> texts = newest.Texts().ToDictionary(text => text.Place.Value, text => text.Text, StringComparer.Ordinal);

        double running = 0;
        FaultLineCount[] kinds = [.. all.GroupBy(diagnosis => diagnosis.Kind)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key)
            .Select(group =>
            {
                Proportion share = new(group.Count(), all.Length);
                return new FaultLineCount(group.Key, share, share.ConfidenceInterval(), running += share.Rate!.Value);
            })];

        running = 0;
        int added = 0;
        ClauseFinding[] findings = [.. all
            .GroupBy(diagnosis => (diagnosis.Kind, Place: PlaceOf(diagnosis), Expectation: diagnosis.Kind is FaultLineKind.BriefOmission or FaultLineKind.WrongGoal ? diagnosis.Failure.Expectation.Trim() : ""))
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key.Kind).ThenBy(group => group.Key.Place?.Value, StringComparer.Ordinal).ThenBy(group => group.Key.Expectation, StringComparer.Ordinal)
            .Select(group =>
            {
                CallDiagnosis example = group.OrderBy(diagnosis => diagnosis.Failure.At).ThenBy(diagnosis => diagnosis.Failure.Call.Value, StringComparer.Ordinal).First();
                Proportion share = new(group.Count(), all.Length);
                return new ClauseFinding
                {
                    Kind = group.Key.Kind,
                    Place = group.Key.Place,
                    Expectation = example.Failure.Expectation,
                    Share = share,
                    ExpectedEffect = share.ConfidenceInterval(),
                    Cumulative = running += share.Rate!.Value,
                    Remedy = RemedyOf(group.Key.Kind, example),
                    Amendment = Amend(example, newest, texts, ref added),
                    Example = example,
                };
            })];
        return new FaultLineReport { Failures = all.Length, Kinds = kinds, Findings = findings };
    }

    // Causes outside the brief are one cause, whatever clause they hit.
    private static BriefPlace? PlaceOf(CallDiagnosis diagnosis) => diagnosis.Kind switch
    {
        FaultLineKind.BriefOmission => diagnosis.Failure.Place,
        FaultLineKind.OwnerInputMissing => diagnosis.Steps[^1].Place,
        FaultLineKind.NotTransmitted or FaultLineKind.OverCapacity or FaultLineKind.Undetermined => null,
        _ => diagnosis.Place,
    };

    private static string RemedyOf(FaultLineKind kind, CallDiagnosis example) => kind switch
    {
        FaultLineKind.BriefOmission => "Add a clause that says it.",
        FaultLineKind.BriefAmbiguity => $"Reword the clause. {example.Steps[^1].Evidence}",
        FaultLineKind.NotTransmitted => $"Deliver the version and have everybody who answers acknowledge it. {example.Steps[^1].Evidence}",
        FaultLineKind.OwnerInputMissing => $"The business provides what is missing. {example.Steps[^1].Evidence}",
        FaultLineKind.OverCapacity => $"Contract more capacity, or expect less. {example.Steps[^1].Evidence}",
        FaultLineKind.WrongGoal => "The brief asks for something else than the business wants: change what it asks for.",
        FaultLineKind.Execution => "The brief is clear and known: agree with the partner on how it is made good.",
        _ => $"Record what is missing. {example.Unanswered.FirstOrDefault()?.Evidence}",
    };

    private static ClauseAmendment? Amend(CallDiagnosis example, DelegationBrief newest, Dictionary<string, string> texts, ref int added)
    {
        if (example.Kind == FaultLineKind.BriefOmission)
        {
            string id;
            do
            {
                id = FormattableString.Invariant($"fault-{++added}");
            }
            while (newest.Clauses.Any(clause => clause.Id == id));

            bool known = newest.CallTypes.Any(type => type.Id == example.Failure.CallType);
            return new ClauseAmendment { Place = BriefPlace.From($"clauses[{id}].text"), Proposed = Wording.Clean(Wording.Sentence(example.Failure.Expectation)), NewClause = id, CallType = known ? example.Failure.CallType : null };
        }

        if (example.Kind is not (FaultLineKind.BriefAmbiguity or FaultLineKind.WrongGoal) || example.Place is not { } place)
        {
            return null;
        }

        // The clause itself, or the first text below it that can be misread.
        foreach ((string at, string current) in texts.Where(text => text.Key == place.Value || text.Key.StartsWith(place.Value + ".", StringComparison.Ordinal)))
        {
            string proposed = example.Kind == FaultLineKind.WrongGoal ? $"[what is wanted instead of: “{current}”]" : Wording.Clean(current);
            if (proposed != current)
            {
                return new ClauseAmendment { Place = BriefPlace.From(at), Current = current, Proposed = proposed };
            }
        }

        return null;
    }
}
