using System.Text.Json.Serialization;

namespace Outsourcing.Delegation;

/// <summary>Names a task within the process it was split from.</summary>
/// <remarks>Equality is ordinal.</remarks>
[JsonConverter(typeof(TextValueJsonConverter<DelegationTaskId>))]
public readonly record struct DelegationTaskId : ITextValue<DelegationTaskId>
{
    private readonly string? _value;

    private DelegationTaskId(string value) => _value = value;

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("default(DelegationTaskId) names nothing; use DelegationTaskId.From.");

    /// <inheritdoc/>
    public static DelegationTaskId From(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return new(text);
    }

    /// <inheritdoc/>
    public override string ToString() => _value ?? "(none)";
}
