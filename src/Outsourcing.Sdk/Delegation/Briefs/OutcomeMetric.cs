using System.Text.Json.Serialization;

namespace Outsourcing.Delegation;

/// <summary>An outcome as a number that both sides can compute: what is counted, out of what, over which time, from which records.</summary>
public sealed record OutcomeMetric
{
    /// <summary>Gets the id, unique in the brief.</summary>
    /// <exception cref="InvalidBriefException">The text is longer than <see cref="BriefRules.MaximumTextLength"/>.</exception>
    public required string Id { get; init => field = BriefRules.Text(value, "outcomeMetric.id"); }

    /// <summary>Gets what people call it.</summary>
    /// <exception cref="InvalidBriefException">The text is longer than <see cref="BriefRules.MaximumTextLength"/>.</exception>
    public required string Name { get; init => field = BriefRules.Text(value, "outcomeMetric.name"); }

    /// <summary>Gets what it means.</summary>
    /// <exception cref="InvalidBriefException">The text is longer than <see cref="BriefRules.MaximumTextLength"/>.</exception>
    public string? Definition { get; init => field = BriefRules.OptionalText(value, "outcomeMetric.definition"); }

    /// <summary>Gets what is counted.</summary>
    /// <exception cref="InvalidBriefException">The text is longer than <see cref="BriefRules.MaximumTextLength"/>.</exception>
    public string? Numerator { get; init => field = BriefRules.OptionalText(value, "outcomeMetric.numerator"); }

    /// <summary>Gets out of what it is counted.</summary>
    /// <exception cref="InvalidBriefException">The text is longer than <see cref="BriefRules.MaximumTextLength"/>.</exception>
    public string? Denominator { get; init => field = BriefRules.OptionalText(value, "outcomeMetric.denominator"); }

    /// <summary>Gets what must be reached.</summary>
    public MetricTarget? Target { get; init; }

    /// <summary>Gets over which time it is counted.</summary>
    public MetricWindow? Window { get; init; }

    /// <summary>Gets from which records.</summary>
    /// <exception cref="InvalidBriefException">The text is longer than <see cref="BriefRules.MaximumTextLength"/>.</exception>
    public string? Source { get; init => field = BriefRules.OptionalText(value, "outcomeMetric.source"); }

    /// <summary>Gets how it is computed from call records; <see langword="null"/> when only people can tell.</summary>
    public MetricMeasure? Measure { get; init; }

    /// <summary>Gets the time a measure such as <see cref="MetricMeasure.AnsweredWithin"/> holds calls against.</summary>
    /// <exception cref="InvalidBriefException">The time is negative.</exception>
    public TimeSpan? Within { get; init => field = BriefRules.Duration(value, "outcomeMetric.within"); }

    /// <summary>Gets the disposition that <see cref="MetricMeasure.Disposition"/> counts, in the neutral words of calls.</summary>
    /// <exception cref="InvalidBriefException">The text is longer than <see cref="BriefRules.MaximumTextLength"/>.</exception>
    public string? Disposition { get; init => field = BriefRules.OptionalText(value, "outcomeMetric.disposition"); }

    /// <summary>Gets the call type it is counted for; <see langword="null"/> for all calls.</summary>
    public CallTypeId? CallType { get; init; }

    /// <summary>Gets the members this version does not know.</summary>
    [JsonExtensionData]
    public UnknownMembers? Unknown { get; set; }
}
