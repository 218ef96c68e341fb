namespace Outsourcing.Processes;

/// <summary>A message between two parties of a process.</summary>
/// <remarks>Each end is the id of a pool (the party as a whole) or of a step.</remarks>
public sealed record MessageFlow
{
    /// <summary>Gets the flow's id, unique in its process.</summary>
    public required string Id
    {
        get;
        init
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(value);
            field = value;
        }
    }

    /// <summary>Gets the id of the pool or step that sends.</summary>
    public required string Source { get; init; }

    /// <summary>Gets the id of the pool or step that receives.</summary>
    public required string Target { get; init; }

    /// <summary>Gets what is sent; <see langword="null"/> when it has no name.</summary>
    public string? Name { get; init; }
}
