using System.Text.Json.Serialization;

namespace Outsourcing.Delegation;

/// <summary>What a review found in one version of a brief.</summary>
/// <remarks>Two figures, never blended: the share of required elements, and smells per 100 words.</remarks>
public sealed record BriefReview
{
    /// <summary>Gets the brief.</summary>
    public required BriefId Brief { get; init; }

    /// <summary>Gets the version.</summary>
    public required int Version { get; init; }

    /// <summary>Gets the findings that stand: errors first, then in the order of the document.</summary>
    /// <value>None by default.</value>
    public IReadOnlyList<ReviewFinding> Findings { get; init => field = ValueList.Copy(value); } = ValueList.Empty<ReviewFinding>();

    /// <summary>Gets the findings that were accepted. A required element stays missing when its finding is.</summary>
    /// <value>None by default.</value>
    public IReadOnlyList<SuppressedFinding> Suppressed { get; init => field = ValueList.Copy(value); } = ValueList.Empty<SuppressedFinding>();

    /// <summary>Gets what every brief must say.</summary>
    /// <value>None by default.</value>
    public IReadOnlyList<RequiredElement> Required { get; init => field = ValueList.Copy(value); } = ValueList.Empty<RequiredElement>();

    /// <summary>Gets how the texts read.</summary>
    public required Readability Readability { get; init; }

    /// <summary>Gets how many smells stand in the texts.</summary>
    [JsonIgnore]
    public int Smells => Findings.Count(finding => finding.Smell is not null);

    /// <summary>Gets the share of required elements the brief has, 0 to 1.</summary>
    [JsonIgnore]
    public double Score => Required.Count == 0 ? 0 : (double)Required.Count(element => element.Passed) / Required.Count;

    /// <summary>Gets the smells per 100 words of the texts that were read for smells; 0 without words.</summary>
    [JsonIgnore]
    public double SmellsPer100Words => Readability.Words == 0 ? 0 : 100.0 * Smells / Readability.Words;

    /// <summary>Gets whether an element is missing without which nothing can be handed over.</summary>
    [JsonIgnore]
    public bool HardFailure => Required.Any(element => element is { Passed: false, Indispensable: true });

    /// <summary>Decides whether the brief can go to the partner: every required element, no error, no blank.</summary>
    /// <returns>Whether it can, with what it rests on. Smells do not decide; they are listed.</returns>
    public Verdict<bool> Deliverable() => BriefReviewer.Decide(
        Required.Count(element => element.Passed),
        Required.Count,
        Findings.Count(finding => finding.Severity == ReviewSeverity.Error),
        Findings.Count(finding => finding.Code == ReviewRules.Blank),
        SmellsPer100Words);
}
