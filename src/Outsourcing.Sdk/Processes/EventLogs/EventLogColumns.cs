namespace Outsourcing.Processes;

/// <summary>Which column of a CSV file, or which attribute of an XES file, holds what.</summary>
/// <remarks>
/// The defaults are the names of the XES standard extensions. In a CSV file a column is found by its full name, ignoring case. In an XES
/// file the prefix <c>case:</c> means the attribute of the trace instead of the event's; <see cref="Case"/> is always the trace's.
/// </remarks>
public sealed record EventLogColumns
{
    /// <summary>Gets what names the case.</summary>
    /// <value>The default is <c>case:concept:name</c>.</value>
    public string Case { get; init; } = "case:concept:name";

    /// <summary>Gets what names the activity.</summary>
    /// <value>The default is <c>concept:name</c>.</value>
    public string Activity { get; init; } = "concept:name";

    /// <summary>Gets when the event happened.</summary>
    /// <value>The default is <c>time:timestamp</c>.</value>
    public string Timestamp { get; init; } = "time:timestamp";

    /// <summary>Gets when the event started, in logs that keep start and end in one line.</summary>
    /// <value>The default is <c>start_timestamp</c>.</value>
    public string? StartedAt { get; init; } = "start_timestamp";

    /// <summary>Gets who did it.</summary>
    /// <value>The default is <c>org:resource</c>.</value>
    public string? Resource { get; init; } = "org:resource";

    /// <summary>Gets the transition of the activity's life.</summary>
    /// <value>The default is <c>lifecycle:transition</c>.</value>
    public string? Lifecycle { get; init; } = "lifecycle:transition";

    /// <summary>Gets what the event cost.</summary>
    /// <value>The default is <c>cost:total</c>.</value>
    public string? Cost { get; init; } = "cost:total";

    /// <summary>Gets what the event, or with the prefix <c>case:</c> the case, earned.</summary>
    /// <value>The default is <see langword="null"/>: the log carries no revenue.</value>
    public string? Revenue { get; init; }
}
