namespace Outsourcing.Storage;

/// <summary>What a webhook is recognised by when it comes again: provider, account, and the provider's id of the event.</summary>
public readonly record struct InboxKey
{
    /// <summary>Initializes the key.</summary>
    /// <param name="provider">The provider; kept in lower case.</param>
    /// <param name="account">The account, as the application named it; kept in lower case.</param>
    /// <param name="eventId">What identifies the event within the account.</param>
    /// <exception cref="ArgumentException">A part is empty or white space.</exception>
    public InboxKey(string provider, string account, string eventId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(provider);
        ArgumentException.ThrowIfNullOrWhiteSpace(account);
        ArgumentException.ThrowIfNullOrWhiteSpace(eventId);
        Provider = provider.ToLowerInvariant();
        Account = account.ToLowerInvariant();
        EventId = eventId;
    }

    /// <summary>Gets the provider.</summary>
    public string Provider { get; }

    /// <summary>Gets the account.</summary>
    public string Account { get; }

    /// <summary>Gets what identifies the event within the account.</summary>
    public string EventId { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Provider}/{Account}/{EventId}";
}
