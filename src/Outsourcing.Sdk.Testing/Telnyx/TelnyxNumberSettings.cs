namespace Outsourcing.Testing;

/// <summary>What is set for a number.</summary>
internal sealed class TelnyxNumberSettings
{
    public string? ConnectionId { get; set; }

    public string? CustomerReference { get; set; }

    public bool IsForwarded { get; set; }

    public string? ForwardsTo { get; set; }

    public string ForwardingType { get; set; } = "always";
}
