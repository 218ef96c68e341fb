using Outsourcing.Webhooks;

namespace Outsourcing.Storage;

/// <summary>What became of the webhooks sent to this process, since it started or lately.</summary>
public sealed record WebhookCounts
{
    /// <summary>Gets how many were believed, new, and stored.</summary>
    public long Stored { get; init; }

    /// <summary>Gets how many were believed and known already, soon enough to be the provider's own repetition. They had no effect.</summary>
    public long Duplicates { get; init; }

    /// <summary>Gets how many could not be stored, so that the provider was told to send them again.</summary>
    public long Unavailable { get; init; }

    /// <summary>Gets how many were not believed, by the name of the <see cref="WebhookRefusal"/>.</summary>
    public IReadOnlyDictionary<string, long> Refused { get; init => field = ValueMap.Copy(value); } = ValueMap.Empty<long>();

    /// <summary>
    /// Gets how far this machine's clock is ahead of the senders', negative for behind, when the last three requests that were signed
    /// rightly, or more, were all refused for their time; <see langword="null"/> otherwise.
    /// </summary>
    /// <remarks>Set the clock. Where it is right, somebody sends old requests again, and nothing else came in between.</remarks>
    public TimeSpan? ClockOffset { get; init; }

    /// <summary>Gets how many were not believed, whatever the reason.</summary>
    public long TotalRefused => Refused.Values.Sum();

    /// <summary>Tells how many were not believed for one reason.</summary>
    /// <param name="refusal">The reason.</param>
    /// <returns>The count.</returns>
    public long RefusedFor(WebhookRefusal refusal) => Refused.GetValueOrDefault(refusal.ToString());

    /// <summary>Adds counts.</summary>
    /// <param name="other">Other counts.</param>
    /// <returns>The sums.</returns>
    public WebhookCounts Plus(WebhookCounts other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new WebhookCounts
        {
            Stored = Stored + other.Stored,
            Duplicates = Duplicates + other.Duplicates,
            Unavailable = Unavailable + other.Unavailable,
            ClockOffset = ClockOffset ?? other.ClockOffset,
            Refused = ValueMap.Copy(Refused.Concat(other.Refused).GroupBy(pair => pair.Key, StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => group.Sum(pair => pair.Value), StringComparer.Ordinal)),
        };
    }
}
