using System.Text.Json.Serialization;

namespace Outsourcing.Calls;

/// <summary>A call as all its updates together tell it.</summary>
/// <remarks>Made by <see cref="CallHistory.ToRecord"/>; its facts change as further updates arrive.</remarks>
public sealed record CallRecord : CallFacts
{
    /// <summary>Gets the call.</summary>
    public required CallId Id { get; init; }

    /// <summary>Gets the newest revision that went into the record.</summary>
    public required CallRevision LastRevision { get; init; }

    /// <summary>Gets how many updates went into the record.</summary>
    public int UpdateCount { get; init; }

    /// <summary>Gets the weakest verification among the updates.</summary>
    public WebhookVerification Verification { get; init; }

    /// <summary>Gets the members this version does not know.</summary>
    [JsonExtensionData]
    public UnknownMembers? Unknown { get; set; }
}
