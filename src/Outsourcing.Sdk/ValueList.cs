using System.Collections;
using System.Diagnostics;

namespace Outsourcing;

/// <summary>
/// Copies of lists that compare by content, so that records that hold them do too.
/// </summary>
/// <remarks>Equality is element by element, in order. A later change of the source changes no copy.</remarks>
public static class ValueList
{
    /// <summary>Gets the empty list.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <returns>A list without elements.</returns>
    public static IReadOnlyList<T> Empty<T>() => Copied<T>.None;

    /// <summary>Copies a list.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="source">The elements.</param>
    /// <returns>A read-only copy that equals any copy with equal elements in the same order.</returns>
    /// <remarks>A generated JSON reader hands over <see langword="null"/> for a member that is absent.</remarks>
    public static IReadOnlyList<T> Copy<T>(IEnumerable<T>? source)
    {
        if (source is null)
        {
            return Empty<T>();
        }

        if (source is Copied<T> done)
        {
            return done;
        }

        T[] items = [.. source];
        return items.Length == 0 ? Copied<T>.None : new Copied<T>(items);
    }

    [DebuggerDisplay("Count = {Count}")]
    private sealed class Copied<T>(T[] items) : IReadOnlyList<T>, IEquatable<Copied<T>>
    {
        internal static readonly Copied<T> None = new([]);

        public int Count => items.Length;

        public T this[int index] => items[index];

        public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)items).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => items.GetEnumerator();

        public bool Equals(Copied<T>? other) => other is not null && items.AsSpan().SequenceEqual(other.Items, EqualityComparer<T>.Default);

        public override bool Equals(object? obj) => Equals(obj as Copied<T>);

        public override int GetHashCode()
        {
            HashCode hash = default;
            hash.Add(items.Length);
            foreach (T item in items)
            {
                hash.Add(item);
            }

            return hash.ToHashCode();
        }

        private ReadOnlySpan<T> Items => items;
    }
}
