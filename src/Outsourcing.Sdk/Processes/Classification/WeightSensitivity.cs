namespace Outsourcing.Processes;

/// <summary>How far a classification depends on the weights of its policy.</summary>
public sealed record WeightSensitivity
{
    /// <summary>Gets the range of the core index when every weight may be half as large again or half as small.</summary>
    public required Interval CoreIndex { get; init; }

    /// <summary>Gets the range of the contract hazard when every weight may be half as large again or half as small.</summary>
    public required Interval ContractHazard { get; init; }

    /// <summary>Gets the share of all possible weights, each equally likely, under which the step would be placed the same; 1 means the weights do not matter.</summary>
    public required double Agreement { get; init; }
}
