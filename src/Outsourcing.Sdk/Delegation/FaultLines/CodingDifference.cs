using Outsourcing.Calls;

namespace Outsourcing.Delegation;

/// <summary>A call that two people coded, each for themselves.</summary>
/// <param name="Call">The call.</param>
/// <param name="First">The first person's code.</param>
/// <param name="Second">The second person's code.</param>
public sealed record CodingDifference(CallId Call, FaultLineKind First, FaultLineKind Second);
