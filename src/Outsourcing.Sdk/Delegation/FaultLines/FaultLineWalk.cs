using System.Collections.Frozen;
using System.Globalization;

namespace Outsourcing.Delegation;

/// <summary>Locates the fault of failed calls, one after the other, by the same questions in the same order.</summary>
/// <remarks>
/// Was it written in the version in force? Was it clear? Was that version acknowledged before the call? Were the inputs there? Was
/// the volume within capacity? Was it done as briefed? The first answer that locates a fault ends the walk. "Execution" is said only
/// when all earlier questions are answered; otherwise the fault is undetermined. Not safe for use by several threads at once.
/// </remarks>
public sealed class FaultLineWalk
{
    internal const string Written = "Was the expectation written in the version in force?";
    internal const string Clear = "Was it written so that it cannot be misread?";
    internal const string Acknowledged = "Was that version acknowledged before the call?";
    internal const string Inputs = "Was everything there that the business provides?";
    internal const string Capacity = "Was the volume within capacity?";
    internal const string Done = "Was it done as the brief says?";

    private readonly FaultLineEvidence _evidence;
    private readonly VersionsInForce _versions;
    private readonly Dictionary<int, ClauseIndex> _clauses;
    private readonly FrozenDictionary<int, BriefReceipt[]> _receipts;
    private readonly Dictionary<long, int>? _arrivals;

    /// <summary>Initializes the walk.</summary>
    /// <param name="evidence">What it may look at.</param>
    /// <exception cref="ArgumentException">Two briefs have one version, or a brief is not that of the engagement.</exception>
    public FaultLineWalk(FaultLineEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        if (evidence.Versions.FirstOrDefault(brief => brief.Id != evidence.Engagement.Brief) is { } other)
        {
            throw new ArgumentException($"The engagement delivers the brief '{evidence.Engagement.Brief}', not '{other.Id}'.", nameof(evidence));
        }

        _evidence = evidence;
        _versions = new VersionsInForce(evidence.Engagement);
        _clauses = evidence.Versions.ToDictionary(brief => brief.Version, brief => new ClauseIndex(brief));
        _receipts = (evidence.Receipts ?? []).GroupBy(receipt => receipt.Version).ToFrozenDictionary(group => group.Key, group => group.ToArray());
        _arrivals = evidence.Arrivals is null ? null : [];
        foreach (DateTimeOffset arrival in evidence.Arrivals ?? [])
        {
            long hour = HourOf(arrival);
            _arrivals![hour] = _arrivals.GetValueOrDefault(hour) + 1;
        }
    }

    /// <summary>Gets the version of the brief that was in force at a moment.</summary>
    /// <param name="at">When a call started.</param>
    /// <returns>The version; <see langword="null"/> when there was none.</returns>
    public int? VersionInForce(DateTimeOffset at) => _versions.At(at);

    /// <summary>Locates the fault of a failed call.</summary>
    /// <param name="failure">The failure.</param>
    /// <returns>The diagnosis, with the evidence of each step.</returns>
    public CallDiagnosis Diagnose(CallFailure failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        if (_versions.At(failure.At) is not { } version)
        {
            return Undetermined(failure, null, new DiagnosisStep(Written, DiagnosisAnswer.Unknown, "No version of the brief was in force when the call started."));
        }

        if (!_clauses.TryGetValue(version, out ClauseIndex? clauses))
        {
            return Undetermined(failure, version, new DiagnosisStep(Written, DiagnosisAnswer.Unknown, $"Version {version} was in force and is not among the versions given."));
        }

        ClauseIndex.Located located = clauses.Locate(failure);
        List<DiagnosisStep> steps = [located.Written];
        if (located.Clear is not { } clear)
        {
            return Result(FaultLineKind.BriefOmission);
        }

        if (Ends(clear))
        {
            return Result(FaultLineKind.BriefAmbiguity);
        }

        if (Ends(AcknowledgedBefore(version, failure)))
        {
            return Result(FaultLineKind.NotTransmitted);
        }

        if (Ends(InputsThere(clauses.Brief, failure)))
        {
            return Result(FaultLineKind.OwnerInputMissing);
        }

        if (Ends(WithinCapacity(clauses.Brief, failure.At)))
        {
            return Result(FaultLineKind.OverCapacity);
        }

        steps.Add(new DiagnosisStep(
            Done,
            failure.DoneAsBriefed switch { true => DiagnosisAnswer.Yes, false => DiagnosisAnswer.No, null => DiagnosisAnswer.Unknown },
            failure.DoneAsBriefed switch { true => "The record of the failure says so.", false => "The record of the failure denies it.", null => "Nobody recorded it." }));
        return Result(failure.DoneAsBriefed switch
        {
            true => FaultLineKind.WrongGoal,
            false when steps.TrueForAll(step => step.Answer != DiagnosisAnswer.Unknown) => FaultLineKind.Execution,
            _ => FaultLineKind.Undetermined,
        });

        bool Ends(DiagnosisStep step)
        {
            steps.Add(step);
            return step.Answer == DiagnosisAnswer.No;
        }

        CallDiagnosis Result(FaultLineKind kind) => new() { Failure = failure, Kind = kind, Version = version, Place = located.Place, Steps = steps };
    }

