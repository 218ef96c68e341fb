using System.Text.Json.Serialization;

namespace Outsourcing.Calls;

/// <summary>Who or what answered.</summary>
/// <remarks>An open vocabulary: a word this version does not know is kept as it came. Equality ignores case.</remarks>
[JsonConverter(typeof(TextValueJsonConverter<AnsweredBy>))]
public readonly record struct AnsweredBy : ITextValue<AnsweredBy>
{
    private readonly string? _value;

    private AnsweredBy(string value) => _value = value;

    /// <summary>Gets the word for a person.</summary>
    public static AnsweredBy Human { get; } = new("human");

    /// <summary>Gets the word for a voice agent.</summary>
    public static AnsweredBy AiAgent { get; } = new("ai-agent");

    /// <summary>Gets the word for a voice agent and a person.</summary>
    public static AnsweredBy Hybrid { get; } = new("hybrid");

    /// <summary>Gets the word for a voicemail box.</summary>
    public static AnsweredBy Voicemail { get; } = new("voicemail");

    /// <summary>Gets the word for a party that was not reported.</summary>
    public static AnsweredBy Unknown { get; } = new("unknown");

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("default(AnsweredBy) is no word; use AnsweredBy.From.");

    /// <inheritdoc/>
    public static AnsweredBy From(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return new(text);
    }

    /// <inheritdoc/>
    public bool Equals(AnsweredBy other) => string.Equals(_value, other._value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override int GetHashCode() => _value is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(_value);

    /// <inheritdoc/>
    public override string ToString() => _value ?? "(none)";
}
