using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Outsourcing.Http;

/// <summary>A path whose values are escaped as they are put in, so that no id can change the endpoint.</summary>
/// <remarks>Write it as an interpolated string: <c>$"/v1/calls/{id}"</c>. A query is added by <see cref="Query(string, string?)"/>.</remarks>
[InterpolatedStringHandler]
public sealed class ProviderPath
{
    private readonly StringBuilder _text;
    private bool _hasQuery;

    /// <summary>Initializes the path; called by the compiler.</summary>
    /// <param name="literalLength">How much text is fixed.</param>
    /// <param name="formattedCount">How many values come.</param>
    public ProviderPath(int literalLength, int formattedCount) => _text = new StringBuilder(literalLength + (formattedCount * 36) + 64);

    /// <summary>Makes a path out of fixed text.</summary>
    /// <param name="path">The path.</param>
    public static implicit operator ProviderPath(string path) => FromString(path);

    /// <summary>Makes a path out of fixed text.</summary>
    /// <param name="path">The path.</param>
    /// <returns>The path.</returns>
    public static ProviderPath FromString(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        ProviderPath made = new(path.Length, 0);
        made.AppendLiteral(path);
        made._hasQuery = path.Contains('?', StringComparison.Ordinal);
        return made;
    }

    /// <summary>Adds fixed text; called by the compiler.</summary>
    /// <param name="value">The text.</param>
    public void AppendLiteral(string value) => _text.Append(value);

    /// <summary>Adds a value, escaped; called by the compiler.</summary>
    /// <param name="value">The value; one segment of the path.</param>
    /// <exception cref="ArgumentException">The value is empty, or a dot segment, which would name another endpoint.</exception>
    public void AppendFormatted(string value)
    {
        if (string.IsNullOrWhiteSpace(value) || value is "." or "..")
        {
            throw new ArgumentException("An id in a path is neither empty nor '.' nor '..'.", nameof(value));
        }

        _text.Append(Uri.EscapeDataString(value));
    }

    /// <summary>Adds a number; called by the compiler.</summary>
    /// <param name="value">The number.</param>
    public void AppendFormatted(int value) => _text.Append(value);

    /// <summary>Adds a field to the query, escaped.</summary>
    /// <param name="name">The field's name.</param>
    /// <param name="value">Its value; nothing is added for <see langword="null"/>.</param>
    /// <returns>This path.</returns>
    public ProviderPath Query(string name, string? value)
    {
        if (value is not null)
        {
            _text.Append(_hasQuery ? '&' : '?').Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
            _hasQuery = true;
        }

        return this;
    }

    /// <inheritdoc cref="Query(string, string?)"/>
    public ProviderPath Query(string name, int? value) => Query(name, value?.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc cref="Query(string, string?)"/>
    public ProviderPath Query(string name, bool? value) => Query(name, value is { } given ? given ? "true" : "false" : null);

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();
}
