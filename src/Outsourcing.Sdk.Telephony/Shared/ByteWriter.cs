using System.Buffers;
using System.Text;

namespace Outsourcing.Telephony;

/// <summary>Joins what is signed into one pooled buffer, for one keyed hash over it: many small appends to a hash cost three times as much.</summary>
internal ref struct ByteWriter
{
    private byte[] _bytes;
    private int _used;

    public ByteWriter(int capacity) => _bytes = ArrayPool<byte>.Shared.Rent(capacity);

    internal readonly ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _used);

    internal void Add(ReadOnlySpan<char> text)
    {
        Room(Encoding.UTF8.GetMaxByteCount(text.Length));
        _used += Encoding.UTF8.GetBytes(text, _bytes.AsSpan(_used));
    }

    internal void Add(ReadOnlySpan<byte> bytes)
    {
        Room(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(_used));
        _used += bytes.Length;
    }

    internal readonly void Dispose() => ArrayPool<byte>.Shared.Return(_bytes);

    private void Room(int more)
    {
        if (_bytes.Length - _used >= more)
        {
            return;
        }

        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, _used + more));
        _bytes.AsSpan(0, _used).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
