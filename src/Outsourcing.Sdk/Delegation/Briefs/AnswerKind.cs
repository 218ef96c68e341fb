using System.Text.Json.Serialization;

namespace Outsourcing.Delegation;

/// <summary>What kind of answer a question asks for.</summary>
/// <remarks>An open vocabulary: a word this version does not know is kept as it came. Equality ignores case.</remarks>
[JsonConverter(typeof(TextValueJsonConverter<AnswerKind>))]
public readonly record struct AnswerKind : ITextValue<AnswerKind>
{
    private readonly string? _value;

    private AnswerKind(string value) => _value = value;

    /// <summary>Gets the word for free text.</summary>
    public static AnswerKind Text { get; } = new("text");

    /// <summary>Gets the word for a number.</summary>
    public static AnswerKind Number { get; } = new("number");

    /// <summary>Gets the word for a calendar date.</summary>
    public static AnswerKind Date { get; } = new("date");

    /// <summary>Gets the word for a time of day.</summary>
    public static AnswerKind Time { get; } = new("time");

    /// <summary>Gets the word for yes or no.</summary>
    public static AnswerKind YesNo { get; } = new("yes-no");

    /// <summary>Gets the word for one of the listed choices.</summary>
    public static AnswerKind Choice { get; } = new("choice");

    /// <summary>Gets the word for a telephone number.</summary>
    public static AnswerKind Phone { get; } = new("phone");

    /// <summary>Gets the word for an e-mail address.</summary>
    public static AnswerKind Email { get; } = new("email");

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("default(AnswerKind) is no word; use AnswerKind.From.");

    /// <inheritdoc/>
    public static AnswerKind From(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return new(text);
    }

    /// <inheritdoc/>
    public bool Equals(AnswerKind other) => string.Equals(_value, other._value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override int GetHashCode() => _value is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(_value);

    /// <inheritdoc/>
    public override string ToString() => _value ?? "(none)";
}
