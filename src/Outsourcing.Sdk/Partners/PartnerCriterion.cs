using System.Text.Json.Serialization;

namespace Outsourcing.Partners;

/// <summary>What partners are compared by.</summary>
public sealed record PartnerCriterion
{
    /// <summary>Gets the criterion's stable name, such as <c>service-level</c>.</summary>
    public required string Id { get; init => field = string.IsNullOrWhiteSpace(value) ? throw new ArgumentException("A criterion has a stable name.", nameof(value)) : value; }

    /// <summary>Gets what is measured, in words.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the question it helps to answer.</summary>
    public required PartnerQuestion Question { get; init; }

    /// <summary>Gets the unit of its measurements: UCUM, a currency code, or <c>1</c> for shares.</summary>
    /// <value>The default is <c>1</c>.</value>
    public string Unit { get; init; } = "1";

    /// <summary>Gets what a measurement is worth, against bounds declared beforehand.</summary>
    public required ValueFunction Value { get; init; }

    /// <summary>Gets the weight in points, 0 or more; only proportions between weights matter.</summary>
    /// <value>The default is 1.</value>
    public double Weight { get; init => field = value >= 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A weight is 0 or more."); } = 1;

    /// <summary>Gets the measurement that must be reached, in the criterion's unit; a partner known to miss it is out. <see langword="null"/> for none.</summary>
    public double? KnockOut { get; init; }

    /// <summary>Gets where its evidence comes from.</summary>
    public EvidenceSource Source { get; init; }

    /// <summary>Gets the members this version does not know.</summary>
    [JsonExtensionData]
    public UnknownMembers? Unknown { get; set; }
}
