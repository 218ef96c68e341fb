namespace Outsourcing.Delegation;

/// <summary>One answer to "why", and what it rests on.</summary>
public sealed record WhyLink
{
    /// <summary>Gets the answer, in one sentence.</summary>
    /// <exception cref="ArgumentException">The text is empty.</exception>
    public required string Because { get; init => field = Said(value, nameof(Because)); }

    /// <summary>Gets what it rests on: calls, places in the brief, figures. An answer without evidence is no link.</summary>
    /// <exception cref="ArgumentException">The text is empty.</exception>
    public required string Evidence { get; init => field = Said(value, nameof(Evidence)); }

    /// <summary>Gets the place in the brief it points at, if any.</summary>
    public BriefPlace? Place { get; init; }

    private static string Said(string value, string what) => string.IsNullOrWhiteSpace(value)
        ? throw new ArgumentException($"{what} is empty. Where the next answer has no evidence, the chain is at its root.", nameof(value))
        : value;
}
