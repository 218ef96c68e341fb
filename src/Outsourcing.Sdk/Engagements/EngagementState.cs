using System.Text.Json.Serialization;

namespace Outsourcing.Engagements;

/// <summary>Where an engagement is in its life.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EngagementState>))]
public enum EngagementState
{
    /// <summary>Offered and not agreed to yet.</summary>
    Proposed = 0,

    /// <summary>Agreed, and no call goes to the partner yet.</summary>
    Agreed = 1,

    /// <summary>The partner handles the calls.</summary>
    Active = 2,

    /// <summary>The calls go to the business for a while.</summary>
    Paused = 3,

    /// <summary>Over; nothing changes any more.</summary>
    Ended = 4,
}
