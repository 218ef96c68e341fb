namespace Outsourcing.Storage;

/// <summary>An entry of the audit trail with its number.</summary>
/// <param name="Id">The store's number of the entry, rising with time.</param>
/// <param name="Entry">The verdict.</param>
public sealed record RecordedVerdict(long Id, VerdictEntry Entry);
