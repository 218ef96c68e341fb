namespace Outsourcing.Storage;

/// <summary>What storing a webhook gave.</summary>
public enum InboxReceipt
{
    /// <summary>It is stored, and will be worked on.</summary>
    Stored = 0,

    /// <summary>It was here before: sent again by the provider, or replayed by somebody. Nothing was stored.</summary>
    Duplicate = 1,
}
