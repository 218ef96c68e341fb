namespace Outsourcing.Processes;

/// <summary>What the process earned and cost in one period, such as a month.</summary>
public sealed record PeriodFigures
{
    /// <summary>Gets the first day of the period.</summary>
    public required DateOnly Start { get; init; }

    /// <summary>Gets the revenue.</summary>
    public required Money Revenue { get; init; }

    /// <summary>Gets the fully loaded cost of all steps: wages with their overheads, software, space, and the owner's own hours at what it would cost to hire them.</summary>
    public required Money StepCosts { get; init; }

    /// <summary>Gets the other costs that grow with the work, such as material or advertising.</summary>
    public required Money OtherCosts { get; init; }

    /// <summary>Gets the contribution margin: revenue less both costs.</summary>
    /// <exception cref="CurrencyMismatchException">The amounts are of different currencies.</exception>
    public Money Margin => Revenue - StepCosts - OtherCosts;
}
