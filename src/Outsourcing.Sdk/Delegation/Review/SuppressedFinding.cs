namespace Outsourcing.Delegation;

/// <summary>A finding, and the reason it was accepted for.</summary>
public sealed record SuppressedFinding
{
    /// <summary>Gets the finding.</summary>
    public required ReviewFinding Finding { get; init; }

    /// <summary>Gets the reason.</summary>
    public required string Reason { get; init; }
}
