using System.Text.Json.Serialization;

namespace Outsourcing.Delegation;

/// <summary>Where one call went wrong, question by question.</summary>
public sealed record CallDiagnosis
{
    /// <summary>Gets the failure.</summary>
    public required CallFailure Failure { get; init; }

    /// <summary>Gets where it went wrong.</summary>
    public required FaultLineKind Kind { get; init; }

    /// <summary>Gets the version of the brief in force when the call started; <see langword="null"/> when there was none.</summary>
    public int? Version { get; init; }

    /// <summary>Gets where the expectation stands in that version; <see langword="null"/> when it does not.</summary>
    public BriefPlace? Place { get; init; }

    /// <summary>Gets the questions in the order they were asked; the walk ends with the first that locates the fault.</summary>
    /// <value>None by default.</value>
    public IReadOnlyList<DiagnosisStep> Steps { get; init => field = ValueList.Copy(value); } = ValueList.Empty<DiagnosisStep>();

    /// <summary>Gets the questions the evidence did not answer.</summary>
    [JsonIgnore]
    public IEnumerable<DiagnosisStep> Unanswered => Steps.Where(step => step.Answer == DiagnosisAnswer.Unknown);
}
