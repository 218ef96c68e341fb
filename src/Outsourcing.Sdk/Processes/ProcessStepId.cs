using System.Text.Json.Serialization;

namespace Outsourcing.Processes;

/// <summary>Names a step within its process.</summary>
/// <remarks>Equality is ordinal.</remarks>
[JsonConverter(typeof(TextValueJsonConverter<ProcessStepId>))]
public readonly record struct ProcessStepId : ITextValue<ProcessStepId>
{
    private readonly string? _value;

    private ProcessStepId(string value) => _value = value;

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("default(ProcessStepId) names nothing; use ProcessStepId.From.");

    /// <inheritdoc/>
    public static ProcessStepId From(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return new(text);
    }

    /// <inheritdoc/>
    public override string ToString() => _value ?? "(none)";
}
