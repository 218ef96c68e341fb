namespace Outsourcing.Testing;

/// <summary>A text message that <see cref="FakeTelephony"/> sent.</summary>
public sealed record FakeText
{
    /// <summary>Gets the id it was given.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the number shown.</summary>
    public required PhoneNumber Caller { get; init; }

    /// <summary>Gets the number written to.</summary>
    public required PhoneNumber Callee { get; init; }

    /// <summary>Gets the words.</summary>
    public required PersonalText Text { get; init; }

    /// <summary>Gets when it was sent, by the fake's clock.</summary>
    public required DateTimeOffset SentAt { get; init; }
}
