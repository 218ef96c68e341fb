namespace Outsourcing.Storage;

/// <summary>What storing a webhook gave.</summary>
public enum InboxReceipt
{
    /// <summary>It is stored, and will be worked on.</summary>
    Stored = 0,

    /// <summary>It was here before, and the provider may have sent it again. Nothing was stored.</summary>
    Duplicate = 1,

    /// <summary>It was here before, longer ago than the provider sends anything again: somebody replays it. Nothing was stored.</summary>
    Replayed = 2,
}
