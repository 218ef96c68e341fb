namespace Outsourcing.Delegation;

/// <summary>What an answered question leads to.</summary>
/// <param name="Brief">The next version, with the answer as a clause.</param>
/// <param name="Communication">The communication, in which the question is answered.</param>
public sealed record ClarifiedBrief(DelegationBrief Brief, BriefCommunication Communication);
