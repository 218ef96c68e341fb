namespace Outsourcing;

/// <summary>A reasoned "no verdict": an outcome a caller plans for, not an error.</summary>
public sealed record Refusal
{
    /// <summary>Gets the kind of refusal.</summary>
    public required RefusalKind Kind { get; init; }

    /// <summary>Gets what is missing or contradictory, with its numbers, in one sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>Gets what would make a verdict possible, in one sentence.</summary>
    public required string Remedy { get; init; }
}
