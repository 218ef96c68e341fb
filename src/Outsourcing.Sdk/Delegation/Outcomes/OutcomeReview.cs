namespace Outsourcing.Delegation;

/// <summary>Every outcome of a brief, computed from call records.</summary>
public sealed record OutcomeReview
{
    /// <summary>Gets the brief.</summary>
    public required BriefId Brief { get; init; }

    /// <summary>Gets the version whose outcomes were computed.</summary>
    public required int Version { get; init; }

    /// <summary>Gets how many calls were looked at.</summary>
    public required long Calls { get; init; }

    /// <summary>Gets how many of them came outside the hours of the brief and were left out.</summary>
    public long OutsideHours { get; init; }

    /// <summary>Gets the results, in the order of the brief.</summary>
    /// <value>None by default.</value>
    public IReadOnlyList<OutcomeResult> Results { get; init => field = ValueList.Copy(value); } = ValueList.Empty<OutcomeResult>();
}
