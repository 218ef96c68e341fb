namespace Outsourcing.Processes;

/// <summary>Where a step stands between core and supportive, and what to do with it.</summary>
public sealed record StepPlacement
{
    /// <summary>Gets what to do with the step.</summary>
    public required StepDecision Decision { get; init; }

    /// <summary>Gets the core index: 0 (anybody could do it) to 1 (it is the business), as a range where inputs are uncertain.</summary>
    public required Interval CoreIndex { get; init; }

    /// <summary>Gets the contract hazard: 0 (harmless to hand over) to 1, as a range where inputs are uncertain.</summary>
    public required Interval ContractHazard { get; init; }

    /// <summary>Gets what other weights would say.</summary>
    public required WeightSensitivity Sensitivity { get; init; }

    /// <summary>Gets what must be made stronger before the step is handed over, most pressing first; empty unless it is to go in pieces or touches regulated data.</summary>
    public IReadOnlyList<string> StrengthenFirst { get; init => field = ValueList.Copy(value); } = ValueList.Empty<string>();
}
