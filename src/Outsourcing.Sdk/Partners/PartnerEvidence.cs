using System.Text.Json.Serialization;
using Outsourcing.Statistics;

namespace Outsourcing.Partners;

/// <summary>What is known of a partner on one criterion: a share with its counts, or a measurement with its range.</summary>
public sealed record PartnerEvidence
{
    /// <summary>Gets the partner.</summary>
    public required PartnerId Partner { get; init; }

    /// <summary>Gets the criterion's name.</summary>
    public required string Criterion { get; init; }

    /// <summary>Gets the counts, where the criterion is a share.</summary>
    public Proportion? Counted { get; init; }

    /// <summary>Gets the measurement in the criterion's unit, where it is not a share.</summary>
    public double? Measured { get; init; }

    /// <summary>Gets the range the measurement is believed to lie in; <see langword="null"/> for a measurement that is certain, such as a price.</summary>
    public Interval? Range { get; init; }

    /// <summary>Gets where it comes from.</summary>
    /// <value>The default is measured.</value>
    public EvidenceOrigin Origin { get; init; } = EvidenceOrigin.Measured;

    /// <summary>Gets the members this version does not know.</summary>
    [JsonExtensionData]
    public UnknownMembers? Unknown { get; set; }

    /// <summary>Makes evidence of a share.</summary>
    /// <param name="partner">The partner.</param>
    /// <param name="criterion">The criterion's name.</param>
    /// <param name="successes">How many counted.</param>
    /// <param name="trials">Out of how many.</param>
    /// <returns>The evidence.</returns>
    public static PartnerEvidence Share(PartnerId partner, string criterion, double successes, double trials) =>
        new() { Partner = partner, Criterion = criterion, Counted = new Proportion(successes, trials) };

    /// <summary>Makes evidence of a measurement.</summary>
    /// <param name="partner">The partner.</param>
    /// <param name="criterion">The criterion's name.</param>
    /// <param name="measured">The measurement in the criterion's unit.</param>
    /// <param name="range">The range it is believed to lie in.</param>
    /// <returns>The evidence.</returns>
    public static PartnerEvidence Measurement(PartnerId partner, string criterion, double measured, Interval? range = null) =>
        new() { Partner = partner, Criterion = criterion, Measured = measured, Range = range };
}
