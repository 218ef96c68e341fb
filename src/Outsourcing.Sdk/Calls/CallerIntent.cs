namespace Outsourcing.Calls;

/// <summary>What the caller wanted.</summary>
public sealed record CallerIntent
{
    /// <summary>Gets the neutral word.</summary>
    public required CallerIntentKind Kind { get; init; }

    /// <summary>Gets the partner's own label, such as the call type of the brief.</summary>
    public string? Label { get; init; }

    /// <summary>Gets how sure the partner is, from 0 to 1; <see langword="null"/> when it did not say.</summary>
    public double? Confidence { get; init; }
}
