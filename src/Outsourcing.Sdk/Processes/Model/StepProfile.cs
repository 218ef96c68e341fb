using System.Text.Json.Serialization;

namespace Outsourcing.Processes;

/// <summary>What is known about a step when it is decided whether to keep it or to delegate it.</summary>
/// <remarks>What nobody knows stays <see langword="null"/>: it widens the verdict, it is never a default.</remarks>
public sealed record StepProfile
{
    /// <summary>Gets the profile of a step nothing is known about.</summary>
    public static StepProfile Unknown { get; } = new();

    /// <summary>Gets how much the customer chooses the business because of this step (1 not at all, 5 decisive).</summary>
    public StepRating? Differentiation { get; init; }

    /// <summary>Gets the expertise needed (1 anybody after an hour, 5 years of the owner's own craft).</summary>
    public StepRating? Expertise { get; init; }

    /// <summary>Gets the part of the revenue that exists because of the step.</summary>
    public RevenueContribution? Revenue { get; init; }

    /// <summary>Gets how much of the customer relation lies in the step (1 none, 5 who does it owns the customer).</summary>
    public StepRating? CustomerOwnership { get; init; }

    /// <summary>Gets what a failure does (1 nothing lasting, 5 loses the customer or breaks a law).</summary>
    public StepRating? FailureImpact { get; init; }

    /// <summary>Gets how unpredictable the work is (1 always the same, 5 never the same).</summary>
    public StepRating? Uncertainty { get; init; }

    /// <summary>Gets how much a partner must invest for this business only (1 nothing, 5 nothing of it serves another client).</summary>
    public StepRating? AssetSpecificity { get; init; }

    /// <summary>Gets how mature the market of partners is (1 nobody offers it, 5 many do, at published prices).</summary>
    public StepRating? MarketMaturity { get; init; }

    /// <summary>Gets how often the step is done, per week; not negative.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The volume is negative.</exception>
    public Measurement? VolumePerWeek
    {
        get;
        init => field = value is null or { Value: >= 0 }
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value.Value, "A volume is not negative.");
    }

    /// <summary>Gets how long the step takes each time.</summary>
    public StepDuration? Duration { get; init; }

    /// <summary>Gets what the step costs each time.</summary>
    public StepCost? Cost { get; init; }

    /// <summary>Gets the regulated data the step touches; <see langword="null"/> when nobody said, empty when there is none.</summary>
    public IReadOnlyList<RegulatedDataKind>? RegulatedData { get; init => field = value is null ? null : ValueList.Copy(value); }

    /// <summary>Gets the members this version does not know.</summary>
    [JsonExtensionData]
    public UnknownMembers? UnknownMembers { get; set; }
}
