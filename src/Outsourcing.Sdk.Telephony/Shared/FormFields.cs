using System.Buffers;
using System.Text;

namespace Outsourcing.Telephony;

/// <summary>
/// The fields of an <c>application/x-www-form-urlencoded</c> text, decoded once into a pooled buffer. Repeated fields stay.
/// </summary>
internal ref struct FormFields
{
    private byte[] _bytes;
    private Field[] _fields;
    private int _used;

    /// <summary>Gets how many fields there are.</summary>
    internal int Count { get; private set; }

    /// <summary>Gets whether every field has an equals sign, as every writer of forms puts it.</summary>
    internal bool IsWellFormed { get; private set; }

    /// <summary>Decodes a form; a malformed escape stays as it is, as browsers and the providers' own libraries have it.</summary>
    internal static FormFields Parse(ReadOnlySpan<byte> form)
    {
        FormFields fields = new()
        {
            _bytes = ArrayPool<byte>.Shared.Rent(Math.Max(16, form.Length)),
            _fields = ArrayPool<Field>.Shared.Rent(form.Count((byte)'&') + 1),
            IsWellFormed = true,
        };
        while (!form.IsEmpty)
        {
            int end = form.IndexOf((byte)'&');
            ReadOnlySpan<byte> pair = end < 0 ? form : form[..end];
            form = end < 0 ? [] : form[(end + 1)..];
            int equals = pair.IndexOf((byte)'=');
            fields.IsWellFormed &= equals >= 0;
            if (pair.IsEmpty)
            {
                continue;
            }

            int name = fields._used;
            fields.Decode(equals < 0 ? pair : pair[..equals]);
            int value = fields._used;
            fields.Decode(equals < 0 ? [] : pair[(equals + 1)..]);
            fields._fields[fields.Count++] = new Field(name, value, fields._used);
        }

        return fields;
    }

    internal static FormFields Parse(ReadOnlySpan<char> form)
    {
        byte[] bytes = ArrayPool<byte>.Shared.Rent(Math.Max(16, Encoding.UTF8.GetMaxByteCount(form.Length)));
        try
        {
            return Parse(bytes.AsSpan(0, Encoding.UTF8.GetBytes(form, bytes)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    internal readonly ReadOnlySpan<byte> Name(int index) => _bytes.AsSpan(_fields[index].Name, _fields[index].Value - _fields[index].Name);

    internal readonly ReadOnlySpan<byte> Value(int index) => _bytes.AsSpan(_fields[index].Value, _fields[index].End - _fields[index].Value);

    /// <summary>Gets the first value of a field; null when the field is absent.</summary>
    internal readonly string? Get(ReadOnlySpan<byte> name) => IndexOf(name) is >= 0 and var index ? Encoding.UTF8.GetString(Value(index)) : null;

    /// <summary>Gets the bytes of the first value of a field; empty when the field is absent.</summary>
    internal readonly ReadOnlySpan<byte> Find(ReadOnlySpan<byte> name) => IndexOf(name) is >= 0 and var index ? Value(index) : [];

    /// <summary>Tells whether a field is there and holds more than nothing.</summary>
    internal readonly bool Has(ReadOnlySpan<byte> name) => !Find(name).IsEmpty;

    /// <summary>Gets the first value of a field that holds more than nothing; null otherwise.</summary>
    internal readonly string? GetText(ReadOnlySpan<byte> name) => Find(name) is { IsEmpty: false } text ? Encoding.UTF8.GetString(text) : null;

    /// <summary>Sorts by name in the order of UTF-16 code units; then by value, or in the order of sending.</summary>
    internal readonly void Sort(bool byValue)
    {
        // Insertion keeps the order of equals, and some twenty fields are not worth more.
        for (int index = 1; index < Count; index++)
        {
            Field moving = _fields[index];
            int to = index;
            while (to > 0 && Compare(_fields[to - 1], moving, byValue) > 0)
            {
                _fields[to] = _fields[to - 1];
                to--;
            }

            _fields[to] = moving;
        }
    }

    internal readonly bool SameAsPrevious(int index) =>
        index > 0 && Name(index).SequenceEqual(Name(index - 1)) && Value(index).SequenceEqual(Value(index - 1));

    internal void Dispose()
    {
        if (_bytes is not null)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            ArrayPool<Field>.Shared.Return(_fields);
            _bytes = null!;
            _fields = null!;
            Count = 0;
        }
    }

    private readonly int IndexOf(ReadOnlySpan<byte> name)
    {
        for (int index = 0; index < Count; index++)
        {
            if (Name(index).SequenceEqual(name))
            {
                return index;
            }
        }

        return -1;
    }

    private readonly int Compare(Field left, Field right, bool byValue)
    {
        int order = Compare(_bytes.AsSpan(left.Name, left.Value - left.Name), _bytes.AsSpan(right.Name, right.Value - right.Name));
        return order != 0 || !byValue ? order : Compare(_bytes.AsSpan(left.Value, left.End - left.Value), _bytes.AsSpan(right.Value, right.End - right.Value));
    }

    private static int Compare(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        int same = left.CommonPrefixLength(right);
        return same == left.Length || same == right.Length ? left.Length.CompareTo(right.Length) : Rank(left[same]).CompareTo(Rank(right[same]));
    }

    // UTF-8 sorts the characters from U+E000 before those beyond U+FFFF, UTF-16 after them.
    private static int Rank(byte lead) => lead is 0xEE or 0xEF ? lead + 0x20 : lead;

    private void Decode(ReadOnlySpan<byte> text)
    {
        for (int index = 0; index < text.Length; index++)
        {
            byte character = text[index];
            if (character == '+')
            {
                character = (byte)' ';
            }
            else if (character == '%' && index + 2 < text.Length && Digit(text[index + 1]) is >= 0 and var high && Digit(text[index + 2]) is >= 0 and var low)
            {
                character = (byte)((high << 4) | low);
                index += 2;
            }

            _bytes[_used++] = character;
        }
    }

    private static int Digit(byte character) => character switch
    {
        >= (byte)'0' and <= (byte)'9' => character - '0',
        >= (byte)'a' and <= (byte)'f' => character - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => character - 'A' + 10,
        _ => -1,
    };

    private readonly record struct Field(int Name, int Value, int End);
}
