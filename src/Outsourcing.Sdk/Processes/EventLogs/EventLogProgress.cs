namespace Outsourcing.Processes;

/// <summary>How far the reading of an event log is.</summary>
public readonly record struct EventLogProgress
{
    /// <summary>Gets how many bytes were taken from the source, packed as they are there.</summary>
    public long BytesRead { get; init; }

    /// <summary>Gets how many bytes the source holds; <see langword="null"/> when it does not say.</summary>
    public long? TotalBytes { get; init; }

    /// <summary>Gets how many events were read.</summary>
    public long Events { get; init; }

    /// <summary>Gets how many cases were met.</summary>
    public long Cases { get; init; }
}
