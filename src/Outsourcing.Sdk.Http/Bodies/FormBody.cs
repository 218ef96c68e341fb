using System.Globalization;
using System.Text;

namespace Outsourcing.Http;

/// <summary>Writes an <c>application/x-www-form-urlencoded</c> body. Fields without a value are left out; a field may stand several times.</summary>
public sealed class FormBody
{
    private readonly StringBuilder _text = new(256);

    /// <summary>Adds a field.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value; nothing is added for <see langword="null"/>.</param>
    /// <returns>This body.</returns>
    public FormBody Add(string name, string? value)
    {
        if (value is not null)
        {
            _text.Append(_text.Length == 0 ? "" : "&").Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
        }

        return this;
    }

    /// <inheritdoc cref="Add(string, string?)"/>
    public FormBody Add(string name, Uri? value) => Add(name, value?.AbsoluteUri);

    /// <inheritdoc cref="Add(string, string?)"/>
    public FormBody Add(string name, bool? value) => Add(name, value is { } given ? given ? "true" : "false" : null);

    /// <inheritdoc cref="Add(string, string?)"/>
    public FormBody Add(string name, int? value) => Add(name, value?.ToString(CultureInfo.InvariantCulture));

    /// <summary>Adds a field once per value.</summary>
    /// <param name="name">The name.</param>
    /// <param name="values">The values.</param>
    /// <returns>This body.</returns>
    public FormBody AddEach(string name, IEnumerable<string> values)
    {
        foreach (string value in values)
        {
            Add(name, value);
        }

        return this;
    }

    /// <summary>Ends the body.</summary>
    /// <returns>The body as it is sent.</returns>
    public RequestBody Build()
    {
        // Every character is escaped to ASCII.
        byte[] bytes = new byte[_text.Length];
        int at = 0;
        foreach (ReadOnlyMemory<char> chunk in _text.GetChunks())
        {
            at += Encoding.ASCII.GetBytes(chunk.Span, bytes.AsSpan(at));
        }

        return new RequestBody(bytes, "application/x-www-form-urlencoded");
    }
}
