using System.Text.Json.Serialization;

namespace Outsourcing.Delegation;

/// <summary>Where in a brief something stands, such as <c>callTypes[new-lead].limits.mustNotSay[0]</c>.</summary>
/// <remarks>Elements that have an id are addressed by it, so a place stays the same when others are added; texts in plain lists are
/// addressed by position. In an id, <c>\</c> and <c>]</c> are preceded by <c>\</c>. Equality is ordinal.</remarks>
[JsonConverter(typeof(TextValueJsonConverter<BriefPlace>))]
public readonly record struct BriefPlace : ITextValue<BriefPlace>
{
    private readonly string? _value;

    private BriefPlace(string value) => _value = value;

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("default(BriefPlace) names nothing; use BriefPlace.From.");

    /// <inheritdoc/>
    public static BriefPlace From(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return new(text);
    }

    /// <inheritdoc/>
    public override string ToString() => _value ?? "(none)";
}
