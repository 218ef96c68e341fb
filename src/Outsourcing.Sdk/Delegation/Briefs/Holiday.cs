using System.Text.Json.Serialization;

namespace Outsourcing.Delegation;

/// <summary>A date with other hours than its weekday has.</summary>
public sealed record Holiday
{
    /// <summary>Gets the date.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Gets what it is called.</summary>
    /// <exception cref="InvalidBriefException">The text is longer than <see cref="BriefRules.MaximumTextLength"/>.</exception>
    public required string Name { get; init => field = BriefRules.Text(value, "holiday.name"); }

    /// <summary>Gets when work begins; <see langword="null"/> when nobody works.</summary>
    public TimeOnly? From { get; init; }

    /// <summary>Gets when work ends.</summary>
    public TimeOnly? Until { get; init; }

    /// <summary>Gets the members this version does not know.</summary>
    [JsonExtensionData]
    public UnknownMembers? Unknown { get; set; }
}
