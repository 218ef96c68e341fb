namespace Outsourcing.Processes;

/// <summary>How often work passed from one resource to another.</summary>
public sealed record HandOver
{
    /// <summary>Gets who had it.</summary>
    public required PersonalText From { get; init; }

    /// <summary>Gets who got it.</summary>
    public required PersonalText To { get; init; }

    /// <summary>Gets how often.</summary>
    public required long Count { get; init; }
}