    private static CallDiagnosis Undetermined(CallFailure failure, int? version, DiagnosisStep step) =>
        new() { Failure = failure, Kind = FaultLineKind.Undetermined, Version = version, Steps = [step] };

    // Where it is known who answered, only what that person, or the partner for everybody, acknowledged counts.
    private DiagnosisStep AcknowledgedBefore(int version, CallFailure failure)
    {
        if (_evidence.Receipts is null)
        {
            return new(Acknowledged, DiagnosisAnswer.Unknown, "Nobody recorded deliveries and acknowledgements.");
        }

        DateTimeOffset? delivered = null;
        DateTimeOffset? acknowledged = null;
        foreach (BriefReceipt receipt in _receipts.GetValueOrDefault(version, []))
        {
            if (failure.AnsweredBy is null || receipt.By is null || receipt.By == failure.AnsweredBy)
            {
                delivered = Earlier(delivered, receipt.DeliveredAt);
                acknowledged = Earlier(acknowledged, receipt.AcknowledgedAt);
            }
        }

        string who = failure.AnsweredBy is null ? "" : " by whoever answered";
        return (delivered, acknowledged) switch
        {
            (_, { } first) when first <= failure.At => new(Acknowledged, DiagnosisAnswer.Yes, $"Version {version} was first acknowledged{who} on {first:u}."),
            (_, { } first) => new(Acknowledged, DiagnosisAnswer.No, $"Version {version} was first acknowledged{who} on {first:u}, after the call."),
            ({ } first, null) => new(Acknowledged, DiagnosisAnswer.No, $"Version {version} was delivered on {first:u} and not acknowledged{who}."),
            _ => new(Acknowledged, DiagnosisAnswer.No, $"Version {version} was neither delivered nor acknowledged{(who.Length == 0 ? "" : " for whoever answered")}."),
        };

        static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other ?? one : one;
    }

    private DiagnosisStep InputsThere(DelegationBrief brief, CallFailure failure)
    {
        foreach (InputOutage outage in _evidence.Outages ?? [])
        {
            if (outage.From <= failure.At && !(failure.At >= outage.Until) && (failure.NeededInputs.Count == 0 || failure.NeededInputs.Contains(outage.Input)))
            {
                return new(Inputs, DiagnosisAnswer.No, $"'{outage.Input}' was not there from {outage.From:u} on.", BriefPlace.From($"inputs[{BriefTexts.Escape(outage.Input)}]"));
            }
        }

        foreach (BriefInput input in brief.Inputs)
        {
            bool needed = failure.NeededInputs.Contains(input.Id);
            bool late = input.AvailableFrom is { } from && from > DateOnly.FromDateTime(failure.At.DateTime);
            if ((late && (needed || failure.NeededInputs.Count == 0)) || (needed && input.AvailableFrom is null && _evidence.Outages is null))
            {
                return new(Inputs, late ? DiagnosisAnswer.No : DiagnosisAnswer.Unknown, late ? $"'{input.Id}' is promised from {input.AvailableFrom:O} on." : $"Nobody recorded whether '{input.Id}' was there.", BriefPlace.From($"inputs[{BriefTexts.Escape(input.Id)}]"));
            }
        }

        return _evidence.Outages is null
            ? new(Inputs, DiagnosisAnswer.Unknown, "Nobody recorded when inputs were missing.")
            : new(Inputs, DiagnosisAnswer.Yes, "No input the work needed was recorded as missing.");
    }

    private DiagnosisStep WithinCapacity(DelegationBrief brief, DateTimeOffset at)
    {
        if (_arrivals is null || (_evidence.CapacityPerHour ?? brief.Volume?.BusiestHour) is not { } capacity)
        {
            return new(Capacity, DiagnosisAnswer.Unknown, _arrivals is null ? "The arrivals of the other calls are not known." : "No capacity is contracted and the brief expects no busiest hour.");
        }

        int calls = _arrivals.GetValueOrDefault(HourOf(at));
        return new(Capacity, calls <= capacity ? DiagnosisAnswer.Yes : DiagnosisAnswer.No, string.Create(CultureInfo.InvariantCulture, $"{calls} calls came in that hour; the capacity is {capacity:0.##}."));
    }

    private static long HourOf(DateTimeOffset at) => at.UtcTicks / TimeSpan.TicksPerHour;
}
