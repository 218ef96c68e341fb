namespace Outsourcing.Processes;

/// <summary>The part of the revenue that exists because of a step.</summary>
/// <remarks>It comes from the records where they carry revenue; otherwise the owner states it and it is marked so.</remarks>
public sealed record RevenueContribution
{
    /// <summary>Gets the share of the revenue: 0 to 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The share is outside 0 to 1.</exception>
    public required double Share
    {
        get;
        init => field = value is >= 0 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A share of the revenue lies between 0 and 1.");
    }

    /// <summary>Gets the range the share lies in; <see langword="null"/> when it is stated without one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range leaves 0 to 1.</exception>
    public Interval? Interval
    {
        get;
        init => field = value is null or { Lower: >= 0, Upper: <= 1 }
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "The range of a share stays between 0 and 1.");
    }

    /// <summary>Gets whether the share is measured or stated.</summary>
    public required EvidenceOrigin Origin { get; init; }

    /// <summary>Gets how it was attributed, such as <c>step-removal</c>; <see langword="null"/> when it is stated.</summary>
    public string? Method { get; init; }

    /// <summary>Gets how many cases it rests on; <see langword="null"/> when it is stated.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public long? Cases
    {
        get;
        init
        {
            if (value is { } count)
            {
                ArgumentOutOfRangeException.ThrowIfNegative(count);
            }

            field = value;
        }
    }

    /// <summary>Makes a share the owner states.</summary>
    /// <param name="share">The share: 0 to 1.</param>
    /// <param name="interval">The range, when the owner gave one.</param>
    /// <returns>The contribution, marked as stated.</returns>
    public static RevenueContribution Stated(double share, Interval? interval = null) =>
        new() { Share = share, Interval = interval, Origin = EvidenceOrigin.Stated };
}
