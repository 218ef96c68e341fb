using System.Text.Json.Serialization;

namespace Outsourcing.Calls;

/// <summary>What became of a call, in neutral words.</summary>
/// <remarks>An open vocabulary: a word this version does not know is kept as it came. Equality ignores case.</remarks>
[JsonConverter(typeof(TextValueJsonConverter<DispositionKind>))]
public readonly record struct DispositionKind : ITextValue<DispositionKind>
{
    private readonly string? _value;

    private DispositionKind(string value) => _value = value;

    /// <summary>Gets the word for a message that was taken for somebody.</summary>
    public static DispositionKind MessageTaken { get; } = new("message-taken");

    /// <summary>Gets the word for a caller who was put through.</summary>
    public static DispositionKind Transferred { get; } = new("transferred");

    /// <summary>Gets the word for a transfer that was tried and did not succeed.</summary>
    public static DispositionKind TransferFailed { get; } = new("transfer-failed");

    /// <summary>Gets the word for an appointment that was made.</summary>
    public static DispositionKind AppointmentBooked { get; } = new("appointment-booked");

    /// <summary>Gets the word for a question that was answered on the call.</summary>
    public static DispositionKind InformationGiven { get; } = new("information-given");

    /// <summary>Gets the word for a caller who wants to be called back.</summary>
    public static DispositionKind CallbackRequested { get; } = new("callback-requested");

    /// <summary>Gets the word for a voice message that was left.</summary>
    public static DispositionKind VoicemailLeft { get; } = new("voicemail-left");

    /// <summary>Gets the word for a caller who hung up before the call was handled.</summary>
    public static DispositionKind CallerHungUp { get; } = new("caller-hung-up");

    /// <summary>Gets the word for a call nobody answered.</summary>
    public static DispositionKind NoAnswer { get; } = new("no-answer");

    /// <summary>Gets the word for a busy line.</summary>
    public static DispositionKind Busy { get; } = new("busy");

    /// <summary>Gets the word for an unwanted sales or robot call.</summary>
    public static DispositionKind Spam { get; } = new("spam");

    /// <summary>Gets the word for a caller who wanted somebody else.</summary>
    public static DispositionKind WrongNumber { get; } = new("wrong-number");

    /// <summary>Gets the word for a call that a technical fault ended.</summary>
    public static DispositionKind Failed { get; } = new("failed");

    /// <summary>Gets the word for an outcome that was not reported.</summary>
    public static DispositionKind Unknown { get; } = new("unknown");

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("default(DispositionKind) is no word; use DispositionKind.From.");

    /// <inheritdoc/>
    public static DispositionKind From(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return new(text);
    }

    /// <inheritdoc/>
    public bool Equals(DispositionKind other) => string.Equals(_value, other._value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override int GetHashCode() => _value is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(_value);

    /// <inheritdoc/>
    public override string ToString() => _value ?? "(none)";
}
