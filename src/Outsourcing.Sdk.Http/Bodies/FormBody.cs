using System.Buffers;
using System.Globalization;
using System.Text;

namespace Outsourcing.Http;

/// <summary>Writes an <c>application/x-www-form-urlencoded</c> body. Fields without a value are left out; a field may stand several times.</summary>
public sealed class FormBody
{
    private static readonly SearchValues<char> Plain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~");

    private byte[] _bytes = new byte[384];
    private int _used;

    /// <summary>Adds a field.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value; nothing is added for <see langword="null"/>.</param>
    /// <returns>This body.</returns>
    public FormBody Add(string name, string? value)
    {
        if (value is not null)
        {
            if (_used > 0)
            {
                Write('&');
            }

            Escape(name);
            Write('=');
            Escape(value);
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
        ArgumentNullException.ThrowIfNull(values);
        foreach (string value in values)
        {
            Add(name, value);
        }

        return this;
    }

    /// <summary>Ends the body.</summary>
    /// <returns>The body as it is sent.</returns>
    public RequestBody Build() => new(_bytes.AsMemory(0, _used), "application/x-www-form-urlencoded");

    private void Escape(ReadOnlySpan<char> text)
    {
        Span<byte> utf8 = stackalloc byte[4];
        while (!text.IsEmpty)
        {
            int special = text.IndexOfAnyExcept(Plain);
            ReadOnlySpan<char> plain = special < 0 ? text : text[..special];
            Room(plain.Length);
            _used += Encoding.ASCII.GetBytes(plain, _bytes.AsSpan(_used));
            if (special < 0)
            {
                return;
            }

            // Half a surrogate pair becomes the replacement character, as Uri.EscapeDataString has it.
            Rune.DecodeFromUtf16(text[special..], out Rune rune, out int taken);
            foreach (byte value in utf8[..rune.EncodeToUtf8(utf8)])
            {
                Write('%');
                Write(Digit(value >> 4));
                Write(Digit(value & 15));
            }

            text = text[(special + taken)..];
        }
    }

    private static char Digit(int value) => (char)(value < 10 ? '0' + value : 'A' + value - 10);

    private void Write(char character)
    {
        Room(1);
        _bytes[_used++] = (byte)character;
    }

    private void Room(int more)
    {
        if (_bytes.Length - _used < more)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _used + more));
        }
    }
}
