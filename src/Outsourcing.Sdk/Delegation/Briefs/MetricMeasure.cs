using System.Text.Json.Serialization;

namespace Outsourcing.Delegation;

/// <summary>What an outcome metric counts or measures on call records.</summary>
/// <remarks>An open vocabulary: a word this version does not know is kept as it came. Equality ignores case.</remarks>
[JsonConverter(typeof(TextValueJsonConverter<MetricMeasure>))]
public readonly record struct MetricMeasure : ITextValue<MetricMeasure>
{
    private readonly string? _value;

    private MetricMeasure(string value) => _value = value;

    /// <summary>Gets the word for the share of calls answered within a time.</summary>
    public static MetricMeasure AnsweredWithin { get; } = new("answered-within");

    /// <summary>Gets the word for the share of calls answered.</summary>
    public static MetricMeasure Answered { get; } = new("answered");

    /// <summary>Gets the word for the share of calls the caller gave up before an answer.</summary>
    public static MetricMeasure Abandoned { get; } = new("abandoned");

    /// <summary>Gets the word for the share of messages passed on within a time.</summary>
    public static MetricMeasure MessageDeliveredWithin { get; } = new("message-delivered-within");

    /// <summary>Gets the word for the share of calls that ended in a given way.</summary>
    public static MetricMeasure Disposition { get; } = new("disposition");

    /// <summary>Gets the word for the share of calls with every required question answered.</summary>
    public static MetricMeasure QuestionsAnswered { get; } = new("questions-answered");

    /// <summary>Gets the word for the share of transfers that reached the contact.</summary>
    public static MetricMeasure TransferCompleted { get; } = new("transfer-completed");

    /// <summary>Gets the word for how long a call takes.</summary>
    public static MetricMeasure HandlingTime { get; } = new("handling-time");

    /// <summary>Gets the word for the share of calls marked a success.</summary>
    public static MetricMeasure Successful { get; } = new("successful");

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("default(MetricMeasure) is no word; use MetricMeasure.From.");

    /// <inheritdoc/>
    public static MetricMeasure From(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return new(text);
    }

    /// <inheritdoc/>
    public bool Equals(MetricMeasure other) => string.Equals(_value, other._value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override int GetHashCode() => _value is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(_value);

    /// <inheritdoc/>
    public override string ToString() => _value ?? "(none)";
}
