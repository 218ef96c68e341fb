namespace Outsourcing.Processes;

/// <summary>A party of a process, such as the business or its customer.</summary>
public sealed record ProcessPool
{
    /// <summary>Gets the pool's id, unique in its process.</summary>
    public required string Id
    {
        get;
        init
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(value);
            field = value;
        }
    }

    /// <summary>Gets the party's name; may be empty.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the id of the party's own process; <see langword="null"/> for a party whose steps are not shown.</summary>
    public string? Process { get; init; }

    /// <summary>Gets whether the party takes part in the collaboration; otherwise it is a process that is only called, or stands alone.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool IsParticipant { get; init; } = true;
}
