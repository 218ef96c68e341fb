namespace Outsourcing.Delegation;

/// <summary>A finding the owner has looked at and accepts, and why.</summary>
public sealed record ReviewSuppression
{
    /// <summary>Gets the code that is accepted.</summary>
    public required string Code { get; init; }

    /// <summary>Gets the place it is accepted at; <see langword="null"/> for every place.</summary>
    public BriefPlace? Place { get; init; }

    /// <summary>Gets why; never empty.</summary>
    /// <exception cref="ArgumentException">The reason is empty.</exception>
    public required string Reason
    {
        get;
        init
        {
            if (string.IsNullOrWhiteSpace(value))
            {
                throw new ArgumentException("A finding is accepted for a reason; say it.", nameof(value));
            }

            field = value;
        }
    }

    internal bool Covers(ReviewFinding finding) =>
        string.Equals(Code, finding.Code, StringComparison.OrdinalIgnoreCase) && (Place is null || Place == finding.Place);
}
