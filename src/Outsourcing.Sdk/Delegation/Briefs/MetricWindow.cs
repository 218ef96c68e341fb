using System.Text.Json.Serialization;

namespace Outsourcing.Delegation;

/// <summary>Over which stretch of time an outcome is counted.</summary>
/// <remarks>An open vocabulary: a word this version does not know is kept as it came. Equality ignores case.</remarks>
[JsonConverter(typeof(TextValueJsonConverter<MetricWindow>))]
public readonly record struct MetricWindow : ITextValue<MetricWindow>
{
    private readonly string? _value;

    private MetricWindow(string value) => _value = value;

    /// <summary>Gets the word for a calendar day.</summary>
    public static MetricWindow Day { get; } = new("day");

    /// <summary>Gets the word for a calendar week, Monday first.</summary>
    public static MetricWindow Week { get; } = new("week");

    /// <summary>Gets the word for a calendar month.</summary>
    public static MetricWindow Month { get; } = new("month");

    /// <summary>Gets the word for a calendar quarter.</summary>
    public static MetricWindow Quarter { get; } = new("quarter");

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("default(MetricWindow) is no word; use MetricWindow.From.");

    /// <inheritdoc/>
    public static MetricWindow From(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return new(text);
    }

    /// <inheritdoc/>
    public bool Equals(MetricWindow other) => string.Equals(_value, other._value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override int GetHashCode() => _value is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(_value);

    /// <inheritdoc/>
    public override string ToString() => _value ?? "(none)";
}
