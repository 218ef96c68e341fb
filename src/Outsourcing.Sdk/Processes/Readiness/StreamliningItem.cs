namespace Outsourcing.Processes;

/// <summary>One thing to streamline and the hours of elapsed time it costs.</summary>
public sealed record StreamliningItem
{
    /// <summary>Gets what costs the hours.</summary>
    public required StreamliningKind Kind { get; init; }

    /// <summary>Gets which activity, which hand-over (from → to) or which way through the process.</summary>
    public required string Subject { get; init; }

    /// <summary>Gets how often it occurred in the records.</summary>
    public required long Occurrences { get; init; }

    /// <summary>Gets the elapsed hours it cost in the records. Hours of different items may overlap: they do not add up.</summary>
    public required double Hours { get; init; }
}
