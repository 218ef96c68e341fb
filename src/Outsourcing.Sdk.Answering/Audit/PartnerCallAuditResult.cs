using Outsourcing.Calls;

namespace Outsourcing.Answering;

/// <summary>What comparing a partner's log with an independent one gave.</summary>
public sealed record PartnerCallAuditResult
{
    /// <summary>Gets one line for each call, by time.</summary>
    public required IReadOnlyList<PartnerCallAuditLine> Lines { get; init => field = ValueList.Copy(value); }

    /// <summary>Gets how many calls of both logs have no start, and are in no line.</summary>
    public required int Untimed { get; init; }

    /// <summary>Counts the calls of a finding.</summary>
    /// <param name="finding">The finding.</param>
    /// <returns>Their number.</returns>
    public int Count(PartnerCallFinding finding) => Lines.Count(line => line.Finding == finding);
}

/// <summary>One call as both logs have it, or one of them.</summary>
public sealed record PartnerCallAuditLine
{
    /// <summary>Gets the call in the independent log; <see langword="null"/> when it has none.</summary>
    public CallRecord? Independent { get; init; }

    /// <summary>Gets the call as the partner reports it; <see langword="null"/> when it does not.</summary>
    public CallRecord? Reported { get; init; }

    /// <summary>Gets what follows.</summary>
    public required PartnerCallFinding Finding { get; init; }
}

/// <summary>What the two logs say of a call.</summary>
public enum PartnerCallFinding
{
    /// <summary>Both have it, and nothing speaks against the partner's report.</summary>
    Agreed = 0,

    /// <summary>Nobody answered it, and the partner reports it as such.</summary>
    Missed = 1,

    /// <summary>Nobody answered it, and the partner reports it as answered.</summary>
    ClaimedAsAnswered = 2,

    /// <summary>Somebody answered it, and the partner does not report it.</summary>
    Unreported = 3,

    /// <summary>Nobody answered it, and the partner does not report it.</summary>
    MissedAndUnreported = 4,

    /// <summary>The partner reports it, and the independent log has no such call.</summary>
    Unfounded = 5,
}
