namespace Outsourcing.Partners;

/// <summary>What a partner is worth on one criterion.</summary>
public sealed record CriterionScore
{
    /// <summary>Gets the criterion's name.</summary>
    public required string Criterion { get; init; }

    /// <summary>Gets the value, 0 to 1; the middle of [0, 1] when nothing is known.</summary>
    public required double Value { get; init; }

    /// <summary>Gets what the value may be; [0, 1] when nothing is known.</summary>
    public required Interval Range { get; init; }

    /// <summary>Gets the value that ranks count: the lower end of what the evidence supports; the middle of [0, 1] when nothing is known.</summary>
    /// <remarks>A share that rests on few observations has a wide range and so a low cautious value: 3 of 3 does not outrank 180 of 200.</remarks>
    public double Cautious => IsKnown ? Range.Lower : Value;

    /// <summary>Gets the measurement behind it, in the criterion's unit; <see langword="null"/> when nothing is known.</summary>
    public double? Measured { get; init; }

    /// <summary>Gets how many observations it rests on.</summary>
    public double? SampleSize { get; init; }

    /// <summary>Gets whether anything is known.</summary>
    public bool IsKnown { get; init; }

    /// <summary>Gets whether the partner is known to miss what the criterion demands.</summary>
    public bool IsKnockedOut { get; init; }
}

/// <summary>What a partner is worth by all criteria.</summary>
public sealed record PartnerScore
{
    /// <summary>Gets the partner.</summary>
    public required PartnerId Partner { get; init; }

    /// <summary>Gets the scores in the order of the criteria.</summary>
    public required IReadOnlyList<CriterionScore> Criteria { get; init => field = ValueList.Copy(value); }

    /// <summary>Gets the weighted sum of the values, 0 to 1.</summary>
    public required double Total { get; init; }

    /// <summary>Gets the weighted sum of the cautious values, which partners are ranked by, 0 to 1.</summary>
    public required double Cautious { get; init; }

    /// <summary>Gets what the weighted sum may be, with every value at its worst and at its best.</summary>
    public required Interval Range { get; init; }

    /// <summary>Gets the share of the weight on criteria of which something is known, 0 to 1.</summary>
    public required double KnownWeight { get; init; }

    /// <summary>Gets the criteria the partner is knocked out by.</summary>
    public IReadOnlyList<string> KnockedOutBy => ValueList.Copy(Criteria.Where(score => score.IsKnockedOut).Select(score => score.Criterion));
}
