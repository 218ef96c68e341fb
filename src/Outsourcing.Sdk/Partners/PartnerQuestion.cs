using System.Text.Json.Serialization;

namespace Outsourcing.Partners;

/// <summary>The question about a partner that a criterion helps to answer.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PartnerQuestion>))]
public enum PartnerQuestion
{
    /// <summary>Can they handle the task?</summary>
    Capability = 0,

    /// <summary>Do they understand the concerns of the business?</summary>
    Understanding = 1,

    /// <summary>How well do they stand behind their work?</summary>
    Commitment = 2,

    /// <summary>What does it cost?</summary>
    Price = 3,
}
