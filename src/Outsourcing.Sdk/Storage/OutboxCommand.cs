namespace Outsourcing.Storage;

/// <summary>A command to a provider that must take effect once: buy a number, send a text, delete a recording.</summary>
public sealed record OutboxCommand
{
    /// <summary>Gets what names the command for ever: the same command enqueued again is the one already there.</summary>
    public required string Key { get; init; }

    /// <summary>Gets which sender carries it out, such as <c>delete-recording</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the provider.</summary>
    public required string Provider { get; init; }

    /// <summary>Gets the account, as the application named it.</summary>
    public required string Account { get; init; }

    /// <summary>Gets what the sender needs; its own format. It is stored as content: encrypted when the store encrypts.</summary>
    public PersonalText? Payload { get; init; }

    /// <summary>Gets which attempt this is, from 1, when a sender is given the command; 0 before.</summary>
    public int Attempt { get; init; }

    /// <summary>Gets whether an earlier attempt began to send and did not tell how it ended.</summary>
    public bool IsBegun { get; init; }
}
