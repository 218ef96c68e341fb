namespace Outsourcing.Processes;

/// <summary>What readiness is judged by.</summary>
public sealed record ReadinessEvidence
{
    /// <summary>Gets the figures of the last periods, all in one currency; the newest counts last.</summary>
    public IReadOnlyList<PeriodFigures> Periods { get; init => field = ValueList.Copy(value); } = ValueList.Empty<PeriodFigures>();

    /// <summary>Gets the process found in the records; <see langword="null"/> when there are none.</summary>
    public DiscoveredProcess? Process { get; init; }

    /// <summary>Gets what is written down.</summary>
    public ProcessDocumentation Documentation { get; init; } = new();
}
