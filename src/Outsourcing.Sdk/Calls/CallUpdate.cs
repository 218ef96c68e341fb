using System.Text.Json.Serialization;

namespace Outsourcing.Calls;

/// <summary>What one message of a provider (webhook, poll, e-mail, invoice line) says about a call.</summary>
public sealed record CallUpdate : CallFacts
{
    /// <summary>Gets the call.</summary>
    public required CallId Call { get; init; }

    /// <summary>Gets the place among the call's updates.</summary>
    public required CallRevision Revision { get; init; }

    /// <summary>Gets how far the origin of the update is proved.</summary>
    public WebhookVerification Verification { get; init; }

    /// <summary>Gets the key under which the message is stored as received, when it is.</summary>
    public string? RawReference { get; init; }

    /// <summary>Gets the members this version does not know.</summary>
    [JsonExtensionData]
    public UnknownMembers? Unknown { get; set; }
}
