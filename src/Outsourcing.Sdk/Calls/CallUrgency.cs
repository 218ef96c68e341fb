using System.Text.Json.Serialization;

namespace Outsourcing.Calls;

/// <summary>How urgent a call is, in neutral words.</summary>
/// <remarks>An open vocabulary: a word this version does not know is kept as it came. Equality ignores case.</remarks>
[JsonConverter(typeof(TextValueJsonConverter<CallUrgency>))]
public readonly record struct CallUrgency : ITextValue<CallUrgency>
{
    private readonly string? _value;

    private CallUrgency(string value) => _value = value;

    /// <summary>Gets the word for a call that cannot wait.</summary>
    public static CallUrgency High { get; } = new("high");

    /// <summary>Gets the word for an ordinary call.</summary>
    public static CallUrgency Normal { get; } = new("normal");

    /// <summary>Gets the word for a call that can wait.</summary>
    public static CallUrgency Low { get; } = new("low");

    /// <summary>Gets the word for a call that needs nothing.</summary>
    public static CallUrgency Spam { get; } = new("spam");

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("default(CallUrgency) is no word; use CallUrgency.From.");

    /// <inheritdoc/>
    public static CallUrgency From(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return new(text);
    }

    /// <inheritdoc/>
    public bool Equals(CallUrgency other) => string.Equals(_value, other._value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override int GetHashCode() => _value is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(_value);

    /// <inheritdoc/>
    public override string ToString() => _value ?? "(none)";
}
