namespace Outsourcing.Processes;

/// <summary>The weights and boundaries steps are classified by.</summary>
/// <remarks>
/// The defaults weigh all inputs of an axis alike and are this project's own proposal, to be calibrated; the two axes follow Quinn and
/// Hilmer (1994) for the core index and transaction cost economics (Williamson) for the contract hazard. Weights are scaled to sum to 1.
/// </remarks>
public sealed record ClassificationPolicy
{
    /// <summary>Gets the weight of differentiation in the core index.</summary>
    /// <value>The default is 0.25.</value>
    public double Differentiation { get; init => field = Weight(value, nameof(Differentiation)); } = 0.25;

    /// <summary>Gets the weight of the revenue contribution in the core index.</summary>
    /// <value>The default is 0.25.</value>
    public double Revenue { get; init => field = Weight(value, nameof(Revenue)); } = 0.25;

    /// <summary>Gets the weight of the expertise needed in the core index.</summary>
    /// <value>The default is 0.25.</value>
    public double Expertise { get; init => field = Weight(value, nameof(Expertise)); } = 0.25;

    /// <summary>Gets the weight of customer ownership in the core index.</summary>
    /// <value>The default is 0.25.</value>
    public double CustomerOwnership { get; init => field = Weight(value, nameof(CustomerOwnership)); } = 0.25;

    /// <summary>Gets the weight of asset specificity in the contract hazard.</summary>
    /// <value>The default is 0.25.</value>
    public double AssetSpecificity { get; init => field = Weight(value, nameof(AssetSpecificity)); } = 0.25;

    /// <summary>Gets the weight of uncertainty in the contract hazard.</summary>
    /// <value>The default is 0.25.</value>
    public double Uncertainty { get; init => field = Weight(value, nameof(Uncertainty)); } = 0.25;

    /// <summary>Gets the weight of failure impact in the contract hazard.</summary>
    /// <value>The default is 0.25.</value>
    public double FailureImpact { get; init => field = Weight(value, nameof(FailureImpact)); } = 0.25;

    /// <summary>Gets the weight of the market's immaturity in the contract hazard.</summary>
    /// <value>The default is 0.25.</value>
    public double MarketImmaturity { get; init => field = Weight(value, nameof(MarketImmaturity)); } = 0.25;

    /// <summary>Gets the core index from which a step is core.</summary>
    /// <value>The default is 0.6.</value>
    public double CoreFrom { get; init => field = Share(value, nameof(CoreFrom)); } = 0.6;

    /// <summary>Gets the core index up to which a step is supportive.</summary>
    /// <value>The default is 0.4.</value>
    public double SupportiveUpTo { get; init => field = Share(value, nameof(SupportiveUpTo)); } = 0.4;

    /// <summary>Gets the contract hazard up to which a supportive step can be handed over whole.</summary>
    /// <value>The default is 0.5.</value>
    public double HazardUpTo { get; init => field = Share(value, nameof(HazardUpTo)); } = 0.5;

    /// <summary>Gets the share of the revenue that counts as fully core: above 0, up to 1.</summary>
    /// <value>The default is 0.5: a step that half of the revenue exists because of stands at the top of this input.</value>
    public double FullRevenueShare
    {
        get;
        init => field = value is > 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "FullRevenueShare lies above 0, up to 1.");
    } = 0.5;

    private static double Weight(double value, string name) => value >= 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, "A weight is a finite number from 0 upward.");

    private static double Share(double value, string name) => value is >= 0 and <= 1
        ? value
        : throw new ArgumentOutOfRangeException(name, value, "A boundary lies between 0 and 1.");
}
