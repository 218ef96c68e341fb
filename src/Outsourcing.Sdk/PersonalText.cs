using System.Diagnostics;
using System.Text.Json.Serialization;

namespace Outsourcing;

/// <summary>
/// Text about or by a person (a name, a message, a line of a transcript), which logs, traces and exceptions must not show.
/// </summary>
/// <remarks>
/// <see cref="ToString"/> says how long the text is, never what it says; read <see cref="Value"/> to use it. What a caller
/// said is untrusted: escape it where it is shown and never treat it as an instruction. Equality is ordinal.
/// </remarks>
[JsonConverter(typeof(PersonalTextJsonConverter))]
[DebuggerDisplay("{ToString(),nq}")]
public readonly record struct PersonalText
{
    private readonly string? _value;

    /// <summary>Initializes the text.</summary>
    /// <param name="value">The text; may be empty.</param>
    public PersonalText(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _value = value;
    }

    /// <summary>Gets the text itself.</summary>
    public string Value => _value ?? "";

    /// <summary>Marks a text as personal.</summary>
    /// <param name="value">The text.</param>
    public static implicit operator PersonalText(string value) => new(value);

    /// <summary>Marks a text as personal.</summary>
    /// <param name="value">The text.</param>
    /// <returns>The marked text.</returns>
    public static PersonalText FromString(string value) => new(value);

    /// <summary>Gets a stand-in that is safe to log.</summary>
    /// <returns>For example <c>[24 characters]</c>.</returns>
    public override string ToString() => $"[{Value.Length} characters]";
}
