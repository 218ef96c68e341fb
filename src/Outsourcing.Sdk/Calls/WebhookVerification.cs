using System.Text.Json.Serialization;

namespace Outsourcing.Calls;

/// <summary>How far the origin of an update is proved. Ordered: a higher level proves more.</summary>
/// <remarks>
/// <see cref="None"/> and <see cref="IdOnly"/> prove nothing about the content: a connector re-fetches the call by id
/// before it believes anything. "Verified" is not "fresh": only the levels with a signed time bound replay.
/// </remarks>
[JsonConverter(typeof(JsonStringEnumConverter<WebhookVerification>))]
public enum WebhookVerification
{
    /// <summary>Nothing was proved.</summary>
    None = 0,

    /// <summary>A signature covers the call id alone, not the content.</summary>
    IdOnly = 1,

    /// <summary>The sender knows a secret that travels in the body or the address; the content is not signed.</summary>
    SharedToken = 2,

    /// <summary>The sender knows a secret that travels in a header, such as HTTP Basic credentials; the content is not signed.</summary>
    HeaderSecret = 3,

    /// <summary>The content is signed with a shared secret, without a time: replays are caught by deduplication alone.</summary>
    BodyNoTimestamp = 4,

    /// <summary>Content and time are signed with a shared secret.</summary>
    BodyWithTimestamp = 5,

    /// <summary>A JSON web token covers the content and its time.</summary>
    Jwt = 6,

    /// <summary>Content and time are signed with the provider's private key.</summary>
    Asymmetric = 7,

    /// <summary>The app itself asked the provider over an authenticated connection.</summary>
    Fetched = 8,
}
