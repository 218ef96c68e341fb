using System.Text.Json.Serialization;

namespace Outsourcing.Storage;

/// <summary>Names a tenant: one business whose records no other business sees.</summary>
[JsonConverter(typeof(TextValueJsonConverter<TenantId>))]
public readonly record struct TenantId : ITextValue<TenantId>
{
    private readonly string? _value;

    private TenantId(string value) => _value = value;

    /// <summary>Gets the tenant of an app that serves one business only.</summary>
    public static TenantId Default { get; } = new("default");

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("default(TenantId) names no tenant; use TenantId.From or TenantId.Default.");

    /// <inheritdoc/>
    public static TenantId From(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return new(text);
    }

    /// <summary>Gets the text, or a stand-in for <c>default</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => _value ?? "(none)";
}
