using System.Text.Json.Serialization;

namespace Outsourcing;

/// <summary>Why no verdict was given. An open vocabulary: an app's own rules may add words.</summary>
/// <remarks>Equality ignores case.</remarks>
[JsonConverter(typeof(TextValueJsonConverter<RefusalKind>))]
public readonly record struct RefusalKind : ITextValue<RefusalKind>
{
    private readonly string? _value;

    private RefusalKind(string value) => _value = value;

    /// <summary>Gets the refusal for want of records: fewer than the rule needs, or an interval too wide to decide.</summary>
    public static RefusalKind InsufficientEvidence { get; } = new("insufficient-evidence");

    /// <summary>Gets the refusal because the evidence lies between the boundaries: more of it may decide.</summary>
    public static RefusalKind Undecided { get; } = new("undecided");

    /// <summary>Gets the refusal because offered load is at or above the agents there: the queue has no steady state.</summary>
    public static RefusalKind UnstableQueue { get; } = new("unstable-queue");

    /// <summary>Gets the refusal because pairwise judgements contradict one another beyond the accepted ratio.</summary>
    public static RefusalKind InconsistentJudgements { get; } = new("inconsistent-judgements");

    /// <summary>Gets the refusal because no candidate passes the knock-out rules.</summary>
    public static RefusalKind NoneQualifies { get; } = new("none-qualifies");

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("default(RefusalKind) names no reason.");

    /// <inheritdoc/>
    public static RefusalKind From(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return new(text);
    }

    /// <inheritdoc/>
    public bool Equals(RefusalKind other) => string.Equals(_value, other._value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override int GetHashCode() => _value is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(_value);

    /// <inheritdoc/>
    public override string ToString() => _value ?? "(none)";
}
