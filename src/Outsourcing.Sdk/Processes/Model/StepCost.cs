namespace Outsourcing.Processes;

/// <summary>What a step costs each time, fully loaded: wages with their overheads, software, space.</summary>
public sealed record StepCost
{
    /// <summary>Gets the cost of one execution; not negative.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The cost is negative.</exception>
    public required Money PerExecution
    {
        get;
        init => field = value.Amount >= 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A step does not cost less than nothing; book a gain as revenue.");
    }

    /// <summary>Gets where the cost comes from.</summary>
    public required EvidenceOrigin Origin { get; init; }

    /// <summary>Makes a cost that a person answers for.</summary>
    /// <param name="perExecution">The cost of one execution.</param>
    /// <returns>The cost.</returns>
    public static StepCost Stated(Money perExecution) => new() { PerExecution = perExecution, Origin = EvidenceOrigin.Stated };
}
