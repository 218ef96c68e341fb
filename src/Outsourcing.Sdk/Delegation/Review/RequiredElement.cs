namespace Outsourcing.Delegation;

/// <summary>Something every brief must say, and whether this one does.</summary>
public sealed record RequiredElement
{
    /// <summary>Gets the code of the rule.</summary>
    public required string Code { get; init; }

    /// <summary>Gets what must be said.</summary>
    public required string Name { get; init; }

    /// <summary>Gets whether the brief says it.</summary>
    public required bool Passed { get; init; }

    /// <summary>Gets whether nothing can be handed over without it: outcome, owner, escalation.</summary>
    public bool Indispensable { get; init; }
}
