namespace Outsourcing.Calls;

/// <summary>One attempt to put the caller through.</summary>
public sealed record TransferAttempt
{
    /// <summary>Gets whom the caller was put through to, when it was a telephone number.</summary>
    public PhoneNumber? Target { get; init; }

    /// <summary>Gets whom the caller was put through to, in the partner's words.</summary>
    public PersonalText? TargetName { get; init; }

    /// <summary>Gets how.</summary>
    public TransferKind? Kind { get; init; }

    /// <summary>Gets how it went.</summary>
    public required TransferStatus Status { get; init; }

    /// <summary>Gets when it was tried.</summary>
    public DateTimeOffset? At { get; init; }
}
