using System.Text.Json.Serialization;

namespace Outsourcing.Partners;

/// <summary>What a reviewer says to an item.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ScorecardMark>))]
public enum ScorecardMark
{
    /// <summary>Does not apply to this call; earns and costs nothing.</summary>
    NotApplicable = 0,

    /// <summary>Yes.</summary>
    Met = 1,

    /// <summary>No.</summary>
    NotMet = 2,
}

/// <summary>The answer to one item.</summary>
public sealed record ScorecardAnswer
{
    /// <summary>Gets the item's name.</summary>
    public required string Item { get; init; }

    /// <summary>Gets the answer.</summary>
    public required ScorecardMark Mark { get; init; }

    /// <summary>Gets why, in the reviewer's words.</summary>
    public PersonalText? Note { get; init; }
}
