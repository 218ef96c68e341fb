namespace Outsourcing.Testing;

/// <summary>A call the app placed, which waits to be played.</summary>
internal sealed record TelnyxPlacedCall(TelnyxLeg Leg, TimeSpan RingsAtMost);
