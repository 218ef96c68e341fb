using System.Text.Json.Serialization;

namespace Outsourcing.Processes;

/// <summary>What an event waits for or makes known, in the words of BPMN 2.0.</summary>
/// <remarks>An open vocabulary: a word this version does not know is kept as it came. Equality ignores case.</remarks>
[JsonConverter(typeof(TextValueJsonConverter<EventTrigger>))]
public readonly record struct EventTrigger : ITextValue<EventTrigger>
{
    private readonly string? _value;

    private EventTrigger(string value) => _value = value;

    /// <summary>Gets the word for a message.</summary>
    public static EventTrigger Message { get; } = new("message");

    /// <summary>Gets the word for a point in time, a time span or a cycle.</summary>
    public static EventTrigger Timer { get; } = new("timer");

    /// <summary>Gets the word for a condition that comes true.</summary>
    public static EventTrigger Conditional { get; } = new("conditional");

    /// <summary>Gets the word for a broadcast.</summary>
    public static EventTrigger Signal { get; } = new("signal");

    /// <summary>Gets the word for a hand-over to a higher level.</summary>
    public static EventTrigger Escalation { get; } = new("escalation");

    /// <summary>Gets the word for a fault.</summary>
    public static EventTrigger Error { get; } = new("error");

    /// <summary>Gets the word for undoing what was done.</summary>
    public static EventTrigger Compensate { get; } = new("compensate");

    /// <summary>Gets the word for a transaction given up.</summary>
    public static EventTrigger Cancel { get; } = new("cancel");

    /// <summary>Gets the word for a jump within one process.</summary>
    public static EventTrigger Link { get; } = new("link");

    /// <summary>Gets the word for the end of everything at once.</summary>
    public static EventTrigger Terminate { get; } = new("terminate");

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("default(EventTrigger) is no word; use EventTrigger.From.");

    /// <inheritdoc/>
    public static EventTrigger From(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return new(text);
    }

    /// <inheritdoc/>
    public bool Equals(EventTrigger other) => string.Equals(_value, other._value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override int GetHashCode() => _value is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(_value);

    /// <inheritdoc/>
    public override string ToString() => _value ?? "(none)";
}
