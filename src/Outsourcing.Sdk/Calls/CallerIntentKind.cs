using System.Text.Json.Serialization;

namespace Outsourcing.Calls;

/// <summary>What a caller wants, in neutral words.</summary>
/// <remarks>An open vocabulary: a word this version does not know is kept as it came. Equality ignores case.</remarks>
[JsonConverter(typeof(TextValueJsonConverter<CallerIntentKind>))]
public readonly record struct CallerIntentKind : ITextValue<CallerIntentKind>
{
    private readonly string? _value;

    private CallerIntentKind(string value) => _value = value;

    /// <summary>Gets the word for a possible new customer.</summary>
    public static CallerIntentKind NewLead { get; } = new("new-lead");

    /// <summary>Gets the word for a customer.</summary>
    public static CallerIntentKind ExistingClient { get; } = new("existing-client");

    /// <summary>Gets the word for a supplier.</summary>
    public static CallerIntentKind Supplier { get; } = new("supplier");

    /// <summary>Gets the word for somebody who wants to sell something.</summary>
    public static CallerIntentKind Solicitor { get; } = new("solicitor");

    /// <summary>Gets the word for a caller who asked for somebody by name.</summary>
    public static CallerIntentKind AskedForPerson { get; } = new("asked-for-person");

    /// <summary>Gets the word for an emergency.</summary>
    public static CallerIntentKind Emergency { get; } = new("emergency");

    /// <summary>Gets the word for anything else.</summary>
    public static CallerIntentKind Other { get; } = new("other");

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("default(CallerIntentKind) is no word; use CallerIntentKind.From.");

    /// <inheritdoc/>
    public static CallerIntentKind From(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return new(text);
    }

    /// <inheritdoc/>
    public bool Equals(CallerIntentKind other) => string.Equals(_value, other._value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override int GetHashCode() => _value is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(_value);

    /// <inheritdoc/>
    public override string ToString() => _value ?? "(none)";
}
