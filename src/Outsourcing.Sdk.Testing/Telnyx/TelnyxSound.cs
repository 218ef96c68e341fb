namespace Outsourcing.Testing;

/// <summary>A recording that is kept.</summary>
internal sealed record TelnyxSound(string Id, TelnyxLeg Leg, string Channels, DateTimeOffset StartedAt, DateTimeOffset EndedAt)
{
    public int Seconds => (int)Math.Round((EndedAt - StartedAt).TotalSeconds);
}

/// <summary>A recording that goes on.</summary>
internal sealed record TelnyxRecordingOrder(string Channels, DateTimeOffset StartedAt);
