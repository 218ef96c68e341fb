namespace Outsourcing.Delegation;

/// <summary>One part of a brief that differs between two versions.</summary>
public sealed record BriefDifference
{
    /// <summary>Gets where the part stands.</summary>
    public required BriefPlace Place { get; init; }

    /// <summary>Gets how it differs.</summary>
    public required BriefDifferenceKind Kind { get; init; }

    /// <summary>Gets the part in the older version as JSON text; <see langword="null"/> when it is new.</summary>
    public string? Before { get; init; }

    /// <summary>Gets the part in the newer version as JSON text; <see langword="null"/> when it is gone.</summary>
    public string? After { get; init; }

    /// <summary>Gets whether the person who answers calls does or says something else because of it.</summary>
    public bool ForAnswerer { get; init; }

    /// <summary>Gets the difference in a sentence.</summary>
    public required string Summary { get; init; }

    /// <summary>Gets kind and place; not the values, which may hold names and telephone numbers.</summary>
    /// <returns>For example <c>Changed greeting</c>.</returns>
    public override string ToString() => $"{Kind} {Place}";
}
