namespace Outsourcing.Delegation;

/// <summary>Who is on call, exactly one contact or a named gap, and by which part of the schedule.</summary>
public sealed record OnCallShift
{
    /// <summary>Gets the first moment of the shift.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Gets the first moment after the shift.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>Gets who is on call; <see langword="null"/> in a gap.</summary>
    public ContactId? Contact { get; init; }

    /// <summary>Gets why nobody is on call.</summary>
    /// <value>The default is <see cref="OnCallGap.None"/>: somebody is.</value>
    public OnCallGap Gap { get; init; }

    /// <summary>Gets the id of the rotation or override that says so; <see langword="null"/> in a gap.</summary>
    public string? Source { get; init; }

    /// <summary>Gets whether an override says so.</summary>
    public bool IsOverride { get; init; }
}
