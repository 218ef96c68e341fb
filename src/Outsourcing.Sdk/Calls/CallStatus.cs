using System.Text.Json.Serialization;

namespace Outsourcing.Calls;

/// <summary>Where a call is in its life, in neutral words; the provider's own word stays beside it.</summary>
/// <remarks>An open vocabulary: a word this version does not know is kept as it came. Equality ignores case.</remarks>
[JsonConverter(typeof(TextValueJsonConverter<CallStatus>))]
public readonly record struct CallStatus : ITextValue<CallStatus>
{
    private readonly string? _value;

    private CallStatus(string value) => _value = value;

    /// <summary>Gets the word for a call that is accepted by the provider and not yet under way.</summary>
    public static CallStatus Queued { get; } = new("queued");

    /// <summary>Gets the word for a call that rings at the other end.</summary>
    public static CallStatus Ringing { get; } = new("ringing");

    /// <summary>Gets the word for a call that was answered and goes on.</summary>
    public static CallStatus InProgress { get; } = new("in-progress");

    /// <summary>Gets the word for a call that was answered and has ended.</summary>
    public static CallStatus Completed { get; } = new("completed");

    /// <summary>Gets the word for a call that ended because the line was busy.</summary>
    public static CallStatus Busy { get; } = new("busy");

    /// <summary>Gets the word for a call that ended because nobody answered.</summary>
    public static CallStatus NoAnswer { get; } = new("no-answer");

    /// <summary>Gets the word for a call that was withdrawn before it was answered.</summary>
    public static CallStatus Canceled { get; } = new("canceled");

    /// <summary>Gets the word for a call that could not be connected.</summary>
    public static CallStatus Failed { get; } = new("failed");

    /// <summary>Gets whether the word says that the call is over.</summary>
    public bool IsFinal =>
        this == Completed || this == Busy || this == NoAnswer || this == Canceled || this == Failed;

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("default(CallStatus) is no word; use CallStatus.From.");

    /// <inheritdoc/>
    public static CallStatus From(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return new(text);
    }

    /// <inheritdoc/>
    public bool Equals(CallStatus other) => string.Equals(_value, other._value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override int GetHashCode() => _value is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(_value);

    /// <inheritdoc/>
    public override string ToString() => _value ?? "(none)";
}
