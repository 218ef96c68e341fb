using System.Text.Json.Serialization;

namespace Outsourcing.Engagements;

/// <summary>What happened to an engagement.</summary>
/// <remarks>An open vocabulary: a word this version does not know is kept as it came. Equality ignores case.</remarks>
[JsonConverter(typeof(TextValueJsonConverter<EngagementChangeKind>))]
public readonly record struct EngagementChangeKind : ITextValue<EngagementChangeKind>
{
    private readonly string? _value;

    private EngagementChangeKind(string value) => _value = value;

    /// <summary>Gets the word for terms both sides agreed to.</summary>
    public static EngagementChangeKind Agreed { get; } = new("agreed");

    /// <summary>Gets the word for calls that begin to go to the partner.</summary>
    public static EngagementChangeKind Started { get; } = new("started");

    /// <summary>Gets the word for calls that go to the business again for a while.</summary>
    public static EngagementChangeKind Paused { get; } = new("paused");

    /// <summary>Gets the word for calls that go to the partner again.</summary>
    public static EngagementChangeKind Resumed { get; } = new("resumed");

    /// <summary>Gets the word for the end, whichever side wanted it.</summary>
    public static EngagementChangeKind Ended { get; } = new("ended");

    /// <summary>Gets the word for a telephone number the partner answers from now on.</summary>
    public static EngagementChangeKind NumberAssigned { get; } = new("number-assigned");

    /// <summary>Gets the word for a telephone number the partner no longer answers.</summary>
    public static EngagementChangeKind NumberReleased { get; } = new("number-released");

    /// <summary>Gets the word for a version of the brief that applies from now on.</summary>
    public static EngagementChangeKind BriefPutInForce { get; } = new("brief-put-in-force");

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("default(EngagementChangeKind) is no word; use EngagementChangeKind.From.");

    /// <inheritdoc/>
    public static EngagementChangeKind From(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return new(text);
    }

    /// <inheritdoc/>
    public bool Equals(EngagementChangeKind other) => string.Equals(_value, other._value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override int GetHashCode() => _value is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(_value);

    /// <inheritdoc/>
    public override string ToString() => _value ?? "(none)";
}
