using System.Text.Json.Serialization;

namespace Outsourcing.Delegation;

/// <summary>What to do with an engagement whose results disappoint.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EngagementAdvice>))]
public enum EngagementAdvice
{
    /// <summary>Neither bound is reached: go on observing.</summary>
    [JsonStringEnumMemberName("go-on")]
    GoOn = 0,

    /// <summary>The target is reached.</summary>
    [JsonStringEnumMemberName("settled")]
    Settled = 1,

    /// <summary>It fails, and the brief has not been mended often enough to give up: mend it again.</summary>
    [JsonStringEnumMemberName("mend")]
    Mend = 2,

    /// <summary>It fails after the brief was mended: stop.</summary>
    [JsonStringEnumMemberName("finish")]
    Finish = 3,
}
