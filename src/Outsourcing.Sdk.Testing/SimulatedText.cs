namespace Outsourcing.Testing;

/// <summary>A text message the app sent.</summary>
public sealed record SimulatedText
{
    /// <summary>Gets the provider's id of the message.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the sender as the app wrote it.</summary>
    public required string From { get; init; }

    /// <summary>Gets the receiver as the app wrote it.</summary>
    public required string To { get; init; }

    /// <summary>Gets the text.</summary>
    public required PersonalText Body { get; init; }

    /// <summary>Gets when it was taken.</summary>
    public required DateTimeOffset SentAt { get; init; }

    /// <summary>Names the text; who wrote it to whom stays out.</summary>
    /// <returns>The id.</returns>
    public override string ToString() => Id;
}
