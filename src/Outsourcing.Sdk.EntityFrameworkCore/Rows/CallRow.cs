namespace Outsourcing.EntityFrameworkCore;

/// <summary>What a call is found by. Its content is the set of its updates.</summary>
internal sealed class CallRow : TenantRow
{
    public required string CallKey { get; set; }

    public required string Provider { get; set; }

    public required string Account { get; set; }

    public int Version { get; set; }

    public long StartedAt { get; set; }

    /// <summary>A digest of the caller's number, to find a person's calls by; gone with the call.</summary>
    public string? CallerDigest { get; set; }

    public byte[] Record { get; set; } = [];
}
