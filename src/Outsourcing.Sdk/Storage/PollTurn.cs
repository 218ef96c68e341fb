namespace Outsourcing.Storage;

/// <summary>A turn at polling a source, or when there may be one.</summary>
public sealed record PollTurn
{
    /// <summary>Gets the provider.</summary>
    public required string Provider { get; init; }

    /// <summary>Gets the account, as the application named it.</summary>
    public required string Account { get; init; }

    /// <summary>Gets what proves the turn, new with every turn; <see langword="null"/> when it is not this instance's.</summary>
    public Guid? Token { get; init; }

    /// <summary>Gets when to ask for the next turn: when the next poll is due, or when the turn of another instance ends unless that renews it.</summary>
    public required DateTimeOffset NextAt { get; init; }
}
