using System.Text.Json.Serialization;

namespace Outsourcing.Processes;

/// <summary>Names a business process within an app.</summary>
/// <remarks>Equality is ordinal.</remarks>
[JsonConverter(typeof(TextValueJsonConverter<ProcessId>))]
public readonly record struct ProcessId : ITextValue<ProcessId>
{
    private readonly string? _value;

    private ProcessId(string value) => _value = value;

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("default(ProcessId) names nothing; use ProcessId.From.");

    /// <inheritdoc/>
    public static ProcessId From(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return new(text);
    }

    /// <inheritdoc/>
    public override string ToString() => _value ?? "(none)";
}
