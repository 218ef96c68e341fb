using System.Text.Json.Serialization;

namespace Outsourcing.Calls;

/// <summary>How the caller felt, as judged by the partner or its software.</summary>
/// <remarks>An open vocabulary: a word this version does not know is kept as it came. Equality ignores case.</remarks>
[JsonConverter(typeof(TextValueJsonConverter<CallSentiment>))]
public readonly record struct CallSentiment : ITextValue<CallSentiment>
{
    private readonly string? _value;

    private CallSentiment(string value) => _value = value;

    /// <summary>Gets the word for a pleased caller.</summary>
    public static CallSentiment Positive { get; } = new("positive");

    /// <summary>Gets the word for a caller who was neither.</summary>
    public static CallSentiment Neutral { get; } = new("neutral");

    /// <summary>Gets the word for a displeased caller.</summary>
    public static CallSentiment Negative { get; } = new("negative");

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("default(CallSentiment) is no word; use CallSentiment.From.");

    /// <inheritdoc/>
    public static CallSentiment From(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return new(text);
    }

    /// <inheritdoc/>
    public bool Equals(CallSentiment other) => string.Equals(_value, other._value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override int GetHashCode() => _value is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(_value);

    /// <inheritdoc/>
    public override string ToString() => _value ?? "(none)";
}
